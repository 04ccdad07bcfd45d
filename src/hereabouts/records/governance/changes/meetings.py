"""How a meeting comes about: called, moved, cancelled; its agenda; its papers out to everybody at once."""

from datetime import date, datetime

from django.utils import timezone

from hereabouts.core.governance.exempt import paragraph
from hereabouts.core.governance.meetings import OutOfTurn, Ref, step
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import text
from hereabouts.records.governance.models import AgendaItem, Group, Meeting
from hereabouts.records.governance.reads import proposed
from hereabouts.records.ledger.changes import change


class NotATime(Sentence):
    """A meeting that ends before it starts."""


@change("meeting.call", about="group")
def call_meeting(
    *,
    by: Actor,
    on: date,
    group: Group,
    starts_at: datetime,
    ends_at: datetime,
    where: str,
    access_note: str = "",
    support_note: str = "",
    public: bool = False,
) -> Meeting:
    """Call a meeting. Its agenda begins with what the group still has open and what always stands on it."""
    _in_order(starts_at, ends_at)
    meeting = Meeting.objects.create(
        group=group, place=group.place, starts_at=starts_at, ends_at=ends_at, where=where, access_note=access_note,
        support_note=support_note, public=public, changed_at=timezone.now(),
    )  # fmt: skip
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting, number=number, title=item.title[:200], purpose=item.purpose, because=item.because[:200]
        )
        for number, item in enumerate(proposed(group, starts_at=starts_at), start=1)
    )
    return meeting


def _in_order(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise NotATime("The meeting ends before it starts. Check the two times.")


def _still_to_come(meeting: Meeting) -> None:
    step(meeting.state, meeting.state, cancelled=meeting.cancelled_on is not None)
    if meeting.state not in {"planned", "papers out"}:
        raise OutOfTurn("The meeting has been held; it can no longer be moved or cancelled.")


def _changed(meeting: Meeting, *fields: str) -> Meeting:
    """Keep what changed in a way that calendars notice: a higher sequence, a later time of change."""
    meeting.sequence += 1
    meeting.changed_at = timezone.now()
    meeting.save(update_fields=[*fields, "sequence", "changed_at"])
    return meeting


@change("meeting.call", about="meeting")
def move_meeting(
    *, by: Actor, on: date, meeting: Meeting, starts_at: datetime, ends_at: datetime, where: str, access_note: str = ""
) -> Meeting:
    """Move a meeting in time or place. Calendars that have it move it too. The same again changes nothing."""
    _still_to_come(meeting)
    _in_order(starts_at, ends_at)
    now = (meeting.starts_at, meeting.ends_at, meeting.where, meeting.access_note)
    if now == (starts_at, ends_at, where, access_note):
        return meeting
    meeting.starts_at, meeting.ends_at, meeting.where, meeting.access_note = starts_at, ends_at, where, access_note
    return _changed(meeting, "starts_at", "ends_at", "where", "access_note")


@change("meeting.call", about="meeting")
def cancel(*, by: Actor, on: date, meeting: Meeting, because: str) -> Meeting:
    """Cancel a meeting: it stays in every list and calendar, and says that it is cancelled and why."""
    _still_to_come(meeting)
    meeting.cancelled_on, meeting.cancelled_because = on, because
    return _changed(meeting, "cancelled_on", "cancelled_because")


@change("meeting.call", about="meeting")
def add_item(
    *,
    by: Actor,
    on: date,
    meeting: Meeting,
    title: str,
    purpose: str,
    summary: str = "",
    paper: str = "",
    recommend_verb: str = "",
    recommend_text: str = "",
    background: str = "",
    exempt_under: str = "",
    about: Ref = Ref(),  # noqa: B008 - frozen and empty
) -> AgendaItem:
    """Put something on the agenda, last. It refers to things of other rooms by kind and id, and holds nothing of them."""
    step(meeting.state, meeting.state, cancelled=meeting.cancelled_on is not None)
    if exempt_under:
        law = text("governance")["exempt"][meeting.group.nation]
        paragraph(exempt_under, law["paragraphs"], law=law["law"])
    last = meeting.items.order_by("-number").first()
    return AgendaItem.objects.create(
        meeting=meeting, number=last.number + 1 if last else 1, title=title, purpose=purpose, summary=summary, paper=paper,
        recommend_verb=recommend_verb, recommend_text=recommend_text, background=background, exempt_under=exempt_under,
        about_kind=about.kind, about_id=about.id,
    )  # fmt: skip


@change("meeting.call", about="meeting")
def send_papers(*, by: Actor, on: date, meeting: Meeting) -> Meeting:
    """Let the papers out: everybody who sees the meeting sees them from this moment, officers and residents alike."""
    meeting.state = step(meeting.state, "papers out", cancelled=meeting.cancelled_on is not None)
    meeting.papers_out_on = meeting.papers_out_on or on
    meeting.save(update_fields=["state", "papers_out_on"])
    return meeting
