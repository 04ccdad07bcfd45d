"""Who plans, resources and provides what a plan wants, partner by partner under each outcome, and how early its money acts.

The three are asked apart because a body may plan what another pays for and a third one does (S-01, S-08). Money is laid out by
tier of prevention and by root cause (S-13); an action whose money nobody has said is counted and adds nothing, and £0 is money.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hereabouts.core.plans.whole_action import TIERS_OF_PREVENTION

PARTS = ("plans", "resources", "provides")


@dataclass(frozen=True)
class Shared:
    """An action as this view reads it: who has which part in it, and what is said of its money, its cause and its need."""

    ref: str
    outcomes: Sequence[str]
    plans: Sequence[str] = ()
    resources: Sequence[str] = ()
    provides: Sequence[str] = ()
    prevention: str = ""
    cause: str = ""
    planned: Decimal | None = None
    spent: Decimal | None = None


@dataclass(frozen=True)
class PartnerParts:
    """One partner under one outcome: the references of the actions it plans, resources and provides."""

    partner: str
    plans: tuple[str, ...]
    resources: tuple[str, ...]
    provides: tuple[str, ...]


@dataclass(frozen=True)
class OutcomeTogether:
    """Every partner that has a part under one outcome ("" for none), and for each part the actions of which nobody has said it."""

    outcome: str
    partners: tuple[PartnerParts, ...]
    unsaid: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class MoneyOf:
    """The money of the actions of one kind; ``open`` of them have no sum yet. ``share`` is of all money planned."""

    what: str
    actions: int
    open: int
    planned: Decimal
    spent: Decimal
    share: float | None


def by_outcome(actions: Iterable[Shared]) -> tuple[OutcomeTogether, ...]:
    """Lay the parts out under each outcome, in the order in which the outcomes are met; an action of two stands under both."""
    under: dict[str, list[Shared]] = {}
    for action in actions:
        for outcome in action.outcomes or ("",):
            under.setdefault(outcome, []).append(action)
    return tuple(_together(outcome, rows) for outcome, rows in sorted(under.items(), key=lambda one: not one[0]))


def _together(outcome: str, rows: list[Shared]) -> OutcomeTogether:
    names = sorted({name for row in rows for part in PARTS for name in getattr(row, part)})
    partners = tuple(
        PartnerParts(name, *(tuple(r.ref for r in rows if name in getattr(r, part)) for part in PARTS))
        for name in names
    )
    unsaid = tuple((part, refs) for part in PARTS if (refs := tuple(r.ref for r in rows if not getattr(r, part))))
    return OutcomeTogether(outcome, partners, unsaid)


def by_tier(actions: Iterable[Shared]) -> tuple[MoneyOf, ...]:
    """Sum the money of each tier of prevention, the earliest first, then of what nobody has said ("")."""
    rows = list(actions)
    return _sums(rows, [(tier, [r for r in rows if r.prevention == tier]) for tier in (*TIERS_OF_PREVENTION, "")])


def by_cause(actions: Iterable[Shared]) -> tuple[MoneyOf, ...]:
    """Sum the money of each root cause, most money first; two spellings that differ only in case are one. No cause stands last."""
    rows = list(actions)
    causes: dict[str, list[Shared]] = {}
    for row in rows:
        causes.setdefault(" ".join(row.cause.casefold().split()), []).append(row)
    told = _sums(rows, [(" ".join(group[0].cause.split()), group) for group in causes.values()])
    return tuple(sorted(told, key=lambda one: (not one.what, -one.planned, one.what)))


def _sums(rows: list[Shared], groups: list[tuple[str, list[Shared]]]) -> tuple[MoneyOf, ...]:
    known = sum((r.planned for r in rows if r.planned is not None), Decimal())
    return tuple(_money(what, group, known) for what, group in groups)


def _money(what: str, group: list[Shared], known: Decimal) -> MoneyOf:
    planned = sum((r.planned for r in group if r.planned is not None), Decimal())
    return MoneyOf(
        what, len(group), sum(r.planned is None for r in group), planned,
        sum((r.spent for r in group if r.spent is not None), Decimal()), float(planned / known) if known else None,
    )  # fmt: skip
