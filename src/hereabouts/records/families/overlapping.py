"""How agencies' work with households overlaps, out of confirmed matches and open cases: counts that may leave, of nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from hereabouts.core.families.episodes import Contact, Episode, Link
from hereabouts.core.families.overlap import joined, overlap
from hereabouts.core.families.overlap_told import Told, told
from hereabouts.core.families.triage import whole_weeks
from hereabouts.core.ledger import Actor, Sensitivity, Subject, may
from hereabouts.engines.definitions import disclosure
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Match, Pointer, Restriction, Stub
from hereabouts.records.ledger.access import seen
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.partners.reads import organisations

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

NOT_SAID = "Kind of help not said"


@dataclass(frozen=True)
class Report:
    """The overlap of a place as it may be told, which agencies gave a list, and which partners did not."""

    overlap: Told
    connected: tuple[str, ...]
    not_connected: tuple[str, ...]


def may_count_in(actor: Actor, places: Iterable[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may count overlap today, those with most open cases first."""
    here = [p for p in places if may(actor, "count", _of(p, actor), on, purpose=PURPOSE)]
    many = dict(_counted(Stub, actor, on=on).order_by().values_list("place").annotate(n=Count("pk")))
    return sorted(here, key=lambda p: (-many.get(p.pk, 0), p.name))


def _of(place: Place, actor: Actor) -> Subject:
    return Subject("match", None, str(place.pk), actor.organisation, Sensitivity.CASE)


def report(actor: Actor, place: Place, *, on: date) -> Report:
    """Count the overlap of a place on a day, from what the actor may count; nothing in any of it may be shown.

    Whoever acknowledged a note in the last 90 days knows of the others. A partner that gave no list is named as missing.
    """
    stubs = list(_counted(Stub, actor, on=on).filter(place=place).select_related("organisation"))
    links = [_link(m) for m in _matches(actor, on=on) if m.place_id == place.pk and m.state != "rejected"]
    notes = _counted(Pointer, actor, on=on).filter(place=place, withdrawn_on=None, acknowledged_on__isnull=False)
    found = overlap(
        links, [_episode(s) for s in stubs], on=on, contacts=_contacts(notes, links, {str(s.pk) for s in stubs})
    )
    gave = sorted({s.organisation.name for s in stubs})
    missing = [one.name for one in organisations() if one.name not in gave]
    return Report(told(found, disclosure()["open"]), tuple(gave), tuple(missing))


def _counted(model, actor: Actor, *, on: date):
    """Give what the actor may count. What is restricted is in no count, not even of those who are named."""
    return seen(model.objects.exclude(sensitivity=Sensitivity.RESTRICTED), actor, on=on, purpose=PURPOSE, verb="count")


def _matches(actor: Actor, *, on: date) -> list[Match]:
    """Give the matches to count, with restrictions as they stood at the end of the last whole week.

    So no count moves on the day on which somebody restricts a family, or ends that.
    """
    _, until = whole_weeks(on, 1)
    here = Restriction.objects.filter(household=OuterRef("person__household"))
    held = here.filter(Q(ended_on=None) | Q(ended_on__gt=until), since__lte=until)
    rows = Match.objects.filter(~Exists(held)).select_related("person")
    deep = Q(sensitivity=Sensitivity.RESTRICTED)
    found = list(seen(rows.exclude(deep), actor, on=on, purpose=PURPOSE, verb="count"))
    with on_purpose("a count does not move when a family is restricted"):
        later = list(rows.filter(deep, Exists(here.filter(ended_on=None, since__gt=until))))
    before = [(one, replace(one.subject(), sensitivity=Sensitivity.CASE, named=frozenset())) for one in later]
    return found + [one for one, subject in before if may(actor, "count", subject, on, purpose=PURPOSE)]


def _link(match: Match) -> Link:
    other = f"household {match.person.household_id}" if match.person else str(match.stub_a_id)
    return Link(other, str(match.stub_id), "confirm" if match.state == "confirmed" else "review")


def _episode(stub: Stub) -> Episode:
    state = "open" if stub.status == "open" else "closed"
    more = (stub.service, stub.support or NOT_SAID, state, "", stub.starts_on, stub.ends_on)
    return Episode(str(stub.pk), stub.organisation.name, *more)


def _contacts(notes: Iterable[Pointer], links: Iterable[Link], stubs: set[str]) -> list[Contact]:
    """Say of each note that was read that its reader knows of the others of the household since that day."""
    group = joined((one.a, one.b) for one in links if one.band == "confirm")
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for one in sorted(stubs & group.keys()):
        beside[group[one]].append(one)
    return [
        Contact(str(note.stub_id), other, note.acknowledged_on)
        for note in notes
        if note.acknowledged_on
        for other in beside[group.get(str(note.stub_id), "")]
    ]
