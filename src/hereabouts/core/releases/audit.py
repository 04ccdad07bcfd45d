"""The last look before a release: its tables are attacked together with all that was released before (X-04).

A table in a release says what it counts, of which place (and of which small areas that is made), and when. So tables of
one thing are read as one problem: those beside each other, those of earlier quarters, those of places that overlap.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.attack import Attack, Share, agree, attack
from hereabouts.core.trust.disclosure import DisclosureRule
from hereabouts.core.trust.links import grown, overlapping
from hereabouts.core.trust.tables import Cell, Rounding, Sum, Table, named, published

EARLIER = ", earlier that day"
AREA, COUNTS, PERIOD, PLACE = "area", "what is counted", "period", "place"


class NotSafe(Sentence):
    """A table that tells what it hides, or an earlier release that tells it."""


@dataclass(frozen=True)
class Scope:
    """What a table counts: what, of which place made of which small areas, when, and whether the count only grows."""

    counts: str = ""
    place: str = ""
    areas: tuple[str, ...] = ()
    period: str = ""
    grows: bool = False

    @property
    def here(self) -> str:
        """Name the place by what it is made of: one that was drawn anew is another, and shares its areas with what it was."""
        return self.place and f"{self.place}{''.join(f'+{area}' for area in sorted(self.areas))}"

    def of(self, cell: Cell) -> Cell:
        """Name a cell so that no other count has the same name. A small area is itself in whatever place it stands."""
        here = () if AREA in dict(cell) else ((PLACE, self.here),)
        told = ((COUNTS, self.counts), (PERIOD, self.period), *here)
        return cell | {(name, value) for name, value in told if value}

    def over(self, table: Table) -> Table:
        """Name every cell of a table by what it counts."""
        kept = table.dimensions + tuple(name for name in (COUNTS, PERIOD, PLACE) if name not in table.dimensions)
        return _Scoped(kept, {self.of(c): n for c, n in table.cells.items()}, table.rounding, table, self)


@dataclass(frozen=True)
class _Scoped(Table):
    """A table whose cells carry their scope: its sums are those of the table itself."""

    bare: Table = field(default_factory=lambda: Table((), {}))
    scope: Scope = Scope()

    def sums(self) -> tuple[Sum, ...]:
        """Give the additions of the table itself, every cell by its full name."""
        return tuple((self.scope.of(w), tuple(map(self.scope.of, parts))) for w, parts in self.bare.sums())

    def inner(self, cell: Cell) -> bool:
        """Say whether a cell is no total of the table itself."""
        return len({pair for pair in cell if pair[0] in self.bare.dimensions}) == len(self.bare.dimensions)


@dataclass(frozen=True)
class Printed:
    """A table as it stands in a release, with its scope and the percentages printed beside it."""

    table: Table
    scope: Scope = Scope()
    shares: tuple[Share, ...] = ()

    @property
    def scoped(self) -> Table:
        """Give the table with every cell named by what it counts."""
        return self.scope.over(self.table)


@dataclass(frozen=True)
class Found:
    """What the attacker found: how many tables it read together, how many cells are hidden, how many it recovered."""

    tables: int = 0
    hidden: int = 0
    recovered_exactly: int = 0
    recovered_within_3: int = 0
    differences: int = 0
    intervals: tuple[tuple[str, int, int | None], ...] = ()


def written(table: Table, scope: Scope | None = None) -> dict[str, Any]:
    """Write a protected table the way it stands in a release, under ``tables``; a hidden count is null."""
    told: dict[str, Any] = {
        "dimensions": list(table.dimensions),
        "rows": [[*table.row(cell), count] for cell, count in table.cells.items()],
    }
    if table.rounding:
        told["rounding"] = [table.rounding.base, table.rounding.hidden_up_to]
    if scope:
        told["scope"] = {
            "counts": scope.counts, "place": scope.place, "areas": list(scope.areas), "period": scope.period, "grows": scope.grows,
        }  # fmt: skip
    return told


def tables(content: Mapping[str, Any], place: str = "") -> list[Printed]:
    """Read the tables of a release back. What a table does not say of its place is that of the release."""
    return [_read(one, place) for one in content.get("tables", ())]


def _read(one: Mapping[str, Any], place: str) -> Printed:
    rows = [(tuple(row[: len(one["dimensions"])]), row[len(one["dimensions"])]) for row in one["rows"]]
    rounding = Rounding(*one["rounding"]) if one.get("rounding") else None
    told = dict(one.get("scope", {}))
    table = published(one["dimensions"], rows, rounding)
    listed = table.levels(AREA)  # its total is of the areas that it lists, whatever else the place is made of
    scope = Scope(**{**told, "areas": listed or tuple(told.get("areas", ())), "place": told.get("place") or place})
    shares = tuple(
        Share(scope.of(named(one["dimensions"], part)), scope.of(named(one["dimensions"], whole)), percent, places)
        for part, whole, percent, places in one.get("shares", ())
    )
    return Printed(table, scope, shares)


def links(printed: Sequence[Printed]) -> list[Sum]:
    """Say how tables of several places and periods hang together: places share areas, and what grows was less before."""
    cells = list(dict.fromkeys(cell for one in printed for cell in one.scoped.cells))
    areas = {one.scope.here: frozenset(one.scope.areas) for one in printed if one.scope.areas and one.scope.place}
    growing = {(one.scope.counts, one.scope.period) for one in printed if one.scope.grows and one.scope.period}
    found = overlapping(cells, areas, dimension=PLACE) if len(areas) > 1 else []
    for counts in sorted({counts for counts, _ in growing}):
        periods = sorted((period for one, period in growing if one == counts), key=_in_order)
        found += grown([c for c in cells if (COUNTS, counts) in c or not counts], periods, dimension=PERIOD)
    return found


def _in_order(period: str) -> tuple[str, bool]:
    return period.removesuffix(EARLIER), not period.endswith(EARLIER)


def of_the_same(new: Sequence[Printed], earlier: Iterable[Sequence[Printed]]) -> list[Printed]:
    """Give the tables of earlier releases that can be read together with new ones, as one problem.

    A release that contradicts the others counts other people (a definition that changed), and nothing can be subtracted:
    it is left out. A place that was drawn anew contradicts nothing: it is named by the areas it was made of.
    A count that was said to grow and fell is read without that.
    """
    read: list[Printed] = []
    for before in earlier:
        for same in variants(before) if touches(new, before) else ():
            every = [*new, *read, *same]
            if agree(
                [one.scoped for one in every], links=links(every), shares=[s for one in every for s in one.shares]
            ):
                read += same
                break
    return read


def together(
    new: Sequence[Printed], earlier: Iterable[Sequence[Printed]]
) -> tuple[list[Printed], list[Sum], Attack | None]:
    """Attack new tables with everything released before, as one problem; give what was read, how it hangs together, and it."""
    read = [*new, *of_the_same(new, earlier)]
    hung = links(read)
    return read, hung, _attacked(read, hung) if new else None


def touches(new: Sequence[Printed], before: Sequence[Printed]) -> bool:
    """Say whether tables count one thing: an attacker can subtract nothing where they do not."""
    ours = {one.scope.counts for one in new}
    return any(one.scope.counts in ours for one in before)


def variants(before: Sequence[Printed]) -> Iterator[Sequence[Printed]]:
    """Give the ways in which an earlier release can be read beside others, the one that tells most first.

    As it stands; as of an earlier hour of the same day, where its count grows; and, where it fell in between, as of people
    who were counted apart.
    """
    yield before
    if any(one.scope.grows for one in before):
        yield [replace(one, scope=replace(one.scope, period=one.scope.period + EARLIER)) for one in before]
        yield [replace(one, scope=replace(one.scope, grows=False)) for one in before]


def _attacked(printed: Sequence[Printed], hung: Sequence[Sum]) -> Attack:
    shares = [share for one in printed for share in one.shares]
    return attack([one.scoped for one in printed], links=hung, shares=shares)


def safe(new: Sequence[Printed], earlier: Iterable[Sequence[Printed]], rule: DisclosureRule) -> Found:
    """Refuse tables that print a small count, or with which somebody comes too close to a count; say what was found.

    The sentence names the table and the cell, and never the number.
    """
    for one in new:
        _nothing_small(one.table, rule)
    if not new:
        return Found()
    alone = _attacked(new, links(new))
    _far_enough(alone, rule, "What is printed beside it tells the hidden count of {cell}.")
    read, _, found = together(new, earlier)
    assert found is not None
    _far_enough(
        found, rule, "An earlier release tells the hidden count of {cell}, or this one tells what that one hid."
    )
    return Found(
        len(read), len(found.intervals), found.recovered_exactly, found.recovered_within_3, len(found.differences),
        tuple((said(cell), int(one.lo), None if one.hi == inf else int(one.hi)) for cell, one in found.intervals.items()),
    )  # fmt: skip


def _nothing_small(table: Table, rule: DisclosureRule) -> None:
    for cell, count in table.cells.items():
        if count is not None and rule.small(count):
            raise NotSafe("The count of {cell} is small and must be hidden.", cell=", ".join(table.row(cell)))
        if count and rule.rounding and (table.rounding is None or count % rule.rounding.base):
            raise NotSafe("The count of {cell} is not rounded, as the rule asks.", cell=", ".join(table.row(cell)))


def _far_enough(found: Attack, rule: DisclosureRule, why: str) -> None:
    for cell, one in found.intervals.items():
        if one.width < rule.least_width:
            raise NotSafe(why, cell=said(cell))
    for cell, one in found.differences.items():
        if rule.near(one.lo, one.hi):
            raise NotSafe(
                "Subtracting this from what was released before tells of a few people: {cell}.", cell=said(cell)
            )


def said(cell: Cell) -> str:
    """Name a cell in words."""
    return ", ".join(value for name, value in sorted(cell) if name != PLACE or not _code(value)) or "all"


def _code(value: str) -> bool:
    return len(value.partition("+")[0]) == 36 and value.count("-") >= 4
