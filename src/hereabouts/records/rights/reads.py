"""Rights requests, notes, holds, batches and public-task requests as they are read: frozen, with their clocks in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.rights.clock import CLOSED, WITHDRAWN, Term, term
from hereabouts.core.rights.disclosing import BASES, Clocks, clocks
from hereabouts.engines.definitions import exemptions, retention
from hereabouts.records.ledger.reads import hidden, referred
from hereabouts.records.places.reads import working_calendar
from hereabouts.records.rights import access
from hereabouts.records.rights.models import (
    DisposalBatch,
    LegalHold,
    PublicTaskDisclosureRequest,
    RectificationNote,
    RightsRequest,
)

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True)
class Wrong:
    """What somebody says is wrong in a record, and what was decided of it."""

    id: UUID
    request: UUID
    object: str
    ref: str
    what: str
    says: str
    noted_on: date
    noted_by: str
    state: str
    reason: str
    decided_on: date | None
    decided_by: str


@dataclass(frozen=True)
class RequestLine:
    """One rights request as the list shows it. ``term`` is None while it is not known who asks."""

    id: UUID
    ref: str
    kind: str
    name: str
    received_on: date
    state: str
    term: Term | None
    late: bool
    closed_on: date | None


@dataclass(frozen=True)
class RequestSheet:
    """One rights request whole."""

    line: RequestLine
    place: str
    dob: date | None
    known_as: tuple[str, ...]
    contacts: tuple[str, ...]
    asks: str
    identity: str
    settled_on: date | None
    why_longer: str
    calendar: str
    about: tuple[str, ...]
    answer: str
    exemption: str
    issued: dict
    registered_by: str
    registrar: str
    closed_by: str
    notes: tuple[Wrong, ...]


@dataclass(frozen=True)
class HoldLine:
    """One hold, and whether it stops anything today."""

    id: UUID
    words: str
    reason: str
    since: date
    until: date | None
    set_by: str
    lifted_on: date | None
    lifted_by: str
    stands: bool


@dataclass(frozen=True)
class DisposalLine:
    """One record of a batch as its reviewer reads it."""

    id: UUID
    rule: str
    action: str
    ref: str
    kept_until: date
    because: str
    keep: bool
    why_kept: str
    outcome: str


@dataclass(frozen=True)
class BatchSheet:
    """One batch of disposal. ``apart`` counts its records that are restricted by now and not the reader's to know."""

    id: UUID
    state: str
    proposed_on: date
    proposed_name: str
    reviewed_on: date | None
    reviewed_name: str
    executed_on: date | None
    executed_name: str
    own: bool
    items: tuple[DisposalLine, ...]
    apart: int


@dataclass(frozen=True)
class DisclosureSheet:
    """One public-task request with its reply and both clocks."""

    id: UUID
    ref: str
    asker: str
    holder: str
    statutory: bool
    task: str
    what: str
    necessary: str
    written_on: date
    written_by: str
    needed_by: date
    state: str
    shared: str
    basis: str
    why: str
    replied_on: date | None
    replied_by: str
    clocks: Clocks


def requests(actor: Actor, *, on: date, closed: bool = False) -> list[RequestLine]:
    """Give the requests that are open, the next to be answered first; or those that are closed, the newest first."""
    rows = access.visible(actor, on=on)
    rows = rows.filter(state__in=CLOSED) if closed else rows.exclude(state__in=CLOSED)
    lines = [_line(row, on) for row in rows]
    if closed:
        return sorted(lines, key=lambda line: (line.closed_on, line.ref), reverse=True)
    return sorted(
        lines, key=lambda line: (line.term is None, line.term.due_on if line.term else line.received_on, line.ref)
    )


def _line(row: RightsRequest, on: date) -> RequestLine:
    until = _term(row)
    late = until is not None and (row.closed_on or on) > until.due_on
    state = WITHDRAWN if row.exemption == WITHDRAWN else row.state
    return RequestLine(row.pk, row.ref, row.kind, row.name, row.received_on, state, until, late, row.closed_on)


def _term(row: RightsRequest) -> Term | None:
    if row.settled_on is None:
        return None
    return term(row.settled_on, working_calendar(row.place_id), longer=row.longer_on is not None)


def sheet(row: RightsRequest, *, on: date) -> RequestSheet:
    """Tell one request that the actor found at its door."""
    laws = {one["id"]: f"{one['label']} ({one['law']})" for one in exemptions()} | {WITHDRAWN: ""}
    return RequestSheet(
        _line(row, on), row.place.name, row.dob, tuple(row.known_as.splitlines()), tuple(row.contacts.splitlines()), row.asks,
        row.identity, row.settled_on, row.why_longer, working_calendar(row.place_id).name, tuple(one[2] for one in row.about),
        row.answer, laws.get(row.exemption, row.exemption), row.issued, row.registered_by, row.registrar, row.closed_by,
        tuple(_wrong(note, "") for note in row.notes.all()),
    )  # fmt: skip


def _wrong(note: RectificationNote, ref: str) -> Wrong:
    return Wrong(
        note.pk, note.request_id, str(note.object), ref, note.what, note.says, note.noted_on, note.noted_by, note.state,
        note.reason, note.decided_on, note.decided_by,
    )  # fmt: skip


def said_to_be_wrong(objects: Iterable[object]) -> list[Wrong]:
    """Give what stands beside some records, for whoever may read them and was let through their door."""
    return [_wrong(note, "") for note in RectificationNote.objects.filter(object__in=[str(one) for one in objects])]


def asked_by(names: Iterable[str], *, on: date) -> list[RequestLine]:
    """Give the open requests for access of people of these names, for whoever is named in their restricted family.

    Whoever prepares the pack may not know of it; so those who do are told that somebody asks.
    """
    wanted = {name.casefold() for name in names if name.strip()}
    rows = RightsRequest.objects.filter(kind="access").exclude(settled_on=None).exclude(state__in=CLOSED)
    found = [row for row in rows if wanted & {one.strip().casefold() for one in (row.name, *row.known_as.splitlines())}]
    return [_line(row, on) for row in found]


def holds(actor: Actor, *, on: date) -> list[HoldLine]:
    """Give the holds that the actor may see, those that stand first."""
    lines = [_hold(row, on) for row in access.holds(actor, on=on)]
    return sorted(lines, key=lambda line: not line.stands)


def _hold(row: LegalHold, on: date) -> HoldLine:
    stands = row.since <= on and (row.until is None or on <= row.until) and row.lifted_on is None
    return HoldLine(
        row.pk, row.words, row.reason, row.since, row.until, row.set_by, row.lifted_on, row.lifted_by, stands
    )


def batches(actor: Actor, *, on: date) -> list[DisposalBatch]:
    """Give the batches, the newest first."""
    return list(access.batches(actor, on=on))


def batch(row: DisposalBatch, actor: Actor) -> BatchSheet:
    """Tell one batch. Of what was restricted since, only how much it is."""
    items = list(row.items.all())
    ids, rules = [str(item.object) for item in items], retention()
    refs, shut = referred(ids, actor), hidden(ids, actor)
    lines = tuple(
        DisposalLine(
            item.pk, rules[item.rule].label, rules[item.rule].action, refs.get(str(item.object), ""), item.kept_until,
            item.because, item.keep, item.why_kept, item.outcome,
        )
        for item in items if str(item.object) not in shut
    )  # fmt: skip
    return BatchSheet(
        row.pk, row.state, row.proposed_on, row.proposed_name, row.reviewed_on, row.reviewed_name, row.executed_on,
        row.executed_name, actor.id == row.proposed_by, lines, len(items) - len(lines),
    )  # fmt: skip


def disclosures(actor: Actor, *, on: date) -> list[DisclosureSheet]:
    """Give the public-task requests, those that wait first."""
    rows = [disclosure(row, on=on) for row in access.disclosures(actor, on=on)]
    return sorted(rows, key=lambda one: (one.state != "waiting", one.needed_by))


def disclosure(row: PublicTaskDisclosureRequest, *, on: date) -> DisclosureSheet:
    """Tell one public-task request that the actor found at its door."""
    return DisclosureSheet(
        row.pk, row.ref, row.asker, row.holder.name, row.holder.statutory, row.task, row.what, row.necessary, row.written_on,
        row.written_by, row.needed_by, row.state, row.shared, BASES.get(row.basis, ""), row.why, row.replied_on,
        row.replied_by, clocks(row.written_on, row.needed_by, row.replied_on, on),
    )  # fmt: skip
