"""Plans to listen with their gates and standards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.counts import MethodCount
from hereabouts.core.voice.counts import by_method as sum_by_method
from hereabouts.core.voice.programme import STAGES, PlanProgress, late, missing
from hereabouts.engines.definitions import engagement
from hereabouts.records.voice.access import programmed, standing
from hereabouts.records.voice.models import Activity, EngagementPlan
from hereabouts.records.voice.reads.listening import ActivityLine, activity_line, counted_rows
from hereabouts.records.voice.reads.themes import raised_topics


def progress(plan: EngagementPlan, *, on: date) -> PlanProgress:
    """Say how far a plan has come: what its gates ask about."""
    rows = list(Activity.objects.filter(plan=plan).values_list("held_on", "count"))
    held = [count for day, count in rows if day <= on]
    return PlanProgress(
        decision=plan.decision, aimed_at=tuple(plan.aimed_at), level=plan.level, barriers=plan.barriers, support=plan.support,
        planned=len(rows) - len(held), held=len(held), uncounted=held.count(None),
        assessed=frozenset(plan.scores.values_list("standard", flat=True)), told=plan.told,
    )  # fmt: skip


@dataclass(frozen=True)
class PlanLine:
    """One plan in the list: where it stands, what it informs, and whether its next gate is late."""

    id: UUID
    name: str
    decision: str
    stage: str
    stage_label: str
    lead: str
    begun_on: date
    due_on: date | None
    late: bool
    done: bool
    deep: bool
    activities: int
    place: str
    place_id: UUID


def engagement_plans(actor: Actor, *, on: date, place: object = None) -> list[PlanLine]:
    """Give the plans that the actor may see; those not finished first, the gate that is due soonest at the top."""
    rows = programmed("plan", actor, on=on)
    rows = rows if place is None else rows.filter(place=place.id)
    lines = [_line(row, on) for row in rows.annotate(n=Count("activities")).prefetch_related("gates")]
    return sorted(lines, key=lambda one: (one.done, one.due_on or date.max, one.name))


def _line(row: EngagementPlan, on: date) -> PlanLine:
    gate = next((g for g in row.gates.all() if g.stage == row.stage), None)
    done, due = row.fed_back_on is not None, gate.due_on if gate else None
    return PlanLine(
        id=row.pk, name=row.name, decision=row.decision, stage=row.stage, stage_label=engagement().stages[row.stage]["label"],
        lead=row.organisation.name if row.organisation else "", begun_on=row.begun_on, due_on=None if done else due,
        late=not done and late(due, None, on), done=done, deep=bool(row.gap), activities=row.n, place=row.place.name,
        place_id=row.place_id,
    )  # fmt: skip


@dataclass(frozen=True)
class GateLine:
    """One gate of a plan: what it asks, when it is due, and when and by whom it was passed."""

    stage: str
    label: str
    asks: str
    due_on: date | None
    passed_on: date | None
    passed_by: str
    note: str
    here: bool
    late: bool


@dataclass(frozen=True)
class StandardLine:
    """One national standard with the judgement of a plan by it, if there is one."""

    id: str
    label: str
    asks: str
    value: int | None
    evidence: str
    improvement: str
    judged_on: date | None


@dataclass(frozen=True)
class EngagementSheet:
    """A plan to listen, whole: gates, standards, activities, what each way counted, and the different people heard."""

    id: UUID
    name: str
    decision: str
    decided_on: date | None
    level: str
    aimed_at: tuple[str, ...]
    gap: str
    because: str
    barriers: str
    support: str
    lead: str
    stage: str
    told: str
    fed_back_on: date | None
    gates: tuple[GateLine, ...]
    missing: tuple[Sentence, ...]
    standards: tuple[StandardLine, ...]
    activities: tuple[ActivityLine, ...]
    methods: tuple[MethodCount, ...]
    people: int
    contributions: int
    topics: tuple[tuple[str, str, int], ...]


def engagement_sheet(plan: EngagementPlan, *, on: date) -> EngagementSheet:
    """Give a plan with all that belongs to it."""
    rows = counted_rows(Activity.objects.select_related("organisation", "place").filter(plan=plan))
    lines = [activity_line(row, on=on) for row in rows]
    said = standing(on=on).filter(activity__plan=plan)
    counts = said.aggregate(people=Count("participant", distinct=True), said=Count("pk"))
    return EngagementSheet(
        id=plan.pk, name=plan.name, decision=plan.decision, decided_on=plan.decided_on,
        level=engagement().levels.get(plan.level, ""), aimed_at=tuple(plan.aimed_at), gap=plan.gap, because=plan.because,
        barriers=plan.barriers, support=plan.support, lead=plan.organisation.name if plan.organisation else "",
        stage=plan.stage, told=plan.told, fed_back_on=plan.fed_back_on, gates=_gates(plan, on),
        missing=() if plan.fed_back_on else missing(plan.stage, progress(plan, on=on), engagement().standards),
        standards=_standards(plan), activities=tuple(lines),
        methods=sum_by_method((line.method, line.unit, line.count) for line in lines if not line.planned),
        people=counts["people"], contributions=counts["said"], topics=raised_topics(said),
    )  # fmt: skip


def _gates(plan: EngagementPlan, on: date) -> tuple[GateLine, ...]:
    kept = {gate.stage: gate for gate in plan.gates.all()}
    stages = engagement().stages
    return tuple(
        GateLine(
            stage, stages[stage]["label"], stages[stage]["gate"], g.due_on, g.passed_on, g.passed_by, g.note,
            here=stage == plan.stage and not plan.fed_back_on, late=late(g.due_on, g.passed_on, on),
        )
        for stage in STAGES if (g := kept.get(stage))
    )  # fmt: skip


def _standards(plan: EngagementPlan) -> tuple[StandardLine, ...]:
    kept = {score.standard: score for score in plan.scores.all()}
    return tuple(
        StandardLine(
            code, one["label"], one["asks"], s.value if (s := kept.get(code)) else None, s.evidence if s else "",
            s.improvement if s else "", s.judged_on if s else None,
        )
        for code, one in engagement().standards.items()
    )  # fmt: skip
