"""Activities are planned, and filled in once they have been."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.voice.counts import UNITS
from hereabouts.engines.definitions import methods
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.releases.changes import propose
from hereabouts.records.voice.models import Activity, Campaign, Connector, EngagementPlan, Setting
from hereabouts.records.voice.reads.taking_part import announced

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place
    from hereabouts.records.releases.models import Proposal


class UnknownMethod(Sentence):
    """A way of listening, or a unit of count, that stands in no list."""


class TooEarly(Sentence):
    """A count of something that has not been yet."""


class NotTrainedYet(Sentence):
    """A community reporter sent out before the training, or somebody whose agreement has run out."""


class NothingAnnounced(Sentence):
    """Ways to take part put forward while there are none."""


class TooLate(Sentence):
    """An invitation to something that has been."""


@change("activity.plan")
def plan_activity(
    *,
    by: Actor,
    on: date,
    place: Place,
    name: str,
    method: str,
    held_on: date,
    purpose: str,
    lead: Organisation | None = None,
    venue: str = "",
    barriers: str = "",
    support: str = "",
    count: int | None = None,
    unit: str = "",
    note: str = "",
    area: str = "",
    community: str = "",
    plan: EngagementPlan | None = None,
    campaign: Campaign | None = None,
    setting: Setting | None = None,
    reporter: Connector | None = None,
) -> Activity:
    """Put an activity in the programme, before or after it was held. Any partner may; the lead is theirs unless named.

    ``area`` and ``community`` say whom it asks; none of both is everybody here. A community reporter goes out trained.
    """
    _known(method, unit)
    _counted(count, held_on, on)
    _elsewhere(place, plan, campaign, setting, reporter)
    _trained(reporter, held_on)
    return Activity.objects.create(
        place=place,
        organisation_id=lead.pk if lead else by.organisation,
        name=name.strip(),
        method=method,
        held_on=held_on,
        purpose=purpose.strip(),
        venue=venue.strip(),
        barriers=barriers.strip(),
        support=support.strip(),
        count=count,
        unit=unit or methods()[method]["unit"],
        note=note.strip(),
        area=area,
        community=community,
        plan=plan,
        campaign=campaign,
        setting=setting,
        reporter=reporter,
    )


@change("activity.plan", about="activity")
def revise_activity(*, by: Actor, on: date, activity: Activity, facts: Mapping[str, object]) -> Activity:
    """Change what is written of an activity: its day, its count and how far the count may hold somebody twice."""
    for name, value in facts.items():
        setattr(activity, "organisation_id" if name == "lead" else name, value.pk if name == "lead" else value)
    _known(activity.method, activity.unit)
    _counted(activity.count, activity.held_on, on)
    _elsewhere(activity.place, activity.plan, activity.campaign, activity.setting, activity.reporter)
    _trained(activity.reporter, activity.held_on)
    activity.save()
    return activity


@change("activity.announce", about="activity")
def announce(*, by: Actor, on: date, activity: Activity, joining: str) -> Activity:
    """Say how anybody can take part, for the list that is published; nothing said takes it off again (S-40)."""
    if activity.held_on < on:
        raise TooLate("It was held on {day:%-d %B %Y}: nobody can be invited to it.", day=activity.held_on)
    activity.joining = joining.strip()
    activity.announced_on = on if activity.joining else None
    activity.save()
    return activity


@change("activity.announce")
def propose_ways(*, by: Actor, on: date, place: Place) -> Proposal:
    """Put the ways to take part here forward for release; a second person looks before anybody reads it (S-40)."""
    ways = announced(by, on=on, place=place)
    if not ways:
        raise NothingAnnounced(
            "Nothing to come is announced here. Say first, for an activity, how anybody can take part."
        )
    title, content = (
        f"Ways to take part in {place.name}",
        {"place": place.name, "place_id": str(place.pk), "ways": ways},
    )
    return propose(by=by, on=on, place=place, kind="taking part", title=title, content=content, rule="open")


def _elsewhere(place: Place, *parts: EngagementPlan | Campaign | Setting | Connector | None) -> None:
    """Refuse a plan, a campaign or a setting of another place as if it were not there."""
    if any(part is not None and part.place_id != place.pk for part in parts):
        raise NotFound


def _trained(reporter: Connector | None, held_on: date) -> None:
    if reporter is None:
        return
    if reporter.withdrawn_on or reporter.agreed_until < held_on:
        raise NotTrainedYet("Their agreement to be asked does not reach that day. Ask them again first.")
    if not reporter.reporter or reporter.trained_on is None or reporter.trained_on > held_on:
        raise NotTrainedYet("{name} was not trained by that day. Train first, then go out.", name=reporter.name)


def _known(method: str, unit: str) -> None:
    if method not in methods():
        raise UnknownMethod("“{method}” is not a way of listening we know.", method=method)
    if unit and unit not in UNITS:
        raise UnknownMethod("“{unit}” cannot be counted. Count {units}.", unit=unit, units=listed(UNITS, last="or"))


def _counted(count: int | None, held_on: date, on: date) -> None:
    if count is not None and held_on > on:
        raise TooEarly("It is held on {day:%-d %B %Y}. Fill in the count when it has been.", day=held_on)
