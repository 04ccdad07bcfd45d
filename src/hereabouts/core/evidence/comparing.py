"""Two figures of one indicator held against each other: by how much they differ, and whether that is clear (C6)."""

from collections.abc import Collection
from dataclasses import dataclass

from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.figures import Against, Interval, difference, ratio
from hereabouts.core.figures.comparison import in_words
from hereabouts.core.sentences import Sentence, counted


class NotIndependent(Sentence):
    """Two figures that share some of the same days, or some of the same areas."""


@dataclass(frozen=True)
class Apart:
    """A difference of shares, or a ratio of rates, with its interval.

    ``size`` is None where there is nothing to test by: a mean, or a count below the smallest.
    """

    size: Interval | None
    is_ratio: bool
    went: Against
    words: str


def held_against(document: Indicator, ours: tuple[float, float], theirs: tuple[float, float]) -> Apart:
    """Hold one count and what it is out of against another. Overlapping intervals are not a test; this is (C6).

    Standardised figures are not: their counts still have the ages in them, and a ratio to the standard is against that alone.
    """
    is_ratio = document.kind == "rate"
    if document.kind == "mean" or "standardised" in document.how or min(ours[0], theirs[0]) < document.smallest:
        return Apart(None, is_ratio, "not compared", "not compared")
    a, n, b, m = round(ours[0]), ours[1], round(theirs[0]), theirs[1]
    size = ratio(a, n, b, m) if is_ratio else difference(a, round(n), b, round(m))
    same = 1.0 if is_ratio else 0.0
    went: Against = "higher" if size.lo > same else "lower" if size.hi < same else "similar"
    return Apart(size, is_ratio, went, in_words(went, document.polarity))


def places(
    document: Indicator,
    ours: tuple[float, float],
    theirs: tuple[float, float],
    *,
    areas: Collection[str],
    others: Collection[str],
) -> Apart:
    """Hold one place against another. Raises NotIndependent where they share areas: the same people are then in both."""
    common = set(areas) & set(others)
    if common:
        raise NotIndependent(
            "The two places share {areas}, so the same people are in both and no difference can be tested. "
            "Compare places that share none, or each with the council.", areas=counted(len(common), "area"),
        )  # fmt: skip
    return held_against(document, ours, theirs)
