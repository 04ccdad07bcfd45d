"""Target groups: criteria first, then a protected count, and only under a clause of its own the families (I-33, I-34)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from hereabouts.core.families.target_group import COUNTS_DAYS, Criteria, HouseholdFacts, criteria, in_words, meets, told
from hereabouts.core.families.triage import whole_weeks
from hereabouts.core.ledger import Actor, Sensitivity, Subject, may
from hereabouts.engines.definitions import disclosure, need_frameworks, severities
from hereabouts.records.families import access
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import PRIORITY_GROUPS, Referral, TargetGroup
from hereabouts.records.families.need_watching import COUNT, may_count_in
from hereabouts.records.ledger.access import one, seen
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.changes import looked
from hereabouts.records.places.reads import nation_of

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

IDENTIFY = "identify"
GROUPS = PRIORITY_GROUPS[2:]  # without those that say nothing


@dataclass(frozen=True)
class TargetFamily:
    """One family of a target group, cut to the clause: what it does not open is empty."""

    id: UUID
    ref: str
    people: tuple[str, ...]
    needs: tuple[tuple[str, str], ...]
    services: int | None
    group: str


def groups(actor: Actor, *, on: date) -> list[TargetGroup]:
    """Give the target groups the actor may see, the newest version of each first."""
    return list(seen(TargetGroup.objects.select_related("place"), actor, on=on, purpose=PURPOSE))


def find(actor: Actor, id: object, *, on: date) -> TargetGroup:
    """Give one version of a target group; NotFound when it is absent or not the actor's."""
    return one(TargetGroup.objects.select_related("place"), actor, id, on=on, purpose=PURPOSE)


def places_to_define(actor: Actor, places: Iterable[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may define a target group and count it."""
    return [p for p in may_count_in(actor, places, on=on) if _may(actor, "target_group", "define", p, on)]


def may_identify(actor: Actor, group: TargetGroup, *, on: date) -> bool:
    """Say whether a clause in force lets the actor learn who is in a group of this place. It looks at no family."""
    return _may(actor, "referral", IDENTIFY, group.place, on)


def _may(actor: Actor, kind: str, verb: str, place: Place, on: date) -> bool:
    subject = Subject(kind, None, str(place.pk), actor.organisation, Sensitivity.CASE)
    return may(actor, verb, subject, on, purpose=PURPOSE).allowed


def domains(place: UUID) -> list[str]:
    """Give what a family of a place is assessed in."""
    return list(need_frameworks()[nation_of(place)]["domains"])


def said(group: TargetGroup) -> list[str]:
    """Say the criteria of a group."""
    return in_words(criteria(group.criteria), {value: each["label"] for value, each in severities().items()})


def lately(place: Place, *, on: date) -> list[TargetGroup]:
    """Give every count of a place of these weeks, whoever made it: what a new one could be held against."""
    since = on - timedelta(days=COUNTS_DAYS)
    with on_purpose("the counts of a place are numbered, whoever made them"):
        return list(TargetGroup.objects.filter(place=place, defined_on__gt=since))


def count(actor: Actor, place: Place, asked: Criteria, *, on: date) -> tuple[int | None, date]:
    """Count the households of a place that meet criteria, as it stood at the end of the last whole week; None is hidden.

    Held against every count of the place that was ever told, whoever asked for it.
    """
    _, until = whole_weeks(on, 1)
    here = [r for r in access.counted(actor, on=on, until=until, verb=COUNT) if r.place_id == place.pk]
    with on_purpose("a count is held against each other one of the place, whoever made it"):
        before = list(TargetGroup.objects.filter(place=place, households__isnull=False))
    earlier = [criteria(each.criteria) for each in before]
    return told(facts(here, until=until), asked, earlier, disclosure()["open"]), until


def facts(referrals: Iterable[Referral], *, until: date) -> list[HouseholdFacts]:
    """Give the facts of each household as they stood at the end of a day, from its referrals with whom work goes on."""
    rows = Referral.objects.filter(pk__in=[r.pk for r in referrals]).exclude(closings__closed_on__lte=until)
    by_home: defaultdict[UUID, list[Referral]] = defaultdict(list)
    for row in rows.prefetch_related("needs", "episodes", "household__people").order_by("received_at", "ref"):
        by_home[row.household_id].append(row)
    return [_facts(group, until) for group in by_home.values()]


def _facts(group: list[Referral], day: date) -> HouseholdFacts:
    newest: dict[tuple[str, object], int] = {}
    for need in sorted((n for r in group for n in r.needs.all()), key=lambda n: n.assessed_at):
        if timezone.localdate(need.assessed_at) <= day:
            newest[need.domain, need.person_id] = need.severity
    needs: dict[str, int] = {}
    for (domain, _who), severity in newest.items():
        needs[domain] = max(severity, needs.get(domain, 0))
    active = {(e.agency, e.service) for r in group for e in r.episodes.all() if e.state == "active" and e.since <= day}
    ages = tuple(_age(p.dob, day) for p in group[-1].household.people.all() if p.dob)
    return HouseholdFacts(group[-1].ref, needs, len(active), group[-1].priority_group, ages)


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def families(actor: Actor, group: TargetGroup, *, on: date) -> list[TargetFamily]:
    """Give the families of a group that a clause opens for this, cut to its fields; each leaves an entry."""
    open_ = seen(Referral.objects.filter(place=group.place), actor, on=on, purpose=PURPOSE, verb=IDENTIFY)
    asked, by_ref = criteria(group.criteria), {row.ref: row for row in open_.select_related("household")}
    opened = {ref: row for ref, row in by_ref.items() if asked.looks_at() <= _fields(actor, row, on)}
    here = [each for each in facts(opened.values(), until=on) if meets(each, asked)]
    made = [_family(by_ref[each.ref], each, _fields(actor, by_ref[each.ref], on)) for each in here]
    told_of = {name for each in here for name in _fields(actor, by_ref[each.ref], on)}
    looked(actor, [by_ref[each.ref] for each in here], on=on, purpose=PURPOSE, verb=IDENTIFY, fields=told_of)
    return sorted(made, key=lambda each: each.ref)


def _fields(actor: Actor, referral: Referral, on: date) -> frozenset[str]:
    fields = may(actor, IDENTIFY, referral.subject(), on, purpose=PURPOSE).fields
    return frozenset({"people", "needs", "services", "group"}) if fields is None else fields


def _family(referral: Referral, each: HouseholdFacts, fields: frozenset[str]) -> TargetFamily:
    label = {value: told["label"] for value, told in severities().items()}
    people = (
        tuple(f"{p.first_name} {p.surname}".strip() for p in referral.household.people.all())
        if "people" in fields
        else ()
    )
    needs = tuple((domain, label[n]) for domain, n in each.needs.items()) if "needs" in fields else ()
    services = each.services if "services" in fields else None
    return TargetFamily(referral.pk, referral.ref, people, needs, services, each.group if "group" in fields else "")
