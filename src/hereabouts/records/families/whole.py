"""The whole family on one page: who they are, what they want, what they need, what is in place, missing and done twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from hereabouts.core.families import support
from hereabouts.core.ledger import Actor, may
from hereabouts.engines.definitions import need_frameworks, severities
from hereabouts.records.families import access, card, others, reads
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.gained import Gained, gained
from hereabouts.records.families.models import AGREED_IN, Episode, Need, Person, PlanStep, Referral
from hereabouts.records.families.told import Other, Shown
from hereabouts.records.ledger.changes import looked
from hereabouts.records.places.reads import nation_of

LOOKED = ["closing", "income", "lead", "needs", "people", "plan", "support", "voices", "wants", "work"]


@dataclass(frozen=True)
class Line:
    """One need of one member on the map: where it began and stands, in words, what shows it, and what is in place."""

    domain: str
    who: str
    start: str
    latest: str
    evidence: str
    strength: str
    view: str
    in_place: tuple[str, ...]
    gap: bool


@dataclass(frozen=True)
class Help:
    """Support of one agency, and where it stands."""

    domain: str
    who: str
    agency: str
    service: str
    state: str
    since: date
    why_ended: str


@dataclass(frozen=True)
class Task:
    """One action of the plan."""

    id: UUID
    goal: str
    words: str
    owner: str
    due_on: date
    agreed_in: str
    done_on: date | None
    late: bool


@dataclass(frozen=True)
class Sheet:
    """A whole family as its reader may see it. What another clause opens is left empty without it."""

    id: UUID
    ref: str
    people: tuple[tuple[str, str], ...]
    wants: str
    framework: str
    lines: tuple[Line, ...]
    helps: tuple[Help, ...]
    twice: tuple[tuple[str, tuple[str, ...]], ...]
    others: tuple[Other, ...]
    tasks: tuple[Task, ...]
    next: Task | None
    gained: Gained
    may_support: bool
    may_plan: bool
    may_relate: bool
    shown_because: tuple[Shown, ...]
    withheld: str

    @property
    def gaps(self) -> tuple[Line, ...]:
        """Give the needs for which nothing is in place."""
        return tuple(one for one in self.lines if one.gap)

    @property
    def in_place(self) -> tuple[Help, ...]:
        """Give the support that has not ended."""
        return tuple(one for one in self.helps if one.state != "ended")


def sheet(actor: Actor, referral: Referral, *, on: date) -> Sheet:
    """Describe the whole family to the team around it, cut to the clauses in force, and leave an entry."""
    fields = others.fields_of(actor, referral, on=on)
    may_see = lambda name: fields is None or name in fields  # noqa: E731 - read twice below
    supports, plans, relates = (
        may(actor, verb, referral.subject(), on, purpose=PURPOSE).allowed for verb in ("support", "plan", "relate")
    )
    looked(actor, [referral], on=on, purpose=PURPOSE, fields=LOOKED)
    people = list(referral.household.people.all()) if may_see("people") else []
    episodes = list(referral.episodes.select_related("person")) if supports else []
    tasks = tuple(_task(step, on) for step in referral.plan_steps.all()) if plans else ()
    running = [_episode(one) for one in episodes]
    there = others.working_with(actor, referral, on=on)
    return Sheet(
        id=referral.pk, ref=referral.ref, people=tuple(card.person_said(one, on) for one in people),
        wants=referral.wants if may_see("wants") else "", framework=reads.framed(referral.place_id, ())[0],
        lines=_lines(list(referral.needs.select_related("person")), running, episodes, shown=bool(people)),
        helps=tuple(_help(one, bool(people)) for one in episodes),
        twice=(*support.twice(running), *others.same_support(there)), others=tuple(there), tasks=tasks,
        next=next((one for one in tasks if one.done_on is None), None),
        gained=gained(actor, referral, people, on=on), may_support=supports, may_plan=plans, may_relate=relates,
        shown_because=tuple(others.shown_because(actor, [referral.subject()], on=on)),
        withheld=others.sheets.withheld(others.sheets.REFERRAL, fields, never=others.NEVER),
    )  # fmt: skip


@dataclass(frozen=True)
class GroupActions:
    """How many actions were agreed in the local solutions group for the families that the reader sees, and how many are done."""

    agreed: int
    done: int
    late: int


def of_the_group(actor: Actor, *, on: date) -> GroupActions:
    """Count the group's actions of the families of which the actor may read the plan (D-54)."""
    rows = PlanStep.objects.filter(referral__in=access.planned(actor, on=on), agreed_in=AGREED_IN[1]).order_by()
    late = Q(done_on=None, due_on__lt=on)
    counted = rows.aggregate(agreed=Count("pk"), done=Count("done_on"), late=Count("pk", filter=late))
    return GroupActions(**counted)


def domains(place: UUID) -> list[str]:
    """Give what a family is assessed in, in the framework of its nation."""
    return list(need_frameworks()[nation_of(place)]["domains"])


def members(actor: Actor, referral: Referral, *, on: date) -> list[tuple[str, str]]:
    """Give the members by id, for a form of somebody who may see who they are."""
    fields = others.fields_of(actor, referral, on=on)
    if fields is not None and "people" not in fields:
        return []
    return [(str(one.pk), one.first_name) for one in referral.household.people.all()]


def _lines(
    needs: list[Need], running: list[support.Episode], episodes: list[Episode], *, shown: bool
) -> tuple[Line, ...]:
    moved = support.distance(support.Need(one.domain, _key(one.person), one.severity) for one in needs)
    open_ = set(support.gaps(moved, running))
    newest = {(one.domain, _key(one.person)): one for one in needs}
    return tuple(
        _line(one, newest[one.domain, one.who], [e for e, r in zip(episodes, running, strict=True) if support.meets(r, one)],
              gap=one in open_, shown=shown)
        for one in moved
    )  # fmt: skip


def _line(moved: support.Moved, need: Need, met: list[Episode], *, gap: bool, shown: bool) -> Line:
    label = {value: one["label"] for value, one in severities().items()}
    return Line(
        need.domain, _called(need.person, shown), label[moved.start], label[moved.latest], need.evidence, need.strength,
        need.view, tuple(f"{one.agency}, {one.service}" for one in met), gap,
    )  # fmt: skip


def _episode(one: Episode) -> support.Episode:
    return support.Episode(one.domain, _key(one.person), one.agency, one.state)


def _help(one: Episode, shown: bool) -> Help:
    return Help(one.domain, _called(one.person, shown), one.agency, one.service, one.state, one.since, one.why_ended)


def _task(one: PlanStep, on: date) -> Task:
    late = one.done_on is None and one.due_on < on
    return Task(one.pk, one.goal, one.words, one.owner, one.due_on, one.agreed_in, one.done_on, late)


def _key(person: Person | None) -> str:
    return str(person.pk) if person else ""


def _called(person: Person | None, shown: bool) -> str:
    if person is None:
        return ""
    return person.first_name if shown else "a member of the family"
