"""An action whole: its milestones, how far it is, its returns, its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from uuid import UUID

from django.db.models import QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.progress import Progress, Stone, direction, progress
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Milestone, Return
from hereabouts.records.plans.reads.rows import ActionLine, action_line, with_all


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


def action(actor: Actor, row: Action, *, on: date) -> ActionSheet:
    """Describe one action whole, with the returns the actor may see."""
    return actions(actor, Action.objects.filter(pk=row.pk), on=on)[0]


def actions(actor: Actor, rows: QuerySet[Action], *, on: date) -> list[ActionSheet]:
    """Describe actions whole, each with the returns the actor may see; as many questions for a hundred as for one."""
    found = list(with_all(rows).prefetch_related("milestones", "events"))
    told_of: dict[UUID, list[Return]] = {row.pk: [] for row in found}
    for one in access.returns(actor, on=on).filter(action__in=found):
        told_of[one.action_id].append(one)
    return [_sheet(row, told_of[row.pk], on) for row in found]


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
