"""Rates with the age of a place taken out: C5. Where many old people live more die, and that is no finding.

Directly: what the rate would be if the place were as old as the standard. Indirectly: what was counted to what the
standard's own rates would lead one to expect here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from hereabouts.core.figures.intervals import EXACT_BELOW, Interval, count_limits, rate
from hereabouts.core.sentences import Sentence


class NotAStandard(Sentence):
    """A standard population whose document does not say what it must."""


class CannotStandardise(Sentence):
    """Counts from which no standardised rate may be made."""


@dataclass(frozen=True)
class AgeBand:
    """Ages from one year to another, both included, and how many of the standard are in it; ``last`` None is open."""

    first: int
    last: int | None
    weight: float

    def __str__(self) -> str:
        return f"{self.first}+" if self.last is None else f"{self.first}-{self.last}"


@dataclass(frozen=True)
class StandardPopulation:
    """A standard population: the ages that a standardised rate pretends everybody has, and where it is from."""

    id: str
    label: str
    source: str
    bands: tuple[AgeBand, ...]

    def joined(self, starts: Sequence[int]) -> "StandardPopulation":
        """Give the same standard in wider bands that begin at these ages: small places have nobody in a narrow one."""
        known = {band.first for band in self.bands}
        if not starts or starts[0] != 0 or set(starts) - known or list(starts) != sorted(set(starts)):
            raise NotAStandard("Bands of “{label}” begin at 0 and at ages of its own, in order.", label=self.label)
        ends: list[int | None] = [*(start - 1 for start in starts[1:]), None]
        wide = [
            AgeBand(a, z, sum(b.weight for b in self.bands if b.first >= a and (z is None or b.first <= z)))
            for a, z in zip(starts, ends, strict=True)
        ]
        return StandardPopulation(self.id, self.label, self.source, tuple(wide))

    def by_band(self, ages: Mapping[int, float]) -> list[float]:
        """Sum what is known by single year of age into the bands, the oldest year given standing for all above it."""
        return [
            sum(n for age, n in ages.items() if age >= b.first and (b.last is None or age <= b.last))
            for b in self.bands
        ]


def standard_population(text: Mapping[str, Any]) -> StandardPopulation:
    """Read a standard population; NotAStandard where its bands leave a gap, overlap, or weigh nothing."""
    try:
        rows = [(int(first), float(weight)) for first, weight in text["bands"]]
        starts = [first for first, _ in rows]
        ends: list[int | None] = [*(start - 1 for start in starts[1:]), None]
        bands = tuple(AgeBand(a, z, w) for (a, w), z in zip(rows, ends, strict=True))
        found = StandardPopulation(text["id"], text["label"], text["source"], bands)
    except (KeyError, TypeError, ValueError) as problem:
        raise NotAStandard(
            "The standard population “{id}” cannot be read: it needs id, label, source and bands, "
            "each band [age it begins at, people in it].", id=text.get("id", "?"),
        ) from problem  # fmt: skip
    if starts[:1] != [0] or starts != sorted(set(starts)) or min(w for _, w in rows) <= 0:
        raise NotAStandard(
            "The standard population “{id}”: its bands must begin at age 0, go up, and each have people.", id=found.id
        )
    return found


def directly(
    observed: Sequence[int], people: Sequence[float], weights: Sequence[float], *, per: int = 100_000
) -> Interval:
    """Give the directly standardised rate with Dobson's limits on Byar's (C5).

    All three go by band. Raises CannotStandardise below ten events in all, and where nobody lives in a band.
    """
    if not len(observed) == len(people) == len(weights):
        raise ValueError("a count, people and a weight for each band")
    total = sum(observed)
    if total < EXACT_BELOW:
        raise CannotStandardise(
            "{n} in all is too few to take age out of: it needs {least}. Pool several years, or print the count.",
            n=total, least=EXACT_BELOW,
        )  # fmt: skip
    if min(people) <= 0:
        raise CannotStandardise(
            "Nobody lives in band number {n}, so it has no rate. Use wider bands of the same standard.",
            n=1 + next(i for i, n in enumerate(people) if n <= 0),
        )
    whole = sum(weights)
    value = sum(w * o / n for w, o, n in zip(weights, observed, people, strict=True)) / whole
    variance = sum(w * w * o / (n * n) for w, o, n in zip(weights, observed, people, strict=True)) / whole**2
    lo, hi = (value + sqrt(variance / total) * (limit - total) for limit in count_limits(total))
    return Interval(per * value, per * max(0.0, lo), per * hi, "C5")


def expected(people: Sequence[float], standard_rates: Sequence[float]) -> float:
    """Give the events to expect here if each band had the standard's own rate (C5)."""
    return sum(n * r for n, r in zip(people, standard_rates, strict=True))


def indirectly(observed: int, expected: float, *, per: int = 100) -> Interval:
    """Give the standardised ratio of observed to expected (SIR, SMR) with the limits of the count (C5); 100 is as expected.

    Two such ratios are each against the standard: they may not be compared with one another, only each with 100.
    """
    if expected <= 0:
        raise CannotStandardise("Nothing was to be expected here, so nothing can be more or less than expected.")
    found = rate(observed, expected, per=per)
    return Interval(found.value, found.lo, found.hi, "C5")
