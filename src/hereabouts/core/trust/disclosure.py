"""Disclosure control of tables (C30): hide what is small, and what it could be worked out from.

Pages, files, charts and documents all take their counts from the one protected table, so no format can tell more than
another. The rule is text (``definitions/disclosure``); ``attack`` is the proof, and runs on every release.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.attack import Attack, DoNotAddUp, Range, Share, attack, sums, told
from hereabouts.core.trust.cell_by_cell import NoDoubtError
from hereabouts.core.trust.hiding import Hiding
from hereabouts.core.trust.least_cost import to_hide
from hereabouts.core.trust.rules import DisclosureRule
from hereabouts.core.trust.tables import Cell, Sum, Table

SPARE = (0, 2, 4)  # the width that rounding both ends of an interval inwards can take, in three dimensions or more


class CannotProtect(Sentence):
    """A small count that an earlier release has told already."""


def hide_small(table: Table, rule: DisclosureRule) -> Table:
    """Hide the small counts and nothing else. On its own this protects nobody: the totals tell (test it with ``attack``)."""
    return _without(table, {cell for cell, count in table.cells.items() if count is None or rule.small(count)})


def protect(table: Table, rule: DisclosureRule, *, earlier: Sequence[Table] = (), links: Sequence[Sum] = ()) -> Table:
    """Hide the small counts of one table and as little else as keeps them hidden, totals last: see ``protect_together``."""
    return protect_together([table], rule, earlier=earlier, links=links)[0]


def protect_together(
    tables: Sequence[Table], rule: DisclosureRule, *, earlier: Sequence[Table] = (), links: Sequence[Sum] = ()
) -> list[Table]:
    """Hide the small counts of tables that go out together, as one problem, and as little else as keeps them hidden.

    Promises that ``attack`` on the result, together with the ``earlier`` releases and the ``links`` between them, gives
    no hidden cell an interval narrower than the rule asks for, and tells no difference of a few people. A rule that
    rounds hides the small counts and rounds the rest; totals are made again from what is printed. Raises CannotProtect
    where an earlier release has told too much already.
    """
    counts = {cell: n or 0 for table in tables for cell, n in table.cells.items()}
    weak: list[Cell] = []
    for spare in (0,) if rule.rounding else SPARE:
        try:
            protected = _hidden(tables, rule, _hiding(tables, rule, earlier, links), spare)
        except NoDoubtError as told:
            raise _cannot(told.args[0], earlier) from told
        weak = _weak(protected, counts, rule, earlier, links)
        if not weak:
            return protected
    raise _cannot(weak[0], earlier)


def _hidden(tables: Sequence[Table], rule: DisclosureRule, hiding: Hiding, spare: int) -> list[Table]:
    if rule.rounding:
        return [rounded(table, rule) for table in tables]
    hidden = to_hide(hiding, spare)
    return [_without(table, hidden) for table in tables]


def _cannot(cell: Cell, earlier: Sequence[Table]) -> CannotProtect:
    return CannotProtect(
        "An earlier release already tells the count of {cell}. Withdraw it, or leave this table out."
        if earlier
        else "These tables together tell the count of {cell}, whatever is hidden. Leave one of them out.",
        cell=", ".join(value for _, value in sorted(cell)) or "all",
    )


def rounded(table: Table, rule: DisclosureRule) -> Table:
    """Hide the small counts, round the others, and make every total again from what is printed."""
    rounding = rule.rounding
    assert rounding is not None
    inner = {cell: rounding.rounded(n or 0) for cell, n in table.cells.items() if table.inner(cell)}
    cells = {
        cell: inner.get(cell, _made_again(cell, inner)) if table.inner(cell) else _made_again(cell, inner)
        for cell in table.cells
    }
    return replace(table, cells=cells, rounding=rounding)


def _made_again(total: Cell, inner: Mapping[Cell, int | None]) -> int | None:
    """Add up what is printed; a total with nothing printed in it is hidden too, or it would read as nobody."""
    parts = [count for cell, count in inner.items() if total <= cell]
    return sum(filter(None, parts)) or (None if None in parts else 0)


def _hiding(tables: Sequence[Table], rule: DisclosureRule, earlier: Sequence[Table], links: Sequence[Sum]) -> Hiding:
    counts: dict[Cell, int] = {}
    for table in tables:
        for cell, n in table.cells.items():
            if counts.setdefault(cell, n or 0) != (n or 0):
                raise DoNotAddUp(
                    "These tables give {one} and {other} for the same cell ({cell}), so they do not count the same people.",
                    one=counts[cell], other=n or 0, cell=", ".join(v for _, v in sorted(cell)) or "all",
                )  # fmt: skip
    every = tuple(dict.fromkeys([*sums([*tables, *earlier]), *links]))
    known = told(earlier)
    free = dict.fromkeys(
        cell for whole, parts in every for cell in (whole, *parts)
        if cell not in counts and known.get(cell, (0, 1))[0] < known.get(cell, (0, 1))[1]
    )  # fmt: skip
    before = dict.fromkeys(
        cell for table in earlier for cell in table.hidden()
    )  # printed now, they would be told after all
    hidden = [cell for cell in before if cell in free]  # one in no sum with a count of now can be told by nothing
    between = _differences([*tables, *earlier], links)

    def near(cell: Cell, lo: float, hi: float) -> bool:
        return hi - lo < rule.least_width if cell in before else rule.near(lo, hi)

    must = frozenset(cell for cell, n in counts.items() if rule.small(n) or cell in before)
    deepest = max(len(table.dimensions) for table in tables) if len(tables) == 1 else 3
    return Hiding(counts, deepest, must, known, tuple(free), every, rule.need, (*hidden, *between), near)  # fmt: skip


def weak(
    protected: Table, table: Table, rule: DisclosureRule, earlier: Sequence[Table] = (), links: Sequence[Sum] = ()
) -> list[Cell]:
    """Give the hidden cells of a protected table that an attacker gets closer to than the rule allows."""
    return _weak([protected], {cell: n or 0 for cell, n in table.cells.items()}, rule, earlier, links)


def _weak(
    protected: Sequence[Table], counts: Mapping[Cell, int], rule: DisclosureRule, earlier: Sequence[Table], links: Sequence[Sum]
) -> list[Cell]:  # fmt: skip

    def need(cell: Cell) -> int:
        return rule.need(counts.get(cell, 1))

    found = attack([*protected, *earlier], links=links, enough=need)
    near = [cell for cell, one in found.differences.items() if rule.near(one.lo, one.hi)]
    return [cell for cell, one in found.intervals.items() if one.width < need(cell)] + near


def _differences(tables: Sequence[Table], links: Sequence[Sum]) -> tuple[Cell, ...]:
    """Give the cells that stand in links alone: what lies between two tables."""
    printed = {cell for table in tables for cell in table.cells}
    return tuple(dict.fromkeys(c for whole, parts in links for c in (whole, *parts) if c not in printed))


def hidden_totals(protected: Table) -> list[Cell]:
    """Give the totals that had to be hidden: a page says so, it never hides one silently."""
    return [cell for cell in protected.hidden() if not protected.inner(cell)]


def _without(table: Table, hidden: set[Cell]) -> Table:
    return replace(table, cells={cell: None if cell in hidden else n for cell, n in table.cells.items()})


__all__ = [
    "Attack", "CannotProtect", "DisclosureRule", "Range", "Share", "attack", "hidden_totals", "hide_small", "protect",
    "protect_together", "rounded", "weak",
]  # fmt: skip
