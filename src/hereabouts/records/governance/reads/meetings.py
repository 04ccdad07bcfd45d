"""Meetings in a list, and one meeting whole: agenda and papers, who was there, what was decided, who does what."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from hereabouts.core.governance.groups import Quorum, Seat, quorum
from hereabouts.core.governance.meetings import Ref, papers_due
from hereabouts.core.ledger import Actor, may
from hereabouts.engines.calendars import Entry
from hereabouts.engines.definitions import calendar, text
from hereabouts.records.governance.access import visible_meetings
from hereabouts.records.governance.models import AgendaItem, Attendance, Group, Meeting, Membership
from hereabouts.records.governance.reads.agenda import SinceLastTime, since_last_time
from hereabouts.records.governance.reads.groups import held, in_order
from hereabouts.records.governance.reads.register import ACTIONS, ActionLine, DecisionLine, action_line, decision_line


@dataclass(frozen=True)
class MeetingLine:
    """One meeting in a list."""

    id: UUID
    group: str
    starts_at: datetime
    ends_at: datetime
    where: str
    state: str
    public: bool
    cancelled: bool


@dataclass(frozen=True)
class ItemLine:
    """One agenda item. ``paper`` is empty until papers go out to everybody at once, but for those who prepare them."""

    id: UUID
    number: int
    title: str
    purpose: str
    because: str
    summary: str
    paper: str
    recommend_verb: str
    recommend_text: str
    background: tuple[str, ...]
    exempt: str
    about: Ref
    discussion: str
    decisions: tuple[DecisionLine, ...]


@dataclass(frozen=True)
class Presence:
    """One seat and how it was filled; an empty ``how`` means nobody has recorded it."""

    seat: UUID | None
    name: str
    organisation: str
    role: str
    voting: bool
    how: str
    substitute: str = ""


@dataclass(frozen=True)
class MeetingSheet:
    """One meeting whole, as the actor may see it that day."""

    id: UUID
    group_id: UUID
    group: str
    starts_at: datetime
    ends_at: datetime
    where: str
    access_note: str
    support_note: str
    public: bool
    state: str
    cancelled_on: date | None
    cancelled_because: str
    papers_due: date
    papers_late: bool
    papers_out_on: date | None
    minutes_agreed_on: date | None
    begun: bool
    quorum: Quorum
    presence: tuple[Presence, ...]
    items: tuple[ItemLine, ...]
    others: tuple[DecisionLine, ...]
    actions: tuple[ActionLine, ...]
    before: SinceLastTime


def coming(actor: Actor, *, on: date, group: Group | None = None) -> list[MeetingLine]:
    """Give the meetings from today on (of one group), soonest first, the cancelled among them."""
    rows = visible_meetings(actor, on=on).filter(ends_at__gte=_midnight(on))
    return [_line(m) for m in (rows.filter(group=group) if group else rows)]


def next_of(actor: Actor, *, on: date) -> MeetingLine | None:
    """Give the next meeting of a group in which the actor has a seat; without one the next the actor may see."""
    seats = Q(group=OuterRef("group"), account=actor.id, since__lte=on) & (Q(until=None) | Q(until__gte=on))
    rows = visible_meetings(actor, on=on).filter(ends_at__gte=_midnight(on), cancelled_on=None)
    first = rows.annotate(ours=Exists(Membership.objects.filter(seats))).order_by("-ours", "starts_at").first()
    return _line(first) if first else None


def past(actor: Actor, *, on: date) -> list[MeetingLine]:
    """Give the meetings before today, newest first."""
    return [_line(m) for m in visible_meetings(actor, on=on).filter(ends_at__lt=_midnight(on)).order_by("-starts_at")]


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def _line(m: Meeting) -> MeetingLine:
    return MeetingLine(
        m.pk, m.group.name, m.starts_at, m.ends_at, m.where, m.state, m.public, m.cancelled_on is not None
    )


def paper_order(actor: Actor, *, on: date, meeting: object = None) -> tuple[str, tuple[str, ...]] | None:
    """Give the headings of a paper in the order of the nation of a meeting, or of all that are to come; None for two nations."""
    rows = visible_meetings(actor, on=on).filter(starts_at__gte=_midnight(on)).values_list("pk", "group__nation")
    found = {nation for pk, nation in rows if not meeting or str(pk) == str(meeting)}
    if len(found) != 1:
        return None
    nation = found.pop()
    return nation, tuple(text("governance")["paper"][nation]["headings"])


def quorum_of(meeting: Meeting) -> Quorum:
    """Say whether enough voting seats were filled, by what was recorded."""
    seats = {
        str(seat.pk): Seat(str(seat.pk), seat.voting, seat.since, seat.until) for seat in meeting.group.members.all()
    }
    here = {str(a.membership_id): a.how for a in meeting.attendance.all() if a.membership_id}
    return quorum(meeting.group.quorum, seats, here, timezone.localdate(meeting.starts_at))


def meeting_sheet(meeting: Meeting, actor: Actor, *, on: date) -> MeetingSheet:
    """Describe a meeting that the actor was let in to."""
    prepares = bool(may(actor, "call", meeting.subject(), on))
    decisions = _decisions(meeting, actor, on)
    day, nation = timezone.localdate(meeting.starts_at), meeting.group.nation
    due = papers_due(day, nation, calendar(nation))
    items = meeting.items.all()
    return MeetingSheet(
        id=meeting.pk,
        group_id=meeting.group_id,
        group=meeting.group.name,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        where=meeting.where,
        access_note=meeting.access_note,
        support_note=meeting.support_note,
        public=meeting.public,
        state=meeting.state,
        cancelled_on=meeting.cancelled_on,
        cancelled_because=meeting.cancelled_because,
        papers_due=due,
        papers_late=(meeting.papers_out_on or on) > due,
        papers_out_on=meeting.papers_out_on,
        minutes_agreed_on=meeting.minutes_agreed_on,
        begun=day <= on,
        quorum=quorum_of(meeting),
        presence=tuple(_presence(meeting, day)),
        items=tuple(_item(i, decisions, nation, shown=prepares or meeting.state != "planned") for i in items),
        others=tuple(line for item, line in decisions if item is None),
        actions=tuple(
            action_line(a, on=on) for a in meeting.actions.select_related("account__organisation", "organisation", "decision")
        ),
        before=since_last_time(meeting.group, before=meeting.starts_at, on=on),
    )  # fmt: skip


def _decisions(meeting: Meeting, actor: Actor, on: date) -> list[tuple[UUID | None, DecisionLine]]:
    """A meeting may be open to somebody who may not see its decisions."""
    rows = meeting.decisions.select_related("meeting__group", "account__organisation", "owner", "item")
    rows = rows.prefetch_related(*ACTIONS).order_by("ref")
    return [(row.item_id, decision_line(row, on=on)) for row in rows if may(actor, "see", row.subject(), on)]


def _item(item: AgendaItem, decisions, nation: str, *, shown: bool) -> ItemLine:
    law = text("governance")["exempt"][nation]
    reason = law["paragraphs"].get(item.exempt_under, "")
    return ItemLine(
        id=item.pk,
        number=item.number,
        title=item.title,
        purpose=item.purpose,
        because=item.because,
        summary=item.summary if shown else "",
        paper=item.paper if shown else "",
        recommend_verb=item.recommend_verb,
        recommend_text=item.recommend_text if shown else "",
        background=tuple(line.strip() for line in item.background.splitlines() if line.strip()) if shown else (),
        exempt=f"{law['law']}, paragraph {item.exempt_under}: {reason}" if item.exempt_under else "",
        about=Ref(item.about_kind, item.about_id),
        discussion=item.discussion,
        decisions=tuple(line for where, line in decisions if where == item.pk),
    )


def _presence(meeting: Meeting, day: date):
    said = {a.membership_id: a for a in meeting.attendance.all()}
    for seat in in_order(meeting.group.members.select_related("account", "organisation")):
        if held(seat, day):
            a = said.get(seat.pk)
            name = seat.account.name if seat.account else ""
            yield Presence(
                seat.pk, name, seat.organisation.name, seat.role, seat.voting, a.how if a else "", a.name if a else ""
            )
    for guest in Attendance.objects.filter(meeting=meeting, membership=None):
        yield Presence(None, guest.name, "", "guest", voting=False, how=guest.how)


def calendar_entry(meeting: Meeting, *, url: str) -> Entry:
    """Give a meeting as a calendar needs it. The summary is the group's name: a lock screen shows nobody."""
    return Entry(
        uid=f"{meeting.pk}@hereabouts",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=meeting.group.name,
        location=meeting.where,
        description=meeting.access_note,
        url=url,
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
        cancelled=meeting.cancelled_on is not None,
    )
