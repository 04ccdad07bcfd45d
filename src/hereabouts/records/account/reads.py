"""What the account tells: frozen quarters with what moved, and what would go out of a place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hereabouts.core.account.notice import hidden_in
from hereabouts.core.account.quarter import Move, label, moved
from hereabouts.core.ledger import Actor
from hereabouts.core.releases.content import canonical, fingerprint
from hereabouts.engines.definitions import disclosure
from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.account import access, content, voices
from hereabouts.records.account.figures import actions_of, figures
from hereabouts.records.account.models import Quarter
from hereabouts.records.releases.access import visible as releases
from hereabouts.records.releases.reads import Tampered, latest

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@dataclass(frozen=True)
class QuarterSheet:
    """A frozen quarter: its figures and fingerprint, what moved since the quarter before, and what changed since it was frozen."""

    id: UUID
    place: str
    place_id: UUID
    label: str
    number: int
    frozen_on: date
    frozen_by: str
    sha256: str
    figures: dict[str, Any]
    moved: tuple[Move, ...]
    changed_since: tuple[Move, ...]


@dataclass(frozen=True)
class Outgoing:
    """What would go out if it were published now: the content, and in words what it hides."""

    kind: str
    content: dict[str, Any]
    hidden: tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """One release of a place, withdrawn or not, as its publisher sees it."""

    id: UUID
    kind: str
    number: int
    title: str
    published_on: date
    withdrawn_on: date | None
    because: str
    alone: bool


def quarters(actor: Actor, *, on: date) -> list[QuarterSheet]:
    """Give every frozen quarter the actor may see, by place, the newest first."""
    return [sheet(row, on=on, live=False) for row in access.visible(actor, on=on)]


def quarter(actor: Actor, id: object, *, on: date) -> QuarterSheet:
    """Give one frozen quarter with what changed since; NotFound when it is absent or not the actor's."""
    return sheet(access.find(actor, id, on=on), on=on)


def sheet(row: Quarter, *, on: date, live: bool = True) -> QuarterSheet:
    """Describe one frozen quarter. Tampered where its figures are not what was frozen."""
    if fingerprint(canonical(row.figures)) != row.sha256:
        raise Tampered(
            "What is stored of this quarter is not what was frozen, so it is not shown. Tell whoever runs Hereabouts."
        )
    frozen = row.figures["actions"]
    now = actions_of(row.place, row.year, row.quarter, on=max(on, row.frozen_on)) if live else frozen
    return QuarterSheet(
        id=row.pk, place=row.place.name, place_id=row.place_id, label=label(row.year, row.quarter), number=row.number,
        frozen_on=row.frozen_on, frozen_by=row.frozen_by, sha256=row.sha256, figures=row.figures,
        moved=tuple(Move(**one) for one in row.figures["moved"]), changed_since=tuple(moved(frozen, now)),
    )  # fmt: skip


def to_freeze(place: Place, year: int, quarter: int, *, on: date) -> dict[str, Any]:
    """Give what freezing a quarter would freeze: its figures, and what moved since the last one that was frozen before it."""
    told = figures(place, year, quarter, on=on)
    rows = Quarter.objects.filter(place=place)
    rows = rows.filter(year__lt=year) | rows.filter(year=year, quarter__lt=quarter)
    before = rows.order_by("-year", "-quarter", "-number").first()
    moves = moved(before.figures["actions"], told["actions"]) if before else []
    return {
        **told,
        "since": label(before.year, before.quarter) if before else "",
        "moved": [asdict(one) for one in moves],
    }


def outgoing(actor: Actor, place: Place, kind: str, *, on: date) -> tuple[Outgoing | None, str]:
    """Give what would go out of a place now, its plan or its profile, and in words why nothing would."""
    row = content.newest_plan(actor, place, on=on) if kind == "plan" else None
    try:
        text = content.profile(place) if kind == "profile" else row and content.plan(actor, place, row, on=on)
    except NoEvidence as none:
        return None, str(none)
    return (Outgoing(kind, text, tuple(hidden_in(kind, text, disclosure()[content.RULE]))) if text else None), ""


def around(place: Place) -> dict[str, str]:
    """Give what only people knew when the plan was last released: next update, meeting, phone, where to drop in."""
    standing = latest("plan", place.pk)
    if standing is None:
        return {}
    text = standing.content
    meeting, contact = text["meeting"] or {}, text["contact"] or {}
    told = {
        "next_update": text["next_update"],
        **meeting,
        "phone": contact.get("phone"),
        "drop_in": contact.get("place"),
    }
    return {name: value for name, value in told.items() if value}


def may_quote(actor: Actor, place: Place, *, on: date) -> bool:
    """Say whether residents' words would go out with what this actor publishes."""
    return voices.may_quote(actor, place, on=on)


def published(actor: Actor, place: Place, *, on: date) -> list[Published]:
    """Give everything that was released of a place, newest first, what was withdrawn too."""
    rows = releases(actor, on=on).filter(place=place).order_by("-published_on", "kind", "-number")
    return [
        Published(r.pk, r.kind, r.number, r.title, r.published_on, r.withdrawn_on, r.withdrawn_because, not r.approved_by) for r in rows
    ]  # fmt: skip
