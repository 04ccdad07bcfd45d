"""What the room tells: a plan with its outcomes, priorities and actions, an action with its history, what is mine to tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hereabouts.core.evidence.gaps import GapMeasure
from hereabouts.core.ledger import Actor
from hereabouts.core.plans.complete import Aimed, Done, Item, check
from hereabouts.core.plans.progress import TELL_WITHIN, Progress, Stone, direction, progress, quarter, status
from hereabouts.engines.definitions import topics
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.evidence.gaps import gaps
from hereabouts.records.evidence.reads import measured
from hereabouts.records.ledger.reads import newest
from hereabouts.records.places.reads import sheet
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Milestone, Outcome, Plan, Return, Target

LEADS = ("organisation", "lead", "priority", "plan", "place", "merged_into")


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
class Measured:
    """What an action is measured by."""

    measure: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    target_on: date | None
    why: str
    agreed_by: str


@dataclass(frozen=True)
class ActionLine:
    """An action as a list shows it; ``status`` is the one public word."""

    id: UUID
    ref: str
    title: str
    plan: str
    plan_id: UUID
    place: str
    state: str
    status: str
    reason: str
    lead: str
    person: str
    supporting: tuple[str, ...]
    starts_on: date | None
    due_on: date | None
    days_late: int
    money_planned: Decimal | None
    money_spent: Decimal | None
    measures: tuple[Measured, ...]
    priority: str
    priority_id: UUID | None
    topic: str
    outcome_ids: tuple[UUID, ...]
    quick_win: bool
    assumption: bool
    evidence: str
    early: bool
    merged_into: str


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone as the action's page shows it."""

    id: UUID
    title: str
    due_on: date
    weight: int
    done_on: date | None
    recovery_on: date | None
    late: bool


@dataclass(frozen=True)
class Told:
    """A progress return as everybody in the partnership reads it."""

    id: UUID
    period: str
    narrative: str
    next: str
    help_needed: str
    evidence: str
    brag: str
    override: str
    override_reason: str
    direction: str
    state: str
    submitted_by: str
    submitted_on: date
    remark: str


@dataclass(frozen=True)
class ActionSheet:
    """An action whole: line, milestones, progress, returns and history, newest first."""

    line: ActionLine
    milestones: tuple[MilestoneLine, ...]
    progress: Progress
    returns: tuple[Told, ...]
    history: tuple[tuple[date, str, str, str], ...]
    proof: str


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
    versions: tuple[tuple[int, date, str], ...]
    outcomes: tuple[OutcomeLine, ...]
    priorities: tuple[tuple[UUID, str], ...]
    groups: tuple[tuple[OutcomeLine | None, tuple[tuple[str, tuple[ActionLine, ...]], ...]], ...]
    actions: tuple[ActionLine, ...]
    money_planned: Decimal
    money_spent: Decimal
    money_open: int


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
    lines = [action_line(a, on=on) for a in _with_all(access.actions(actor, on=on).filter(plan=row))]
    known, apart = measured(), gaps(sheet(row.place))
    outcomes = [_outcome(o, known, apart) for o in row.outcomes.prefetch_related("links_up__to_outcome", "aims")]
    seen = access.visible(actor, on=on)
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
        versions=tuple(row.versions.values_list("number", "agreed_on", "minute")),
        outcomes=tuple(outcomes),
        priorities=tuple(row.priorities.values_list("pk", "statement")),
        groups=tuple(_groups(outcomes, lines)),
        actions=tuple(lines),
        money_planned=sum((a.money_planned or Decimal() for a in lines), Decimal()),
        money_spent=sum((a.money_spent or Decimal() for a in lines), Decimal()),
        money_open=sum(a.money_planned is None for a in lines),
    )


def _with_all(rows):
    return rows.select_related(*LEADS).prefetch_related("supporting", "targets", "outcomes")


def _groups(outcomes: list[OutcomeLine], lines: list[ActionLine]):
    """Put each action under the first of its outcomes, and there under its priority."""
    left = list(lines)
    for outcome in [*outcomes, None]:
        ours = [a for a in left if outcome is None or outcome.id in a.outcome_ids]
        left = [a for a in left if a not in ours]
        by_priority: dict[str, list[ActionLine]] = {}
        for action in ours:
            by_priority.setdefault(action.priority, []).append(action)
        if outcome is not None or ours:
            yield outcome, tuple((name, tuple(of)) for name, of in by_priority.items())


def _outcome(row: Outcome, known: set[str], apart: Iterable[GapMeasure]) -> OutcomeLine:
    return OutcomeLine(
        row.pk, row.statement, row.tier, row.topic, row.population, row.improvement, row.inequality_gap, row.agreed_by,
        row.agreed_on,
        tuple((link.to_outcome.statement, link.assumption) for link in row.links_up.all()),
        tuple(f"{aim.document}: {aim.ref}" for aim in row.aims.all()),
        tuple(i.label for i in indicators().values() if i.topic == row.topic and i.id in known),
        tuple(one for one in apart if one.topic == row.topic),
    )  # fmt: skip


def action_line(row: Action, *, on: date) -> ActionLine:
    """Describe one action for a list."""
    word = status(row.state, due_on=row.due_on, on=on)
    return ActionLine(
        id=row.pk,
        ref=row.ref,
        title=row.title,
        plan=row.plan.title,
        plan_id=row.plan_id,
        place=row.place.name,
        state=row.state,
        status=word,
        reason=row.reason,
        lead=row.organisation.name if row.organisation else "",
        person=row.lead.name if row.lead else "",
        supporting=tuple(o.name for o in row.supporting.all()),
        starts_on=row.starts_on,
        due_on=row.due_on,
        days_late=(on - row.due_on).days if word == "late" and row.due_on else 0,
        money_planned=row.money_planned,
        money_spent=row.money_spent,
        measures=tuple(_measured(t) for t in row.targets.all()),
        priority=row.priority.statement if row.priority else "",
        priority_id=row.priority_id,
        topic=row.topic,
        outcome_ids=tuple(o.pk for o in row.outcomes.all()),
        quick_win=row.quick_win,
        assumption=not row.evidence.strip(),
        evidence=row.evidence,
        early=row.plan.state in {"draft", "consulting"} and row.state in {"in progress", "complete"},
        merged_into=row.merged_into.ref if row.merged_into else "",
    )


def _measured(t: Target) -> Measured:
    return Measured(t.measure, t.unit, t.baseline, t.target, t.target_on, t.why, t.agreed_by)


def action(actor: Actor, row: Action, *, on: date) -> ActionSheet:
    """Describe one action whole, with the returns the actor may see."""
    return actions(actor, Action.objects.filter(pk=row.pk), on=on)[0]


def actions(actor: Actor, rows: QuerySet[Action], *, on: date) -> list[ActionSheet]:
    """Describe actions whole, each with the returns the actor may see; as many questions for a hundred as for one."""
    found = list(_with_all(rows).prefetch_related("milestones", "events"))
    told_of: dict[UUID, list[Return]] = {row.pk: [] for row in found}
    for one in access.returns(actor, on=on).filter(action__in=found):
        told_of[one.action_id].append(one)
    return [_sheet(row, told_of[row.pk], on) for row in found]


def lines(rows: QuerySet[Action], *, on: date) -> list[ActionLine]:
    """Describe actions for a list."""
    return [action_line(row, on=on) for row in _with_all(rows)]


def _sheet(row: Action, returns: list[Return], on: date) -> ActionSheet:
    return ActionSheet(
        line=action_line(row, on=on),
        milestones=tuple(_step(m, on) for m in row.milestones.all()),
        progress=progress_of(row, on=on, evidenced=bool(row.proof)),
        returns=_all_told(returns),
        history=tuple((e.on, e.who, e.what, e.reason) for e in row.events.all()),
        proof=row.proof,
    )


def _step(m: Milestone, on: date) -> MilestoneLine:
    return MilestoneLine(
        m.pk, m.title, m.due_on, m.weight, m.done_on, m.recovery_on, late=m.done_on is None and m.due_on < on
    )


def _all_told(rows: Iterable[Return]) -> tuple[Told, ...]:
    """Describe the returns, newest first, each with the way it travelled since the one before."""
    newest_first = list(rows)
    before = [r.brag for r in newest_first[1:]]
    return tuple(told(r, before=letter) for r, letter in zip_longest(newest_first, before, fillvalue=""))


def told(r: Return, *, before: str = "") -> Told:
    """Describe one return; ``before`` is the letter of the period before."""
    same = ("period", "narrative", "next", "help_needed", "evidence", "brag", "override", "override_reason", "state",
            "submitted_by", "submitted_on", "remark")  # fmt: skip
    return Told(id=r.pk, direction=direction(before, r.brag), **{name: getattr(r, name) for name in same})


def progress_of(row: Action, *, on: date, evidenced: bool) -> Progress:
    """Work the progress of an action out as of a day (C21)."""
    stones = [Stone(m.due_on, m.weight, m.done_on, m.recovery_on) for m in row.milestones.all()]
    complete = row.state == "complete"
    return progress(stones, starts_on=row.starts_on, due_on=row.due_on, on=on, complete=complete, evidenced=evidenced)


def mine(actor: Actor, *, on: date) -> list[ActionLine]:
    """Give the open actions the actor answers for: those of their own organisation, the latest first."""
    rows = access.actions(actor, on=on, verb="update").exclude(state__in=["stopped", "merged", "complete"])
    lines = [action_line(a, on=on) for a in _with_all(rows.filter(organisation=actor.organisation))]
    return sorted(lines, key=lambda a: (a.due_on is None, a.due_on or on, a.ref))


def untold(actor: Actor, lines: Iterable[ActionLine], *, on: date) -> tuple[list[ActionLine], list[ActionLine]]:
    """Give those of some actions whose progress return is owed, and those whose return was sent back to be mended.

    A return is owed in the second half of a quarter for what has begun, until it is told.
    """
    name, last = quarter(on)
    mine = {line.id: line for line in lines}
    rows = access.returns(actor, on=on).filter(action__in=mine)
    back = [mine[pk] for pk in rows.filter(state="sent back").order_by().values_list("action", flat=True)]
    if (last - on).days > TELL_WITHIN:
        return [], back
    told_of = set(rows.filter(period=name).order_by().values_list("action", flat=True))
    begun = [line for line in mine.values() if line.starts_on is not None and line.starts_on <= on]
    return [line for line in begun if line.id not in told_of], back


def to_check(actor: Actor, *, on: date) -> list[tuple[UUID, date]]:
    """Give the returns that wait for the actor to accept them or send them back, the oldest first."""
    rows = access.returns(actor, on=on, verb="accept").filter(state="submitted").order_by("submitted_on")
    return list(rows.values_list("pk", "submitted_on"))


def completeness(row: Plan) -> list[Item]:
    """Go through what a plan must and should hold."""
    going = row.actions.exclude(state__in=["stopped", "merged"]).prefetch_related("targets")
    return check(
        outcomes=[Aimed(o.statement, o.improvement, o.inequality_gap) for o in row.outcomes.all()],
        period_from=row.period_from,
        period_to=row.period_to,
        actions=[
            Done(
                ref=a.ref,
                led=a.organisation_id is not None,
                due=a.due_on is not None,
                measured=any(t.baseline is not None and t.target is not None for t in a.targets.all()),
                money=a.money_planned is not None,
                grounded=bool(a.evidence.strip()),
            )
            for a in going
        ],
    )


def text(row: Plan, *, on: date) -> dict[str, Any]:
    """Write a plan down whole, as a version freezes it and an export tells it."""
    lines = [action_line(a, on=on) for a in _with_all(row.actions.all())]
    return {
        "ref": row.ref, "title": row.title, "kind": row.kind, "place": row.place.name, "vision": row.vision,
        "period": [_said(row.period_from), _said(row.period_to)], "state": row.state, "override": row.override,
        "outcomes": [
            {"statement": o.statement, "tier": o.tier, "improvement": o.improvement, "inequality_gap": o.inequality_gap}
            for o in row.outcomes.all()
        ],
        "priorities": [{"ref": p.ref, "statement": p.statement} for p in row.priorities.all()],
        "actions": [dict(zip(HEADINGS, cells(line), strict=True)) for line in lines],
    }  # fmt: skip


HEADINGS = (
    "ref", "title", "status", "lead", "supporting", "starts", "due", "measure", "baseline", "target", "money planned",
    "money spent", "priority", "topic", "quick win", "rests on", "reason",
)  # fmt: skip


def cells(line: ActionLine) -> list[Any]:
    """Write an action as one row under ``HEADINGS``: empty where nobody said, 0 where the answer is 0."""
    measures = line.measures
    return [
        line.ref, line.title, line.status, line.lead, "; ".join(line.supporting), _said(line.starts_on), _said(line.due_on),
        "; ".join(m.measure for m in measures), _numbers(m.baseline for m in measures), _numbers(m.target for m in measures),
        _number(line.money_planned), _number(line.money_spent), line.priority,
        topics()[line.topic]["label"] if line.topic in topics() else "", "yes" if line.quick_win else "",
        line.evidence or "assumption", line.reason,
    ]  # fmt: skip


def _said(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(value: Decimal | None) -> float | str:
    return "" if value is None else float(value)


def _numbers(values: Iterable[Decimal | None]) -> float | str:
    known = [_number(v) for v in values]
    return known[0] if len(known) == 1 else "; ".join(f"{v:g}" if isinstance(v, float) else "-" for v in known)
