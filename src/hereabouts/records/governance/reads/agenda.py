"""What a group carries from one meeting to the next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from hereabouts.core.governance import meetings as core
from hereabouts.core.governance.meetings import Past
from hereabouts.records.governance.models import Decision, Group, Meeting, MeetingAction
from hereabouts.records.governance.reads.register import (
    ACTIONS,
    ActionLine,
    DecisionLine,
    action_line,
    decision_line,
    task_of,
)


@dataclass(frozen=True)
class SinceLastTime:
    """The last meeting's day, its decisions, and every action of the group that is open or was done since."""

    last: date | None
    decisions: tuple[DecisionLine, ...]
    late: tuple[ActionLine, ...]
    open: tuple[ActionLine, ...]
    done: tuple[ActionLine, ...]


def since_last_time(group: Group, *, before: datetime, on: date) -> SinceLastTime:
    """Say what the group left with and what became of it, up to one meeting and as things stand today."""
    last = _last(group, before)
    actions = [
        action_line(row, on=on)
        for row in MeetingAction.objects.filter(meeting__group=group, meeting__starts_at__lt=before).select_related(
            "account__organisation", "organisation", "decision"
        )
    ]
    since = _day(last) if last else None
    return SinceLastTime(
        last=since,
        decisions=tuple(decision_line(row, on=on) for row in _decisions(last)) if last else (),
        late=tuple(a for a in actions if a.status == "late"),
        open=tuple(a for a in actions if a.status == "in progress"),
        done=tuple(a for a in actions if a.done_on and (since is None or a.done_on >= since)),
    )


def proposed(group: Group, *, starts_at: datetime) -> list[core.Item]:
    """Propose the agenda of a meeting at that time, from what is open and what always stands on it."""
    last, day = _last(group, starts_at), timezone.localdate(starts_at)
    rows = MeetingAction.objects.filter(meeting__group=group, done_on=None).select_related(
        "account__organisation", "organisation"
    )
    owed = Decision.objects.filter(meeting__group=group, carried_out_on=None, meeting__starts_at__lt=starts_at)
    return core.agenda(
        standing=group.standing,
        last=_day(last) if last else None,
        tasks=[task_of(row) for row in rows],
        decisions=[_past(row, last) for row in owed.order_by("ref")],
        on=day,
    )


def _past(row: Decision, last: Meeting | None) -> Past:
    """An update that an earlier meeting had the chance to hear is not asked for again; nor is a question put off twice."""
    heard = (
        last is not None and row.update_on is not None and row.update_on <= _day(last) and row.decided_on < _day(last)
    )
    stale = row.verb == "defer" and last is not None and row.meeting_id != last.pk
    return Past(row.ref, "note" if stale else row.verb, row.text, row.implement_by, None if heard else row.update_on)


def _last(group: Group, before: datetime) -> Meeting | None:
    held = group.meetings.filter(cancelled_on=None, starts_at__lt=before).exclude(state__in=["planned", "papers out"])
    return held.order_by("-starts_at").first()


def _decisions(meeting: Meeting):
    rows = meeting.decisions.select_related("meeting__group", "account__organisation", "owner", "item")
    return rows.prefetch_related(*ACTIONS)


def _day(meeting: Meeting) -> date:
    return timezone.localdate(meeting.starts_at)


def report_back(group: Group, *, on: date) -> str:
    """Write down how a group stands for the group it answers to: decisions and actions since its last meeting but one."""
    meetings = group.meetings.filter(cancelled_on=None, starts_at__date__lte=on).order_by("-starts_at")[:2]
    decisions = [decision_line(row, on=on) for meeting in meetings for row in _decisions(meeting)]
    rows = MeetingAction.objects.filter(meeting__group=group).select_related(
        "account__organisation", "organisation", "decision"
    )
    actions = [action_line(row, on=on) for row in rows]
    lines = [f"{d.verb_said} ({d.ref}): {d.text}" for d in decisions]
    lines += [f"{a.status.capitalize()}: {a.what} ({a.owner})" for a in actions]
    return "\n".join(lines)
