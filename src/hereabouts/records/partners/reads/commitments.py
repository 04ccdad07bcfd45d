"""What was promised and what came of it: line by line, for one partner or all, with who has promised nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.partners.commitments import Promise, Tally, kept, lately, not_yet, status, tallies
from hereabouts.engines.definitions import promises
from hereabouts.records.partners import access
from hereabouts.records.partners.models import Capacity, Commitment, Organisation


@dataclass(frozen=True)
class DeliveryLine:
    """One thing that came of a promise."""

    on: date
    quantity: Decimal | None
    words: str
    noted_by: str


@dataclass(frozen=True)
class CommitmentLine:
    """One promise as a page shows it: who, what, by when, how it stands and what came of it."""

    id: UUID
    partner: str
    partner_id: UUID
    kind: str
    what: str
    who: str
    place: str
    initiative: str
    quantity: Decimal | None
    delivered: Decimal
    unit: str
    worth: Decimal | None
    pooled: bool
    promised_on: date
    due_on: date | None
    done_on: date | None
    because: str
    status: str
    deliveries: tuple[DeliveryLine, ...]


@dataclass(frozen=True)
class Resources:
    """What one partner put in, as promised: money pooled, money of its own, in kind, hours of staff a week (S:101)."""

    partner: str
    pooled: Decimal
    own: Decimal
    in_kind: Decimal
    hours: Decimal


@dataclass(frozen=True)
class Tracker:
    """Every promise, how many were kept, who has promised or signed nothing, and whether it gathers pace (I:39)."""

    lines: tuple[CommitmentLine, ...]
    kept: int
    due: int
    nothing_yet: tuple[str, ...]
    unsigned: tuple[str, ...]
    lately: int
    before: int
    resources: tuple[Resources, ...]
    tallies: tuple[Tally, ...] = ()

    @property
    def all_of_it(self) -> Resources:
        """Add up what all partners put in."""
        rows = self.resources
        sums = (_sum(getattr(r, name) for r in rows) for name in ("pooled", "own", "in_kind", "hours"))
        return Resources("", *sums)


def tracker(actor: Actor, *, on: date, partner: Organisation | None = None, place: object = None) -> Tracker:
    """Give the promises that the actor may see, of all partners or of one, everywhere or for one place."""
    rows = access.commitments(actor, on=on).prefetch_related("deliveries")
    rows = rows if partner is None else rows.filter(organisation=partner)
    rows = list(rows if place is None else rows.filter(place=place.pk))
    lines = tuple(commitment_line(row, on=on) for row in rows)
    live = {str(pk): name for pk, name in _live(partner)}
    done, due, _ = kept((_promise(row) for row in rows), on)
    days = [d.on for row in rows for d in row.deliveries.all()]
    now, before = lately(days, on)
    return Tracker(
        lines, done, due, tuple(not_yet(live, (str(row.organisation_id) for row in rows if not row.ended_on))),
        tuple(Organisation.objects.filter(ended_on=None, signed_up_on=None).values_list("name", flat=True)), now, before,
        tuple(resources(rows)), tuple(_tallies(lines)),
    )  # fmt: skip


def _tallies(lines: Iterable[CommitmentLine]) -> list[Tally]:
    """Add up what was counted and stands: what was taken back is not counted, what came of it before is."""
    counted = (one for one in lines if one.quantity is not None and one.status != "stopped")
    return tallies((one.kind, one.unit, float(one.quantity), float(one.delivered)) for one in counted)


def _live(partner: Organisation | None) -> list[tuple[UUID, str]]:
    return [(o.pk, o.name) for o in Organisation.objects.filter(ended_on=None) if partner in {None, o}]


def resources(rows: Iterable[Commitment]) -> list[Resources]:
    """Add up what stands promised, partner by partner: taken-back promises add nothing."""
    by: dict[str, list[Commitment]] = {}
    for row in rows:
        if row.ended_on is None:
            by.setdefault(row.organisation.name, []).append(row)
    return [
        Resources(
            name,
            pooled=_sum(r.quantity for r in own if r.kind == "money" and r.pooled),
            own=_sum(r.quantity for r in own if r.kind == "money" and not r.pooled),
            in_kind=_sum(r.worth for r in own if r.kind != "money"),
            hours=_sum(r.quantity for r in own if r.kind in {"staff time", "volunteer time"}),
        )
        for name, own in sorted(by.items())
    ]


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((v for v in values if v is not None), Decimal(0))


def _came(row: Commitment) -> Decimal:
    return _sum(d.quantity for d in row.deliveries.all())


def _promise(row: Commitment) -> Promise:
    promised = None if row.quantity is None else float(row.quantity)
    came = float(_came(row)) or float(bool(row.deliveries.all()))  # something came, though nobody counted it
    return Promise(
        str(row.organisation_id), row.kind, promised, came if promised is None else float(_came(row)), row.due_on,
        done=row.done_on is not None, ended=row.ended_on is not None,
    )  # fmt: skip


def commitment_line(row: Commitment, *, on: date) -> CommitmentLine:
    """Describe one promise on a day."""
    told = tuple(DeliveryLine(d.on, d.quantity, d.words, d.noted_by) for d in row.deliveries.all())
    return CommitmentLine(
        row.pk, row.organisation.name, row.organisation_id, promises()[row.kind]["label"], row.what,
        row.account.name if row.account else "", row.place.name if row.place else "", row.initiative, row.quantity, _came(row),
        row.unit, row.worth, row.pooled, row.promised_on, row.due_on, row.done_on, row.ended_because,
        status(_promise(row), on), told,
    )  # fmt: skip


def capacity(*, on: date) -> dict[UUID, tuple[str, str, date]]:
    """Give what each partner said last of how much more it can take on: the word, its reasons, when."""
    said: dict[UUID, tuple[str, str, date]] = {}
    for row in Capacity.objects.filter(said_on__lte=on).order_by("said_on", "said_at"):
        said[row.organisation_id] = (row.word, row.words, row.said_on)
    return said
