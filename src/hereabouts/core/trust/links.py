"""How tables of different places and times hang together, so that what lies between two of them is attacked as well.

A place inside another leaves a ring; two that overlap leave what they share; a count that only grows leaves those who
came between two quarters. Nobody prints these counts, and a reader can subtract all the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from hereabouts.core.trust.tables import Cell, Sum

MORE = "{then}, more than {first}"


def grown(cells: Iterable[Cell], periods: Sequence[str], *, dimension: str = "period") -> list[Sum]:
    """Say of counts that only grow that each is the one of an earlier period and those who came since; earliest first."""
    told = set(cells)
    found: list[Sum] = []
    for n, then in enumerate(periods):
        ours = sorted((c for c in told if (dimension, then) in c), key=sorted)
        for first in periods[:n]:
            for cell in ours:
                other = _with(cell, dimension, first)
                if other in told:
                    since = _with(cell, dimension, MORE.format(then=then, first=first))
                    found.append((cell, (other, since)))
    return found


def overlapping(cells: Iterable[Cell], areas: Mapping[str, AbstractSet[str]], *, dimension: str = "place") -> list[Sum]:
    """Say of the counts of places that share areas of which parts they are made: shared by these, and of this one alone."""
    by_rest: dict[Cell, list[str]] = {}
    for cell in cells:
        value = dict(cell).get(dimension)
        if value is not None and value in areas:
            by_rest.setdefault(_without(cell, dimension), []).append(value)
    parts: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}
    found: list[Sum] = []
    for rest, places in by_rest.items():
        key = tuple(sorted(set(places)))
        parts[key] = parts.get(key) or _parts(key, areas)
        found += [
            (rest | {(dimension, place)}, tuple(rest | {(dimension, part)} for part in parts[key][place]))
            for place in key
            if parts[key][place] != (place,)
        ]
    return found


def _parts(places: Sequence[str], areas: Mapping[str, AbstractSet[str]]) -> dict[str, tuple[str, ...]]:
    """Give of each place the parts that it is made of, named by who shares them."""
    within: dict[tuple[str, ...], None] = dict.fromkeys(
        tuple(place for place in places if code in areas[place]) for code in sorted(set().union(*(areas[p] for p in places)))
    )  # fmt: skip
    found = {place: [one for one in within if place in one] for place in places}
    whole = {found[place][0]: place for place in reversed(places) if len(found[place]) == 1}  # a part that is a place
    return {place: tuple(whole.get(one) or _named(one, places) for one in found[place]) for place in places}


def _named(inside: Sequence[str], places: Sequence[str]) -> str:
    outside = [place for place in places if place not in inside]
    return " and ".join(inside) + (" without " + " and ".join(outside) if outside else "")


def _with(cell: Cell, dimension: str, value: str) -> Cell:
    return _without(cell, dimension) | {(dimension, value)}


def _without(cell: Cell, dimension: str) -> Cell:
    return frozenset(pair for pair in cell if pair[0] != dimension)
