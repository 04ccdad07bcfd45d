"""Money and capacity of places beside their need: who carries how much of the need, and who gets how much of what there is (L-11).

Need is the people who live in the nation's most deprived fifth of small areas; it is one way to measure need and not the only
one. Shares are of the places that are compared, and places may overlap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

FAR = 10.0  # points of a hundred: closer than that, need and money go together


@dataclass(frozen=True)
class PlaceMeans:
    """What is known of one place: people, those in need, money and hours, and what has no figure. None is not known."""

    place: str
    people: int | None
    in_need: int | None
    need_share: float | None
    planned: Decimal
    spent: Decimal
    actions: int
    money_open: int
    promised: Decimal
    hours: Decimal
    services: int | None


@dataclass(frozen=True)
class MeansBeside:
    """One place beside the others: its part of all need, its part of all money, how far these lie apart, and money a person in need."""

    means: PlaceMeans
    of_need: float | None
    of_money: float | None
    apart: float | None
    a_person: float | None

    @property
    def judged(self) -> str:
        """Say whether a place gets less of the money than it carries of the need, more, or about as much."""
        if self.apart is None:
            return "not known"
        return "less" if self.apart < -FAR else "more" if self.apart > FAR else "about as much"


def beside(rows: Iterable[PlaceMeans]) -> tuple[MeansBeside, ...]:
    """Lay places beside each other, the one that gets least for its need first; without a figure of need a place stands last."""
    told = list(rows)
    known = [one.in_need for one in told if one.in_need is not None]
    need = sum(known) if len(known) > 1 else 0  # one place is beside nothing
    money = sum((_money(one) for one in told), Decimal())
    made = [_beside(one, need, money) for one in told]
    return tuple(sorted(made, key=lambda one: (one.apart is None, one.apart or 0.0, one.means.place)))


def _money(one: PlaceMeans) -> Decimal:
    return one.planned + one.promised


def _beside(one: PlaceMeans, need: int, money: Decimal) -> MeansBeside:
    of_need = 100 * one.in_need / need if one.in_need is not None and need else None
    of_money = float(100 * _money(one) / money) if money else None
    apart = of_money - of_need if of_money is not None and of_need is not None else None
    return MeansBeside(one, of_need, of_money, apart, float(_money(one)) / one.in_need if one.in_need else None)
