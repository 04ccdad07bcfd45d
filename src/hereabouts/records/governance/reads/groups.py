"""Groups in their tree, and one group whole: its terms, its members, when it meets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.governance.groups import next_by
from hereabouts.core.ledger import Actor
from hereabouts.core.partners.engagement import Part
from hereabouts.records.governance.access import visible
from hereabouts.records.governance.models import Group, Membership
from hereabouts.records.plans.access import outcomes


@dataclass(frozen=True)
class Came:
    """To how many of the meetings held while a seat was held somebody came: its holder, or a substitute."""

    of: int
    present: int
    substitute: int
    apologies: int


@dataclass(frozen=True)
class Member:
    """One seat, as everybody who sees the group may know it."""

    id: UUID
    name: str
    organisation: str
    role: str
    voting: bool
    since: date
    until: date | None
    substitute: str = ""
    came: Came | None = None


@dataclass(frozen=True)
class Terms:
    """One version of the terms of reference."""

    id: UUID
    number: int
    text: str
    written_on: date
    approved_on: date | None


@dataclass(frozen=True)
class GroupLine:
    """One group in the tree: how deep, who chairs, how many sit on it."""

    id: UUID
    name: str
    tier: str
    depth: int
    place: str
    chair: str
    members: int
    cadence: str


@dataclass(frozen=True)
class GroupSheet:
    """One group whole, on a day."""

    id: UUID
    name: str
    tier: str
    place: str
    parent: tuple[UUID, str] | None
    below: tuple[tuple[UUID, str], ...]
    about: tuple[str, str, str]
    cadence: str
    next_by: date | None
    quorum: int
    standing: tuple[str, ...]
    due_on: date | None
    terms: tuple[Terms, ...]
    members: tuple[Member, ...]
    former: tuple[Member, ...]
    above: tuple[tuple[UUID, str], ...] = ()

    @property
    def in_force(self) -> Terms | None:
        """Give the newest version that was approved."""
        return next((terms for terms in self.terms if terms.approved_on), None)

    @property
    def draft(self) -> Terms | None:
        """Give the newest version if it waits for approval."""
        return self.terms[0] if self.terms and not self.terms[0].approved_on else None


def tree(actor: Actor, *, on: date) -> list[GroupLine]:
    """Give the groups the actor may see, each under the one it answers to; a group whose parent is hidden stands on top."""
    groups = list(visible(actor, on=on).select_related("place").prefetch_related("members__account"))
    known = {group.pk for group in groups}
    lines: list[GroupLine] = []

    def hang(parent, depth):
        for group in groups:
            if (group.parent_id if group.parent_id in known else None) == parent:
                lines.append(_line(group, depth, on))
                hang(group.pk, depth + 1)

    hang(None, 0)
    return lines


def _line(group: Group, depth: int, on: date) -> GroupLine:
    now = [seat for seat in group.members.all() if held(seat, on)]
    chair = next((_name(seat) for seat in now if seat.role == "chair"), "")
    place = group.place.name if group.place else ""
    return GroupLine(group.pk, group.name, group.tier, depth, place, chair, len(now), group.cadence)


def group_sheet(group: Group, *, on: date) -> GroupSheet:
    """Describe a group that the actor was let in to."""
    seats = in_order(group.members.select_related("account", "organisation"))
    held_by_now = _held(group, on)
    last = group.meetings.filter(cancelled_on=None, starts_at__date__lte=on).order_by("-starts_at").first()
    return GroupSheet(
        id=group.pk,
        name=group.name,
        tier=group.tier,
        place=group.place.name if group.place else "",
        parent=(group.parent.pk, group.parent.name) if group.parent else None,
        below=tuple(group.below.values_list("pk", "name")),
        about=(group.about_kind, group.about_id, group.about_words),
        cadence=group.cadence,
        next_by=next_by(group.cadence, last.starts_at.date() if last else None),
        quorum=group.quorum,
        standing=tuple(group.standing),
        due_on=group.due_on,
        terms=tuple(Terms(t.pk, t.number, t.text, t.written_on, t.approved_on) for t in group.terms.all()),
        members=tuple(_member(seat, held_by_now) for seat in seats if held(seat, on)),
        former=tuple(_member(seat, held_by_now) for seat in seats if seat.until is not None and seat.until < on),
        above=_above(group),
    )


def outcomes_of(actor: Actor, group: Group, *, on: date) -> list[tuple[UUID, str]]:
    """Give the outcomes that a group's remit is to deliver, as far as the actor may read them."""
    return [
        (o.pk, o.statement) for o in outcomes(actor, on=on) if o.pk in set(group.outcomes.values_list("pk", flat=True))
    ]


def _above(group: Group) -> tuple[tuple[UUID, str], ...]:
    """Give the line of direction and accountability from the top down to the group's own parent."""
    line, at = [], group.parent
    while at is not None:
        line.append((at.pk, at.name))
        at = at.parent
    return tuple(reversed(line))


def _held(group: Group, on: date) -> list[tuple[date, dict[UUID, str]]]:
    """Give each meeting whose attendance was written down: its day, and how each seat was filled."""
    rows = group.meetings.filter(cancelled_on=None, starts_at__date__lte=on).prefetch_related("attendance")
    told = [(m.starts_at.date(), {a.membership_id: a.how for a in m.attendance.all() if a.membership_id}) for m in rows]
    return [(day, how) for day, how in told if how]


def _came(seat: Membership, meetings: list[tuple[date, dict[UUID, str]]]) -> Came:
    told = [how.get(seat.pk, "") for day, how in meetings if held(seat, day)]
    return Came(len(told), told.count("present"), told.count("substitute"), told.count("apologies"))


def held(seat: Membership, on: date) -> bool:
    """Say whether a seat is held that day."""
    return seat.since <= on and (seat.until is None or on <= seat.until)


def in_order(seats: Iterable[Membership]) -> list[Membership]:
    """Put the chair first and the rest by name, as minutes do."""
    return sorted(
        seats, key=lambda seat: (seat.role != "chair", seat.role != "vice-chair", _name(seat) or seat.organisation.name)
    )


def _member(seat: Membership, meetings: list[tuple[date, dict[UUID, str]]]) -> Member:
    return Member(
        seat.pk, _name(seat), seat.organisation.name, seat.role, seat.voting, seat.since, seat.until, seat.substitute,
        _came(seat, meetings),
    )  # fmt: skip


def parts(actor: Actor, *, on: date) -> list[Part]:
    """Give who sits in which of the groups that the actor may see: seats held that day."""
    seats = Membership.objects.filter(group__in=visible(actor, on=on)).select_related(
        "group", "account", "organisation"
    )
    return [
        Part(str(seat.organisation_id), "groups", str(seat.group_id), seat.group.name, seat.role)
        for seat in seats
        if held(seat, on)
    ]


def _name(seat: Membership) -> str:
    return seat.account.name if seat.account else ""
