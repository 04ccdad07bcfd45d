"""The decisions register and the actions that came of meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from hereabouts.core.governance.decisions import VERBS
from hereabouts.core.governance.meetings import Task
from hereabouts.core.ledger import Actor
from hereabouts.core.voice.without_us import GroupVoice, without
from hereabouts.records.governance.access import visible_decisions, visible_meetings
from hereabouts.records.governance.models import Decision, MeetingAction
from hereabouts.records.voice.reads import communities, voices_of

ACTIONS = ("actions__account__organisation", "actions__organisation")  # of a decision, fetched once


@dataclass(frozen=True)
class ActionLine:
    """What somebody took away to do, and how it stands that day."""

    id: UUID
    what: str
    owner: str
    due_on: date | None
    done_on: date | None
    status: str
    decision: str = ""


@dataclass(frozen=True)
class TaskLine:
    """What one person took away from a meeting, with the meeting to go back to."""

    meeting: UUID
    group: str
    task: ActionLine


@dataclass(frozen=True)
class DecisionLine:
    """One decision in the register."""

    id: UUID
    ref: str
    verb: str
    verb_said: str
    text: str
    reasons: str
    options: tuple[str, ...]
    dissent: str
    group: str
    meeting: UUID
    item: str
    decided_on: date
    owner: str
    implement_by: date | None
    update_on: date | None
    carried_out_on: date | None
    actions: tuple[ActionLine, ...]
    touches: tuple[str, ...] | None = None
    without: tuple[GroupVoice, ...] = ()


def register(
    actor: Actor, *, on: date, words: str = "", verb: str = "", group: str = "", since: date | None = None
) -> list[DecisionLine]:
    """Give the decisions the actor may see, newest first, narrowed by words, verb, group or day."""
    rows = visible_decisions(actor, on=on).select_related("item", "account__organisation").prefetch_related(*ACTIONS)
    if words:
        rows = rows.filter(Q(text__icontains=words) | Q(reasons__icontains=words) | Q(ref__iexact=words))
    if verb:
        rows = rows.filter(verb=verb)
    if group:
        rows = rows.filter(meeting__group=group)
    if since:
        rows = rows.filter(decided_on__gte=since)
    return [decision_line(row, on=on) for row in rows]


def tasks(actor: Actor, *, on: date) -> list[TaskLine]:
    """Give what the actor took away from meetings and has not done yet, the first due on top."""
    rows = MeetingAction.objects.filter(account=actor.id, done_on=None, meeting__in=visible_meetings(actor, on=on))
    rows = rows.select_related("meeting__group", "account__organisation", "organisation", "decision")
    lines = [TaskLine(row.meeting_id, row.meeting.group.name, action_line(row, on=on)) for row in rows]
    return sorted(lines, key=lambda line: (line.task.due_on is None, line.task.due_on or on))


def decision_line(row: Decision, *, on: date) -> DecisionLine:
    """Describe a decision that the actor was let in to."""
    return DecisionLine(
        id=row.pk,
        ref=row.ref,
        verb=row.verb,
        verb_said=VERBS[row.verb].past,
        text=row.text,
        reasons=row.reasons,
        options=tuple(line for line in row.options.splitlines() if line.strip()),
        dissent=row.dissent,
        group=row.meeting.group.name,
        meeting=row.meeting_id,
        item=row.item.title if row.item else "",
        decided_on=row.decided_on,
        owner=_owner(row.account, row.owner),
        implement_by=row.implement_by,
        update_on=row.update_on,
        carried_out_on=row.carried_out_on,
        actions=tuple(action_line(a, on=on) for a in row.actions.all()),
        touches=None if row.touches is None else _labels(row.touches),
        without=without(voices_of(row.place, row.touches, on=row.decided_on)) if row.touches else (),
    )


def action_line(row: MeetingAction, *, on: date) -> ActionLine:
    """Describe an action of a meeting that the actor was let in to."""
    task = task_of(row)
    ref = row.decision.ref if row.decision else ""
    return ActionLine(row.pk, row.what, task.owner, row.due_on, row.done_on, task.status(on), ref)


def task_of(row: MeetingAction) -> Task:
    """Give an action as the agenda's rule sees it."""
    return Task(row.what, _owner(row.account, row.organisation), row.due_on, row.done_on)


def _owner(account, organisation) -> str:
    if account is None:
        return organisation.name if organisation else ""
    return f"{account.name}, {account.organisation.name}"


def _labels(groups: Iterable[str]) -> tuple[str, ...]:
    said = dict(communities())
    return tuple(said[group] for group in groups if group in said)
