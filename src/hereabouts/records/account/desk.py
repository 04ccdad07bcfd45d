"""The release desk: what waits for a second person, what it hides and why, and what the attacker found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hereabouts.core.account.notice import hidden_in
from hereabouts.core.ledger import Actor, may
from hereabouts.core.releases.formats import endings
from hereabouts.core.releases.laid_out import LaidOut, laid_out
from hereabouts.core.releases.untold import untold
from hereabouts.engines.definitions import disclosure
from hereabouts.records.releases import access

if TYPE_CHECKING:
    from hereabouts.records.releases.models import Proposal


@dataclass(frozen=True)
class Waiting:
    """One thing that was put forward: by whom, how it stands, what it hides, and what the attacker found.

    ``laid`` is every cell that goes out, the same in each of ``formats``; ``untold`` names counts of people that would be
    printed and stand in no table, so that nobody attacked them. ``release_id`` is what it became, while that stands.
    """

    id: UUID
    kind: str
    title: str
    place: str
    place_id: UUID | None
    proposed_on: date
    proposed_name: str
    state: str
    decided_on: date | None
    decided_name: str
    because: str
    rule: str
    content: dict[str, Any]
    hidden: tuple[str, ...]
    found: dict[str, Any]
    mine: bool
    may_decide: bool
    laid: LaidOut
    formats: tuple[str, ...]
    untold: tuple[str, ...]
    release_id: UUID | None


def waiting(actor: Actor, *, on: date) -> list[Waiting]:
    """Give everything that was put forward and that the actor may see, what waits first."""
    return [_sheet(actor, row, on) for row in access.proposals(actor, on=on)]


def one(actor: Actor, id: object, *, on: date) -> Waiting:
    """Give one thing that was put forward; NotFound when it is absent or not the actor's."""
    return _sheet(actor, access.proposal(actor, id, on=on), on)


def _sheet(actor: Actor, row: Proposal, on: date) -> Waiting:
    content, subject = json.loads(row.content), row.subject()
    release = type(subject)("release", subject.id, subject.place, subject.organisation, subject.sensitivity)
    mine = row.proposed_by == actor.id
    known = row.kind in {"plan", "profile"}
    return Waiting(
        id=row.pk, kind=row.kind, title=row.title, place=row.place.name if row.place else "", place_id=row.place_id,
        proposed_on=row.proposed_on, proposed_name=row.proposed_name, state=row.state, decided_on=row.decided_on,
        decided_name=row.decided_name, because=row.because, rule=disclosure()[row.rule].label, content=content,
        hidden=tuple(hidden_in(row.kind, content, disclosure()[row.rule])) if known else (),
        found=row.found, mine=mine,
        may_decide=row.state == "waiting" and not mine and bool(may(actor, "approve", release, on)),
        laid=laid_out(row.kind, content), formats=tuple(endings(row.kind, content)), untold=tuple(untold(row.kind, content)),
        release_id=row.release.pk if row.release and row.release.withdrawn_on is None else None,
    )  # fmt: skip
