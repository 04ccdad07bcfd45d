"""What is written down at a meeting and after it: who was there, what was said, and the minutes' way to agreement."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from hereabouts.core.governance.meetings import HERE, OutOfTurn, step
from hereabouts.core.ledger import Actor
from hereabouts.records.governance.models import Attendance, Meeting
from hereabouts.records.ledger.changes import change


def hold(meeting: Meeting, on: date) -> None:
    """Make a meeting one that is being held, or has been. Refuses one still to come, cancelled, or closed by its minutes."""
    if meeting.cancelled_on is None and timezone.localdate(meeting.starts_at) > on:
        raise OutOfTurn("The meeting has not begun. Record this on the day or after it.")
    if meeting.state == "minutes agreed":
        raise OutOfTurn("The minutes are agreed. Put them back to draft to correct them.")
    to = "held" if meeting.state in {"planned", "papers out"} else meeting.state
    now, meeting.state = meeting.state, step(meeting.state, to, cancelled=meeting.cancelled_on is not None)
    if meeting.state != now:
        meeting.save(update_fields=["state"])


@change("meeting.minute", about="meeting")
def record_attendance(
    *, by: Actor, on: date, meeting: Meeting, seats: Mapping[str, tuple[str, str]], guests: Iterable[str] = ()
) -> Meeting:
    """Record how each seat was filled (seat id -> how, substitute's name) and who else came. It replaces what was recorded."""
    hold(meeting, on)
    known = {str(pk) for pk in meeting.group.members.values_list("pk", flat=True)}
    meeting.attendance.all().delete()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, membership_id=seat, how=how, name=name if how == "substitute" else "")
        for seat, (how, name) in seats.items()
        if seat in known and how in HERE
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, how="present", name=guest.strip()) for guest in guests if guest.strip()
    )
    return meeting


@change("meeting.minute", about="meeting")
def record_discussion(*, by: Actor, on: date, meeting: Meeting, said: Mapping[str, str]) -> Meeting:
    """Keep what was said, as the minute will say it (item id -> words). Items that are not named stay as they are."""
    hold(meeting, on)
    for item in meeting.items.all():
        words = said.get(str(item.pk), item.discussion).strip()
        if words != item.discussion:
            item.discussion = words
            item.save(update_fields=["discussion"])
    return meeting


@change("meeting.minute", about="meeting")
def draft_minutes(*, by: Actor, on: date, meeting: Meeting) -> Meeting:
    """Call what is recorded a draft of the minutes; agreed minutes go back to draft so that they can be corrected."""
    meeting.state = step(meeting.state, "minutes draft", cancelled=meeting.cancelled_on is not None)
    meeting.minutes_agreed_on = None
    meeting.save(update_fields=["state", "minutes_agreed_on"])
    return meeting


@change("meeting.minute", about="meeting")
def agree_minutes(*, by: Actor, on: date, meeting: Meeting) -> Meeting:
    """Close the minutes as agreed. Nothing is added to the meeting after that."""
    meeting.state = step(meeting.state, "minutes agreed", cancelled=meeting.cancelled_on is not None)
    meeting.minutes_agreed_on = on
    meeting.save(update_fields=["state", "minutes_agreed_on"])
    return meeting
