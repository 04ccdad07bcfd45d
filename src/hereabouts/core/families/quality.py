"""How good the matching is, from pairs that people judged: precision and recall, for everybody and by group (C18, X-07).

The pairs are drawn by band (the strata), below the review threshold too: who is never proposed is never judged, and a
model that misses one group's links looks flawless on what it shows. The model's own probabilities are no evidence here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from hereabouts.core.figures import Interval, wilson

LINKED = frozenset({"confirm", "review"})  # the bands whose pairs a person is shown as a matter of course
MISSED_TOO_OFTEN = 1.25  # times as many links missed as of everybody else: C18's flag
METHOD = "C18"


@dataclass(frozen=True)
class Judged:
    """One pair of the sample: its band, whether people found the two to be one person (None: not sure), and its groups."""

    band: str
    same: bool | None
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Quality:
    """Precision and recall (shares 0 to 1) with 95 % limits; None where too little was judged to say anything."""

    judged: int
    unsure: int
    precision: Interval | None
    recall: Interval | None

    @property
    def f1(self) -> float | None:
        """Give the harmonic mean of the two."""
        if self.precision is None or self.recall is None or not self.precision.value + self.recall.value:
            return None
        return 2 * self.precision.value * self.recall.value / (self.precision.value + self.recall.value)


@dataclass(frozen=True)
class GroupQuality:
    """One group beside everybody else: how many times as many links are missed, and whether that is too many."""

    group: str
    quality: Quality
    missed_ratio: float | None
    flagged: bool


def quality(sizes: Mapping[str, int], judged: Iterable[Judged], *, linked: Collection[str] = LINKED) -> Quality:
    """Weigh each band's judged share by how many pairs it holds (``sizes``), as precision = sum N p / sum N.

    The limits add the Wilson limits of the bands: wider than the truth, never narrower, and they say something where every
    judged pair was right. A pair nobody was sure of counts in no share. A band with pairs and none judged leaves a gap, so
    what depends on it is None.
    """
    rows = list(judged)
    shares = {band: _share(band, rows) for band, n in sizes.items() if n}
    found = _true({b: s for b, s in shares.items() if b in linked}, sizes)
    missed = _true({b: s for b, s in shares.items() if b not in linked}, sizes)
    total = sum(n for band, n in sizes.items() if band in linked)
    precision = None if found is None or not total else _interval(*(x / total for x in found))
    recall = None if found is None or missed is None else _recall(found, missed)
    return Quality(len(rows), sum(row.same is None for row in rows), precision, recall)


def by_group(
    sizes: Mapping[str, Mapping[str, int]], everybody: Mapping[str, int], judged: Iterable[Judged], *,
    linked: Collection[str] = LINKED,
) -> tuple[GroupQuality, ...]:  # fmt: skip
    """Hold each group (``sizes``: its pairs by band) beside all pairs that are not in it."""
    rows, told = list(judged), []
    for group in sorted(sizes):
        rest = {band: n - sizes[group].get(band, 0) for band, n in everybody.items()}
        mine = quality(sizes[group], [row for row in rows if group in row.groups], linked=linked)
        theirs = quality(rest, [row for row in rows if group not in row.groups], linked=linked)
        ratio = _missed_ratio(mine, theirs)
        told.append(GroupQuality(group, mine, ratio, ratio is not None and ratio > MISSED_TOO_OFTEN))
    return tuple(told)


def _share(band: str, rows: Iterable[Judged]) -> Interval | None:
    said = [row.same for row in rows if row.band == band and row.same is not None]
    return wilson(sum(said), len(said)) if said else None


Three = tuple[float, float, float]  # a figure with its lower and upper limit


def _true(shares: Mapping[str, Interval | None], sizes: Mapping[str, int]) -> Three | None:
    """Give how many pairs of these bands are of one person; None where a band was never judged."""
    if any(share is None for share in shares.values()):
        return None
    told = [(sizes[band], share) for band, share in shares.items() if share is not None]
    return sum(n * s.value for n, s in told), sum(n * s.lo for n, s in told), sum(n * s.hi for n, s in told)


def _recall(found: Three, missed: Three) -> Interval | None:
    value, low, high = (
        f / (f + m) if f + m else None for f, m in ((found[0], missed[0]), (found[1], missed[2]), (found[2], missed[1]))
    )
    return None if value is None else _interval(value, low or 0.0, value if high is None else high)


def _interval(value: float, low: float, high: float) -> Interval:
    return Interval(value, min(low, value), max(high, value), METHOD)


def _missed_ratio(mine: Quality, theirs: Quality) -> float | None:
    if mine.recall is None or theirs.recall is None or theirs.recall.value == 1:
        return None
    return (1 - mine.recall.value) / (1 - theirs.recall.value)
