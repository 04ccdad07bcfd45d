"""The attacker: what somebody with all the published tables and a linear program can work out (C30).

The attacker knows every printed count, total and percentage, that counts are whole and never below nothing, that zeros
are printed and a hidden count is therefore at least 1, between which counts a rounded one lies, and which tables count the
same people. One mark stands for every hidden cell, so a hidden one could be anything from 1, unless the table was rounded.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.ends import Ends, Equation, NoSolutionError, ends, possible
from hereabouts.core.trust.tables import Cell, Sum, Table

Enough = Callable[[Cell], int]
NEAR = 3  # an interval narrower than this tells the count for all practical purposes (promise 33)


class DoNotAddUp(Sentence):
    """Published tables that contradict themselves or each other."""


@dataclass(frozen=True)
class Share:
    """A percentage printed beside the counts: of which cell, of which whole, and to how many places it was rounded."""

    part: Cell
    whole: Cell
    percent: float
    places: int = 0

    def equations(self) -> tuple[Equation, Equation]:
        """Say as two inequalities that the part is this percentage of the whole, give or take the rounding."""
        off = 0.5 * 10**-self.places
        return self._at_most(self.percent + off, 1), self._at_most(self.percent - off, -1)

    def _at_most(self, percent: float, sign: int) -> Equation:
        return Equation({self.part: 100.0 * sign, self.whole: -percent * sign}, -inf, 0)


@dataclass(frozen=True)
class Range:
    """The smallest and the largest count that a hidden cell can have; ``hi`` is infinite where nothing bounds it."""

    lo: float
    hi: float

    @property
    def width(self) -> float:
        """Say how uncertain the attacker remains: 0 is a count worked out exactly."""
        return self.hi - self.lo


@dataclass(frozen=True)
class Attack:
    """What the attacker got: the interval of every hidden cell, and of every difference between what was printed."""

    intervals: Mapping[Cell, Range]
    differences: Mapping[Cell, Range] = field(default_factory=dict)
    tables: int = 0  # how many were read together

    @property
    def recovered_exactly(self) -> int:
        """Count the hidden cells that are no secret at all."""
        return sum(found.width < 1 for found in self.intervals.values())

    @property
    def recovered_within_3(self) -> int:
        """Count the hidden cells whose interval is narrower than 3, the exact ones among them."""
        return sum(found.width < NEAR for found in self.intervals.values())


def attack(
    tables: Sequence[Table], *, links: Sequence[Sum] = (), shares: Sequence[Share] = (), enough: Enough | None = None
) -> Attack:
    """Give the interval of every cell that any of the tables hides, reading all of them together.

    So two releases that hide different cells of the same counts are seen through, and a subgroup is subtracted
    from its total. ``links`` says how cells of different tables hang together: a place and its parts, a quarter and the
    one before; the cells that stand only there are differences, which nobody printed and which can be told all the same.
    Where only safety is asked, ``enough`` says how wide an interval need be: no further question is asked of it then.
    Raises DoNotAddUp where no counts at all could lie behind the tables.
    """
    known = told(tables)
    hidden = tuple(dict.fromkeys(cell for table in tables for cell in table.hidden()))
    printed = {cell for table in tables for cell in table.cells}
    derived = tuple(dict.fromkeys(c for whole, parts in links for c in (whole, *parts) if c not in printed))
    more = [equation for share in shares for equation in share.equations()]
    found = intervals([*hidden, *derived], known, [*sums(tables), *links], more, enough)
    return Attack({c: found[c] for c in hidden}, {c: found[c] for c in derived}, len(tables))


def agree(tables: Sequence[Table], *, links: Sequence[Sum] = (), shares: Sequence[Share] = ()) -> bool:
    """Say whether tables can be of the same people: whether any counts at all could lie behind all of them."""
    more = [equation for share in shares for equation in share.equations()]
    try:
        return possible(told(tables), [*(added(one) for one in (*sums(tables), *links)), *more])
    except DoNotAddUp:
        return False


def sums(tables: Iterable[Table]) -> tuple[Sum, ...]:
    """Give every addition that holds in any of the tables, each once."""
    return tuple(dict.fromkeys(one for table in tables for one in table.sums()))


def intervals(
    wanted: Sequence[Cell],
    known: Mapping[Cell, Ends],
    sums: Iterable[Sum],
    more: Iterable[Equation] = (),
    enough: Enough | None = None,
) -> dict[Cell, Range]:
    """Work out the interval of each cell from what is known of cells and from the sums that hold."""
    try:
        least = {cell: enough(cell) for cell in wanted} if enough else None
        found = ends(wanted, known, [*(added(one) for one in sums), *more], least)
    except NoSolutionError as none:
        raise DoNotAddUp(
            "The printed numbers of these tables contradict each other, so they cannot be attacked together. "
            "Check the totals, or attack tables that count different things one by one."
        ) from none
    return {cell: Range(*found[cell]) for cell in wanted}


def added(one: Sum) -> Equation:
    """Say as an equation that a total is the sum of its parts."""
    whole, parts = one
    return Equation({whole: 1.0, **dict.fromkeys(parts, -1.0)}, 0, 0)


def told(tables: Iterable[Table]) -> dict[Cell, Ends]:
    """Give what all tables together tell of single cells. Raises DoNotAddUp where two of them contradict each other."""
    known: dict[Cell, Ends] = {}
    for table in tables:
        for cell, (lo, hi) in table.told().items():
            before = known.get(cell, (0, inf))
            known[cell] = max(lo, before[0]), min(hi, before[1])
            if known[cell][0] > known[cell][1]:
                raise DoNotAddUp(
                    "The tables print {one} and {other} for the same cell ({cell}). Attack tables that count different things one by one.",
                    one=_said(before),
                    other=_said((lo, hi)),
                    cell=", ".join(f"{d} {v}" for d, v in sorted(cell)) or "the total of all",
                )
    return known


def _said(ends: Ends) -> str:
    return f"{ends[0]:g}" if ends[0] == ends[1] else f"{ends[0]:g} to {ends[1]:g}"
