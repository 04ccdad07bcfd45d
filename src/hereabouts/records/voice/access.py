"""The doors to activities, contributions and themes. Words whose speaker no longer takes part are behind no door."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from hereabouts.core.intake import read
from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.consent import AUDIENCES, YES, wide_enough
from hereabouts.records.ledger.access import NotFound, one, seen
from hereabouts.records.ledger.record import Guarded
from hereabouts.records.voice.models import (
    Activity,
    Campaign,
    Codebook,
    Connector,
    Consent,
    Contribution,
    EngagementPlan,
    Hypothesis,
    InterpreterRequest,
    LinkVisit,
    NewGroup,
    OtherForm,
    Participant,
    Perception,
    PlaceScore,
    Recording,
    Setting,
    Stakeholder,
    TakenBack,
    Theme,
    Venue,
    VoteRound,
)

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

PROGRAMME: dict[str, type[Guarded]] = {
    "plan": EngagementPlan, "campaign": Campaign, "setting": Setting, "hypothesis": Hypothesis, "new group": NewGroup,
    "stakeholder": Stakeholder, "visit": LinkVisit, "connector": Connector,
    "perception": Perception, "venue": Venue, "interpreter": InterpreterRequest, "other form": OtherForm,
}  # fmt: skip


class UnknownNumber(Sentence):
    """A number that was given to nobody, or to somebody whose words are gone already."""


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


def agreed(kind: str, *, on: date, audience: str = AUDIENCES[0]) -> QuerySet[Consent]:
    """Give the consents of a kind that stand on a day for an audience: ``core.voice.consent.stands`` said once more, in SQL."""
    return Consent.objects.filter(
        Q(until=None) | Q(until__gte=on), kind=kind, answer=YES, given_on__lte=on, withdrawn_on=None,
        audience__in=wide_enough(audience),
    )  # fmt: skip


def person_with(number: str, *, on: date) -> Participant:
    """Give whoever was given that number, or wrote the letter with that reference. UnknownNumber where nobody is left."""
    spoke = Q(contributions__in=standing(on=on)) | Q(scores__isnull=False)
    known = Q(key=as_written(number)) | Q(contributions__letter__in=read(number), contributions__source="letter")
    found = Participant.objects.filter(known).filter(spoke).distinct().first() if number.strip() else None
    if found is None:
        raise UnknownNumber(
            "Nobody whose words we hold was given “{number}”. Check each letter: there is no zero and no one in it. If you took"
            " everything back, it is gone.",
            number=number.strip()[:20],
        )
    return found


def taken_back(actor: Actor, *, on: date) -> QuerySet[TakenBack]:
    """Give what was taken back in the actor's places, what is still to do first."""
    return seen(TakenBack.objects.select_related("place", "participant"), actor, on=on).order_by(
        "done_on", "due_on", "pk"
    )


def taken(actor: Actor, id: object, *, on: date) -> TakenBack:
    """Give one thing that was taken back; NotFound when it is absent or not the actor's."""
    return one(TakenBack.objects.select_related("place"), actor, id, on=on)


def scores(actor: Actor, *, on: date) -> QuerySet[PlaceScore]:
    """Give how places were scored, as far as the actor may see it."""
    return seen(PlaceScore.objects.filter(scored_on__lte=on), actor, on=on)


def recording(actor: Actor, id: object, *, on: date, at_work: bool) -> Recording:
    """Give a recording: to those at work on the words of its place; to the partners there only while it may be shown."""
    found = Recording.objects.select_related("contribution__participant", "contribution__place").filter(pk=id).first()
    if found is None:
        raise NotFound
    said = found.contribution
    if at_work:
        find(actor, said.pk, on=on)
        return found
    here(actor, "theme.see", said.place, on=on)
    if (
        said.withdrawn_on
        or not agreed("show", on=on, audience="partners").filter(participant=said.participant_id).exists()
    ):
        raise NotFound
    return found


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


def helper(actor: Actor, id: object, *, on: date) -> Connector:
    """Give somebody who wants to help, while their agreement stands; NotFound after its last day or once they took it back."""
    found: Connector = programmed_one("connector", actor, id, on=on)
    if found.withdrawn_on or found.agreed_until < on:
        raise NotFound
    return found


def programmed_one(what: str, actor: Actor, id: object, *, on: date):
    """Give one thing of the programme; NotFound when it is absent or not the actor's."""
    return one(PROGRAMME[what].objects.select_related("organisation", "place"), actor, id, on=on)
