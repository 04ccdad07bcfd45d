"""The last look before a release: its tables are attacked, alone and together with each earlier release (X-04)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.attack import DoNotAddUp, attack
from hereabouts.core.trust.disclosure import DisclosureRule
from hereabouts.core.trust.tables import Table, published


class NotSafe(Sentence):
    """A table that tells what it hides, or an earlier release that tells it."""


def written(table: Table) -> dict[str, Any]:
    """Write a protected table the way it stands in a release, under ``tables``; a hidden count is null."""
    return {
        "dimensions": list(table.dimensions),
        "rows": [[*table.row(cell), count] for cell, count in table.cells.items()],
    }


def tables(content: Mapping[str, Any]) -> list[Table]:
    """Read the tables of a release back."""
    return [
        published(one["dimensions"], [(tuple(row[:-1]), row[-1]) for row in one["rows"]])
        for one in content.get("tables", ())
    ]


def safe(new: Sequence[Table], earlier: Iterable[Sequence[Table]], rule: DisclosureRule) -> None:
    """Refuse tables that print a small count, or whose hidden counts can be worked out too closely.

    Each earlier release is read together with the new one. Where the two contradict each other they count different
    things (another quarter, another definition), and nothing can be subtracted.
    """
    for table in new:
        for cell, count in table.cells.items():
            if count is not None and rule.small(count):
                raise NotSafe("The count of {cell} is small and must be hidden.", cell=", ".join(table.row(cell)))
    if not new:
        return
    _attacked(new, rule, "What is printed beside it tells the hidden count of {cell}.")
    for before in earlier:
        try:
            _attacked(
                [*new, *before],
                rule,
                "An earlier release tells the hidden count of {cell}, or this one tells what that one hid.",
            )
        except DoNotAddUp:
            continue


def _attacked(together: Sequence[Table], rule: DisclosureRule, why: str) -> None:
    for cell, found in attack(together).intervals.items():
        if found.width < rule.least_width:
            raise NotSafe(why, cell=", ".join(value for _, value in sorted(cell)) or "all")
