"""The doors to activities, contributions and themes. Words whose speaker no longer takes part are behind no door."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.records.ledger.access import NotFound, one, seen
from hereabouts.records.ledger.record import Guarded
from hereabouts.records.voice.models import (
    Activity,
    Campaign,
    Codebook,
    Connector,
    Contribution,
    EngagementPlan,
    Hypothesis,
    LinkVisit,
    NewGroup,
    Setting,
    Stakeholder,
    Theme,
    VoteRound,
)

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

PROGRAMME: dict[str, type[Guarded]] = {
    "plan": EngagementPlan, "campaign": Campaign, "setting": Setting, "hypothesis": Hypothesis, "new group": NewGroup,
    "stakeholder": Stakeholder, "visit": LinkVisit, "connector": Connector,
}  # fmt: skip


def visible(actor: Actor, *, on: date) -> QuerySet[Contribution]:
    """Give the contributions the actor may read, newest first."""
    return seen(standing(on=on).select_related("activity", "participant", "place"), actor, on=on)


def find(actor: Actor, id: object, *, on: date) -> Contribution:
    """Give one contribution; NotFound when it is absent, withdrawn or not the actor's."""
    return one(standing(on=on).select_related("activity", "participant", "place"), actor, id, on=on)


def standing(*, on: date) -> QuerySet[Contribution]:
    """Give every contribution that counts on a day: heard by then, and never taken back since, whatever day is asked about."""
    return Contribution.objects.filter(withdrawn_on=None, heard_on__lte=on)


def of_person(actor: Actor, key: str, *, on: date) -> Contribution:
    """Give a contribution of the person with that key, to act on what they agreed to; NotFound otherwise."""
    found = visible(actor, on=on).filter(participant__key=as_written(key)).first()
    if found is None:
        raise NotFound
    return found


def as_written(key: str) -> str:
    """Read a number as it was given: it has no 0 and no 1, so that whoever reads an O or an I so is understood."""
    told = "".join(key.upper().split()).replace("0", "O").replace("1", "I").replace("-", "")
    return f"{told[:4]}-{told[4:]}"


def activities(actor: Actor, *, on: date) -> QuerySet[Activity]:
    """Give the activities the actor may see, the latest first."""
    return seen(Activity.objects.select_related("organisation", "place"), actor, on=on)


def activity(actor: Actor, id: object, *, on: date) -> Activity:
    """Give one activity; NotFound when it is absent or not the actor's."""
    return one(Activity.objects.select_related("organisation", "place"), actor, id, on=on)


def themes(actor: Actor, *, on: date) -> QuerySet[Theme]:
    """Give the themes the actor may see."""
    return seen(Theme.objects.all(), actor, on=on)


def theme(actor: Actor, id: object, *, on: date) -> Theme:
    """Give one theme; NotFound when it is absent or not the actor's."""
    return one(Theme.objects.select_related("place"), actor, id, on=on)


def codebooks(actor: Actor, *, on: date) -> QuerySet[Codebook]:
    """Give the codebooks the actor may see."""
    return seen(Codebook.objects.select_related("place", "activity"), actor, on=on)


def codebook(actor: Actor, id: object, *, on: date) -> Codebook:
    """Give one codebook; NotFound when it is absent or not the actor's."""
    return one(Codebook.objects.select_related("place", "activity"), actor, id, on=on)


def vote_rounds(actor: Actor, *, on: date) -> QuerySet[VoteRound]:
    """Give the votes that were loaded, of places the actor may see them in."""
    return seen(VoteRound.objects.select_related("place"), actor, on=on)


def vote_round(actor: Actor, id: object, *, on: date) -> VoteRound:
    """Give one of them; NotFound when it is absent or not the actor's."""
    return one(VoteRound.objects.select_related("place"), actor, id, on=on)


def holds_here(actor: Actor, what: str, place: Place, *, on: date) -> bool:
    """Say whether the actor may do "kind.verb" in a place."""
    kind, _, verb = what.partition(".")
    subject = Subject(kind, place=str(place.pk), organisation=actor.organisation)
    return bool(may(actor, verb, subject, on))


def here(actor: Actor, what: str, place: Place, *, on: date) -> Place:
    """Give the place back if the actor may do "kind.verb" there; otherwise it is as if it were not there."""
    if not holds_here(actor, what, place, on=on):
        raise NotFound
    return place


def programmed(what: str, actor: Actor, *, on: date, place: Place | None = None) -> QuerySet:
    """Give the things of one kind of the programme ("plan", "campaign", "connector", ...) that the actor may see."""
    rows = PROGRAMME[what].objects.select_related("organisation", "place")
    return seen(rows if place is None else rows.filter(place=place), actor, on=on)


def programmed_one(what: str, actor: Actor, id: object, *, on: date):
    """Give one thing of the programme; NotFound when it is absent or not the actor's."""
    return one(PROGRAMME[what].objects.select_related("organisation", "place"), actor, id, on=on)
