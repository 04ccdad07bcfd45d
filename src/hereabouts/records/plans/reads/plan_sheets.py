"""A plan with its outcomes, priorities and actions, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects

from hereabouts.core.evidence.gaps import GapMeasure
from hereabouts.core.ledger import Actor
from hereabouts.core.plans.complete import Aimed, Done, Item, Life, check
from hereabouts.core.plans.lived import LivedParts, counted
from hereabouts.core.plans.progress import status
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.evidence.gaps import gaps
from hereabouts.records.evidence.reads import measured
from hereabouts.records.ledger.reads import newest
from hereabouts.records.places.reads import Sheet, sheet
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Outcome, Plan
from hereabouts.records.plans.reads.cites import cites
from hereabouts.records.plans.reads.plan_lives import rules_of
from hereabouts.records.plans.reads.rows import ActionLine, lines


@dataclass(frozen=True)
class OutcomeLine:
    """An outcome as a plan shows it, with what it leads to."""

    id: UUID
    statement: str
    tier: str
    topic: str
    population: str
    improvement: str
    inequality_gap: str
    agreed_by: str
    agreed_on: date | None
    leads_to: tuple[tuple[str, str], ...]
    aims: tuple[str, ...]
    indicators: tuple[str, ...]
    gaps: tuple[GapMeasure, ...] = ()


@dataclass(frozen=True)
class PlanLine:
    """A plan as a list shows it, with how many of its actions stand at each public word."""

    id: UUID
    ref: str
    title: str
    kind: str
    place: str
    place_id: UUID
    state: str
    period_from: date | None
    period_to: date | None
    actions: int
    words: dict[str, int]


@dataclass(frozen=True)
class PlanSheet:
    """A plan whole. ``groups`` go from an outcome over its priorities to their actions; what serves none stands last."""

    line: PlanLine
    vision: str
    agreed_on: date | None
    minute: str
    override: str
    since: date | None
    because: str
    parent: tuple[UUID, str] | None
    parts: tuple[tuple[UUID, str], ...]
    versions: tuple[tuple[UUID, int, date, str, str], ...]
    outcomes: tuple[OutcomeLine, ...]
    priorities: tuple[tuple[UUID, str], ...]
    groups: tuple[tuple[OutcomeLine | None, tuple[tuple[str, tuple[ActionLine, ...]], ...]], ...]
    actions: tuple[ActionLine, ...]
    money_planned: Decimal
    money_spent: Decimal
    money_open: int
    lived: LivedParts
    cites: dict[str, Any]
    cites_frozen: int | None
    items: tuple[Item, ...]


def plans(actor: Actor, *, on: date, place: object = None) -> list[PlanLine]:
    """Give the plans the actor may see, of one place or of all."""
    rows = access.visible(actor, on=on).prefetch_related("actions")
    return [_plan_line(row, row.actions.all(), on) for row in (rows.filter(place=place) if place else rows)]


def _plan_line(row: Plan, actions: Iterable[Action], on: date) -> PlanLine:
    words: dict[str, int] = {}
    for action in actions:
        word = status(action.state, due_on=action.due_on, on=on)
        words[word] = words.get(word, 0) + 1
    return PlanLine(
        row.pk, row.ref, row.title, row.kind, row.place.name, row.place_id, row.state, row.period_from, row.period_to,
        sum(words.values()), words,
    )  # fmt: skip


def plan(actor: Actor, row: Plan, *, on: date) -> PlanSheet:
    """Describe one plan, with the actions of it that the actor may see."""
    told = lines(access.actions(actor, on=on).filter(plan=row), on=on)
    row, here = (
        copy(row),
        sheet(row.place),
    )  # a copy: what is fetched for this page must not be what a later change sees
    prefetch_related_objects([row], "actions__targets", "outcomes__links_up__to_outcome", "outcomes__aims", "versions")
    known, apart = measured(), gaps(here)
    outcomes = [outcome_line(o, known, apart) for o in row.outcomes.all()]
    seen = access.visible(actor, on=on)
    cited, frozen = _cited(row, on, here)
    moved = newest(row.pk, what="plan.draft", state=row.state)
    return PlanSheet(
        line=_plan_line(row, row.actions.all(), on),
        vision=row.vision,
        agreed_on=row.agreed_on,
        minute=row.minute,
        override=row.override,
        since=moved.on if moved else None,
        because=moved.told.get("reason", "") if moved else "",
        parent=(row.parent_id, row.parent.title) if row.parent and seen.filter(pk=row.parent_id).exists() else None,
        parts=tuple(seen.filter(parent=row).values_list("pk", "title")),
        versions=tuple((v.pk, v.number, v.agreed_on, v.minute, v.how) for v in row.versions.all()),
        outcomes=tuple(outcomes),
        priorities=tuple(row.priorities.values_list("pk", "statement")),
        groups=tuple(_groups(outcomes, told)),
        actions=tuple(told),
        money_planned=sum((a.money_planned or Decimal() for a in told), Decimal()),
        money_spent=sum((a.money_spent or Decimal() for a in told), Decimal()),
        money_open=sum(a.money_planned is None for a in told),
        lived=counted((a.lived_design, a.lived_delivery) for a in told if a.state not in {"stopped", "merged"}),
        cites=cited,
        cites_frozen=frozen,
        items=tuple(completeness(row)),
    )


def _cited(row: Plan, on: date, here: Sheet) -> tuple[dict[str, Any], int | None]:
    """Give what a plan cites: as its newest version froze it, with the version's number, or as of today while it has none."""
    version = next(iter(row.versions.all()), None)
    if version and "cites" in version.text:
        return version.text["cites"], version.number
    return cites(row, on=on, place=here), None


def _groups(outcomes: list[OutcomeLine], lines: list[ActionLine]):
    """Put each action under the first of its outcomes, and there under its priority."""
    left = list(lines)
    for outcome in [*outcomes, None]:
        ours = [a for a in left if outcome is None or outcome.id in a.outcome_ids]
        taken = {a.id for a in ours}
        left = [a for a in left if a.id not in taken]
        by_priority: dict[str, list[ActionLine]] = {}
        for action in ours:
            by_priority.setdefault(action.priority, []).append(action)
        if outcome is not None or ours:
            yield outcome, tuple((name, tuple(of)) for name, of in by_priority.items())


def outcome_line(row: Outcome, known: set[str], apart: Iterable[GapMeasure]) -> OutcomeLine:
    """Describe one outcome with the indicators that are measured of its topic, and the gaps here."""
    return OutcomeLine(
        row.pk, row.statement, row.tier, row.topic, row.population, row.improvement, row.inequality_gap, row.agreed_by,
        row.agreed_on,
        tuple((link.to_outcome.statement, link.assumption) for link in row.links_up.all()),
        tuple(f"{aim.document}: {aim.ref}" for aim in row.aims.all()),
        tuple(i.label for i in indicators().values() if i.topic == row.topic and i.id in known),
        tuple(one for one in apart if one.topic == row.topic),
    )  # fmt: skip


def completeness(row: Plan) -> list[Item]:
    """Go through what a plan must and should hold."""
    fetched = "actions" in getattr(row, "_prefetched_objects_cache", {})
    actions = row.actions.all() if fetched else row.actions.prefetch_related("targets")
    going = [a for a in actions if a.state not in {"stopped", "merged"}]
    return check(
        outcomes=[Aimed(o.statement, o.improvement, o.inequality_gap) for o in row.outcomes.all()],
        period_from=row.period_from,
        period_to=row.period_to,
        life=_life(row),
        actions=[
            Done(
                ref=a.ref,
                led=a.organisation_id is not None,
                due=a.due_on is not None,
                measured=any(t.baseline is not None and t.target is not None for t in a.targets.all()),
                money=a.money_planned is not None,
                grounded=bool(a.evidence.strip() or any(a.grounds.values())),
                lived=bool(a.lived_design and a.lived_delivery),
            )
            for a in going
        ],
    )


def _life(row: Plan) -> Life:
    waiting = row.representations.filter(answered_on=None)
    return Life(
        rules=rules_of(row), unanswered=list(waiting.values_list("consultee", flat=True)), problem=bool(row.problem),
        exit=bool(row.exit), mainstreaming=bool(row.mainstreaming), pen=row.organisation_id is not None,
        forwarded=row.forwarded_on is not None, coproduced=bool(row.coproduced),
    )  # fmt: skip
