"""Household overlap (C17): which agencies are with one household, who knows of whom, what is given twice, what nobody gives.

A household here is the records that confirmed links hold together. Nothing is decided about anybody: these are counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import sqrt

from hereabouts.core.families.episodes import Contact, Episode, Link
from hereabouts.core.figures.intervals import Interval

LATELY = timedelta(days=90)  # a contact of these days counts as knowing of each other
INDEPENDENT = (
    "It holds only if being on one list made nobody likelier to be on the other. Agencies refer to each other, so it does "
    "not hold here: with referrals between them the true number is higher, and where they serve different people it is anything."
)


@dataclass(frozen=True)
class Coverage:
    """One need: in how many households it was found, in how many somebody helps with it, and in how many two agencies do."""

    need: str
    assessed: int
    met: int
    twice: int

    @property
    def gap(self) -> int:
        """Count the households in which nobody helps with it."""
        return self.assessed - self.met


@dataclass(frozen=True)
class Overlap:
    """What was counted on one day, before anything is hidden. It may not leave as it is: see ``overlap_told``.

    ``sets`` counts households by the exact agencies with them. ``unknown`` counts those with several of which no two spoke
    with each other in ``LATELY``; None where nobody wrote down who spoke with whom. ``with_review`` is (several, all) when
    links that wait for review are taken as true: the other end of what could be.
    """

    on: date
    agencies: tuple[str, ...]
    sets: Mapping[frozenset[str], int]
    unknown: int | None
    twice: int
    coverage: tuple[Coverage, ...]
    with_review: tuple[int, int]

    @property
    def households(self) -> int:
        """Count households with help on that day."""
        return sum(self.sets.values())

    @property
    def several(self) -> int:
        """Count households with two agencies or more."""
        return sum(n for one, n in self.sets.items() if len(one) > 1)


def overlap(
    links: Sequence[Link], episodes: Sequence[Episode], *, on: date, contacts: Sequence[Contact] | None = None
) -> Overlap:
    """Count overlap on a day from confirmed links; those for review only widen the range."""
    homes = _homes(episodes, joined((one.a, one.b) for one in links if one.band == "confirm"))
    sets = _sets(homes, on)
    wider = _sets(_homes(episodes, joined((one.a, one.b) for one in links)), on)
    counts = Counter(one for one in sets.values() if one)
    return Overlap(
        on, tuple(sorted({agency for one in counts for agency in one})), counts,
        None if contacts is None else sum(
            len(agencies) > 1 and not _spoke(homes[home], contacts, on) for home, agencies in sets.items()
        ),
        sum(any(_twice(home, need, on) for need in {e.need for e in home}) for home in homes.values()),
        _coverage(homes.values(), on),
        (sum(len(one) > 1 for one in wider.values()), sum(bool(one) for one in wider.values())),
    )  # fmt: skip


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Say of each linked record which group it is in, named by its smallest id."""
    head: dict[str, str] = {}

    def top(one: str) -> str:
        while head.setdefault(one, one) != one:
            head[one] = one = head[head[one]]
        return one

    for pair in pairs:
        a, b = sorted(map(top, pair))
        head[b] = a
    return {one: top(one) for one in list(head)}


def _homes(episodes: Sequence[Episode], group: Mapping[str, str]) -> dict[str, list[Episode]]:
    homes: defaultdict[str, list[Episode]] = defaultdict(list)
    for one in episodes:
        homes[group.get(one.id, one.id)].append(one)
    return homes


def _sets(homes: Mapping[str, Sequence[Episode]], on: date) -> dict[str, frozenset[str]]:
    return {name: frozenset(e.agency for e in home if e.active(on)) for name, home in homes.items()}


def _spoke(home: Sequence[Episode], contacts: Sequence[Contact], on: date) -> bool:
    agency = {e.id: e.agency for e in home if e.active(on)}
    return any(
        on - LATELY <= c.on <= on and c.a in agency and c.b in agency and agency[c.a] != agency[c.b] for c in contacts
    )


def _twice(home: Sequence[Episode], need: str, on: date) -> bool:
    return len({e.agency for e in home if e.need == need and e.active(on)}) > 1


def _coverage(homes: Iterable[Sequence[Episode]], on: date) -> tuple[Coverage, ...]:
    found: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for home in homes:
        for need in sorted({e.need for e in home if e.active(on) or e.state == "waiting"}):
            found[need].append((any(e.need == need and e.active(on) for e in home), _twice(home, need, on)))
    return tuple(
        Coverage(need, len(each), sum(met for met, _ in each), sum(two for _, two in each))
        for need, each in sorted(found.items())
    )


def jaccard(both: int, a: int, b: int) -> float | None:
    """Give how much two agencies' households are the same ones: shared over all of either; None where there are none."""
    return both / (a + b - both) if a + b > both else None


def unseen(first: int, second: int, both: int) -> Interval:
    """Estimate how many there are in all from two lists (Chapman 1951), with 1.96 standard errors either side.

    Never to be shown without ``INDEPENDENT``: two lists of services are not two random samples.
    """
    whole = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    error = 1.96 * sqrt(variance)
    return Interval(whole, max(whole - error, first + second - both), whole + error, "Chapman")


def pairs(agencies: Sequence[str]) -> list[tuple[str, str]]:
    """Give each two agencies once."""
    return list(combinations(agencies, 2))
