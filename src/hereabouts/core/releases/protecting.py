"""Counts made ready to leave: hidden as far as needed beside all that was released before, as one problem."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hereabouts.core.releases.audit import Printed, links, of_the_same
from hereabouts.core.trust.disclosure import CannotProtect, protect_together
from hereabouts.core.trust.disclosure import DisclosureRule as Rule
from hereabouts.core.trust.tables import Table


def protected(new: Sequence[Printed], earlier: Iterable[Sequence[Printed]], rule: Rule) -> list[Table]:
    """Hide in tables of true counts what is small, and what it could be worked out from with every earlier release.

    An earlier release that contradicts the rest counts other people, and is left out, as the audit does. Raises
    CannotProtect where what was released before tells too much already, whatever is hidden now.
    """
    before = of_the_same(new, earlier)
    made = protect_together(
        [one.scoped for one in new], rule, earlier=[one.scoped for one in before], links=links([*new, *before])
    )
    return [_bare(one, scoped) for one, scoped in zip(new, made, strict=True)]


def or_nothing(new: Sequence[Printed], earlier: Iterable[Sequence[Printed]], rule: Rule) -> list[Table | None]:
    """Protect tables together, and leave out those that cannot be: so more is hidden, and what remains can be released."""
    before = list(earlier)
    try:
        return [*protected(new, before, rule)]
    except CannotProtect:
        return _one_by_one(new, before, rule)


def _one_by_one(new: Sequence[Printed], before: list[Sequence[Printed]], rule: Rule) -> list[Table | None]:
    """Take tables in, one after the other, as long as all that are in can be protected together."""
    kept: list[int] = []
    made: list[Table] = []
    for n in range(len(new)):
        try:
            made = protected([new[k] for k in (*kept, n)], before, rule)
        except CannotProtect:
            continue
        kept.append(n)
    found = dict(zip(kept, made, strict=True))
    return [found.get(n) for n in range(len(new))]


def _bare(one: Printed, scoped: Table) -> Table:
    cells = {cell: scoped.cells[one.scope.of(cell)] for cell in one.table.cells}
    return replace(one.table, cells=cells, rounding=scoped.rounding)
