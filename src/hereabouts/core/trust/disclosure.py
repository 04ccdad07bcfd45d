"""Disclosure control of tables (C30): hide what is small, and what it could be worked out from.

Pages, files, charts and documents all take their counts from the one protected table, so no format can tell more than
another. The rule is text (``definitions/disclosure``); ``attack`` is the proof, and runs on every release.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.attack import Attack, Range, attack
from hereabouts.core.trust.least_cost import to_hide
from hereabouts.core.trust.tables import Cell, Table


class CannotProtect(Sentence):
    """A small count that an earlier release has told already."""


@dataclass(frozen=True)
class DisclosureRule:
    """One rule: up to which count a cell is hidden, how uncertain an attacker must remain, and the limits of single figures."""

    id: str
    label: str
    words: str
    hidden: str
    hide_up_to: int
    least_width: int
    least_share: float
    least_numerator: int
    least_people: int
    least_households: int

    def small(self, count: int) -> bool:
        """Say whether a count is hidden for its own sake. Nobody is told by a zero."""
        return 0 < count <= self.hide_up_to

    def need(self, count: int) -> int:
        """Say how wide the attacker's interval of a hidden count must be."""
        return ceil(max(self.least_width, self.least_share * count))


def hide_small(table: Table, rule: DisclosureRule) -> Table:
    """Hide the small counts and nothing else. On its own this protects nobody: the totals tell (test it with ``attack``)."""
    return _without(table, {cell for cell, count in table.cells.items() if count is None or rule.small(count)})


def protect(table: Table, rule: DisclosureRule, *, earlier: Sequence[Table] = ()) -> Table:
    """Hide the small counts and as little else as keeps them hidden, totals last.

    Promises that ``attack`` on the result, together with the ``earlier`` releases, gives no hidden cell an interval
    narrower than the rule asks for. Raises CannotProtect where an earlier release has told too much already.
    """
    hidden = to_hide(table, {c for c, n in table.cells.items() if n and rule.small(n)}, rule.need, earlier)
    protected = _without(table, hidden)
    told = weak(protected, table, rule, earlier)
    if told:
        raise CannotProtect(
            "An earlier release already tells the count of {cell}. Withdraw it, or leave this table out.",
            cell=", ".join(protected.row(told[0])),
        )
    return protected


def weak(protected: Table, table: Table, rule: DisclosureRule, earlier: Sequence[Table] = ()) -> list[Cell]:
    """Give the hidden cells of a protected table that an attacker gets closer to than the rule allows."""
    found = attack([protected, *earlier]).intervals
    return [c for c in protected.hidden() if found[c].width < rule.need(table.cells[c] or 0)]


def hidden_totals(protected: Table) -> list[Cell]:
    """Give the totals that had to be hidden: a page says so, it never hides one silently."""
    return [cell for cell in protected.hidden() if len(cell) < len(protected.dimensions)]


def _without(table: Table, hidden: set[Cell]) -> Table:
    return Table(table.dimensions, {cell: None if cell in hidden else n for cell, n in table.cells.items()})


__all__ = [
    "Attack", "CannotProtect", "DisclosureRule", "Range", "attack", "hidden_totals", "hide_small", "protect", "weak",
]  # fmt: skip
