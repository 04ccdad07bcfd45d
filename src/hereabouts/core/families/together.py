"""How many are with which agencies, told under disclosure control: by agency, by pair, by number, and never by whom.

All of it is one problem. With the totals of two agencies in hand, "110 are with one agency only" tells that three are with
both; so the counts of every exact set of agencies, which nobody prints, are watched like a table of their own (C30).
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations

from hereabouts.core.trust.disclosure import CannotProtect, DisclosureRule, protect_together
from hereabouts.core.trust.tables import Cell, Sum, Table

Sets = Mapping[frozenset[str], int]  # how many are with exactly these agencies


@dataclass(frozen=True)
class Loose(Table):
    """Counts beside one another that do not add up to anything, for one household stands in several."""

    def sums(self) -> tuple[Sum, ...]:
        """Say that no addition holds among them."""
        return ()


@dataclass(frozen=True)
class Together:
    """What may be told; None is hidden, and a pair is named by its two agencies."""

    everybody: int | None
    agencies: Mapping[str, int | None]
    pairs: Mapping[tuple[str, str], int | None]
    by_number: Mapping[int, int | None]
    several: int | None
    more: Mapping[str, int | None]


def together(
    agencies: Sequence[str],
    sets: Sets,
    rule: DisclosureRule,
    *,
    known: bool = False,
    of_several: Mapping[str, int] | None = None,
) -> Together:
    """Count by agency, by pair and by number of agencies, and hide what is small or would tell it.

    ``known`` says that everybody knows the agencies' own totals: then they are printed, and hide nothing. ``of_several``
    parts those with two agencies or more once again (told of each other, or not). Where the whole cannot be told without
    telling a small count, pairs alone are; where they cannot, nothing is.
    """
    every = list(dict.fromkeys(
        [*sets, *(frozenset(pair) for pair in combinations(agencies, 2)), *(frozenset({a}) for a in agencies)]
    ))  # fmt: skip
    most = max(map(len, every), default=1)
    parts = {name: tuple(one for one in every if within(one)) for name, within in _told(agencies, most)}
    cells = {name: _cell(made) for name, made in parts.items()}
    counts = {cells[name]: sum(sets.get(one, 0) for one in made) for name, made in parts.items()}
    links: list[Sum] = [
        (cells[name], tuple(_cell([one]) for one in made)) for name, made in parts.items() if len(made) > 1
    ]
    counts |= {_named(name): n for name, n in (of_several or {}).items()}
    links += [(cells["several",], tuple(map(_named, of_several)))] if of_several else []
    own = {cells["agency", a] for a in agencies} if known else set()
    pairs = {cells[name] for name in parts if name[0] in {"pair", "agency"}}
    done = {**_hidden(counts, own, pairs, links, rule), **{cell: counts[cell] for cell in own}}
    return Together(
        done[cells["all",]], {a: done[cells["agency", a]] for a in agencies},
        {two: done[cells["pair", *two]] for two in combinations(agencies, 2)},
        {n: done[cells["number", str(n)]] for n in range(1, most + 1)}, done[cells["several",]],
        {name: done[_named(name)] for name in of_several or {}},
    )  # fmt: skip


def _hidden(
    counts: Mapping[Cell, int],
    own: AbstractSet[Cell],
    pairs: AbstractSet[Cell],
    links: Sequence[Sum],
    rule: DisclosureRule,
) -> dict[Cell, int | None]:
    before = [_loose({cell: counts[cell] for cell in own})] if own else []
    for tried in (counts.keys() - own, pairs - own):
        table = _loose({cell: n for cell, n in counts.items() if cell in tried})
        with suppress(CannotProtect):
            return {**dict.fromkeys(counts), **protect_together([table], rule, earlier=before, links=links)[0].cells}
    return dict.fromkeys(counts)


def _told(agencies: Sequence[str], most: int) -> list[tuple[tuple[str, ...], Callable[[frozenset[str]], bool]]]:
    """Name what is counted, each with the rule by which an exact set of agencies belongs to it."""
    return [
        (("all",), lambda _: True),
        (("several",), lambda one: len(one) > 1),
        *((("agency", a), lambda one, a=a: a in one) for a in agencies),
        *((("pair", *two), lambda one, two=two: {*two} <= one) for two in combinations(agencies, 2)),
        *((("number", str(n)), lambda one, n=n: len(one) == n) for n in range(1, most + 1)),
    ]


def _cell(parts: Sequence[frozenset[str]]) -> Cell:
    """Name a count by the exact sets of agencies in it, so that two names of one count are one cell."""
    return frozenset({("exactly", "; ".join(sorted(" + ".join(sorted(one)) for one in parts)))})


def _named(name: str) -> Cell:
    return frozenset({("of those with several", name)})


def _loose(counts: Mapping[Cell, int]) -> Loose:
    return Loose(("exactly",), counts)
