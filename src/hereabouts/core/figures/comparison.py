"""Is it different, and by how much? Comparison with a benchmark and between two places: C6 of the calculations.

Two intervals that overlap are not a test, and one clear difference among twenty comparisons is what chance gives.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, sqrt
from typing import Literal

from scipy.special import bdtrc

from hereabouts.core.figures.intervals import Interval, Z, wilson

Against = Literal["higher", "similar", "lower", "not compared"]
FALSE_ALARMS = 0.05  # of comparisons where nothing differs, this share looks different at 95 %


def against(figure: Interval, benchmark: float, *, enough: bool = True) -> Against:
    """Compare a figure with a fixed benchmark (C6): only an interval wholly to one side is a difference.

    ``enough=False`` says that the numerator is too small to compare at all.
    """
    if not enough:
        return "not compared"
    if figure.lo > benchmark:
        return "higher"
    return "lower" if figure.hi < benchmark else "similar"


def in_words(ours_is: Against, polarity: str) -> str:
    """Say worse, better, similar or not compared; where neither way is better, higher or lower."""
    if ours_is in {"similar", "not compared"} or polarity == "neutral":
        return ours_is
    return "worse" if (ours_is == "higher") == (polarity == "high_bad") else "better"


def apart(a: Interval, b: Interval) -> Interval:
    """Give a minus b, two independent figures, with the interval that their own intervals lead to (C6, Newcombe)."""
    d = a.value - b.value
    return Interval(
        d,
        d - sqrt((a.value - a.lo) ** 2 + (b.hi - b.value) ** 2),
        d + sqrt((a.hi - a.value) ** 2 + (b.value - b.lo) ** 2),
        "C6",
    )


def difference(count_a: int, of_a: int, count_b: int, of_b: int) -> Interval:
    """Give the difference of two proportions with Newcombe's interval (C6).

    Two overlapping intervals are not a test; this is.
    """
    return apart(wilson(count_a, of_a), wilson(count_b, of_b))


def ratio(count_a: int, of_a: float, count_b: int, of_b: float) -> Interval:
    """Give the ratio of two rates with its interval (C6). Raises ValueError where a count is 0: nothing divides by it."""
    if min(count_a, count_b) <= 0 or min(of_a, of_b) <= 0:
        raise ValueError(f"{count_a} to {count_b} is not a ratio")
    return _around((count_a / of_a) / (count_b / of_b), 1 / count_a + 1 / count_b)


def share_ratio(count_a: int, of_a: float, count_b: int, of_b: float) -> Interval:
    """Give the ratio of two proportions with its interval (Katz, on the log scale), as sure as proportions are.

    Raises ValueError where a count is 0.
    """
    if min(count_a, count_b) <= 0 or of_a < count_a or of_b < count_b:
        raise ValueError(f"{count_a} of {of_a} to {count_b} of {of_b} is not a ratio of shares")
    return _around((count_a / of_a) / (count_b / of_b), 1 / count_a - 1 / of_a + 1 / count_b - 1 / of_b)


def _around(value: float, log_variance: float) -> Interval:
    error = exp(Z * sqrt(max(0.0, log_variance)))
    return Interval(value, value / error, value * error, "C6")


def gap(ours: Interval, rest: Interval, share: float) -> Interval:
    """Give how far a part stands from the whole it belongs to (C8), from the figure of the rest of that whole.

    A part pulls its whole along, so the two are not independent; part and rest are. ``share`` is how much of the whole's
    denominator the part has. A part that is the whole has no gap.
    """
    if not 0 < share <= 1:
        raise ValueError(f"a part has a share of its whole; {share} is none")
    between = apart(ours, rest)
    left = 1 - share
    return Interval(left * between.value, left * between.lo, left * between.hi, "C8")


@dataclass(frozen=True)
class Scan:
    """Many comparisons read at once: how many are different, and how many chance alone would give."""

    compared: int
    different: int
    expected: float
    p: float

    @property
    def said(self) -> str:
        """Say it in a sentence: a list of differences is no finding when chance gives as many."""
        if not self.compared:
            return "Nothing here could be compared."
        told = (
            f"{self.different} of {self.compared} comparisons are clearly different; "
            f"chance alone would give about {self.expected:.1f}."
        )
        return (
            told if self.p < FALSE_ALARMS else f"{told} So many could all be chance: look at each before you act on it."
        )


def scan(found: Iterable[Against]) -> Scan:
    """Count what differs among many comparisons, and how often chance would give that many (C6: expected false alarms)."""
    compared = [one for one in found if one != "not compared"]
    different = sum(one != "similar" for one in compared)
    m = len(compared)
    p = float(bdtrc(different - 1, m, FALSE_ALARMS)) if different else 1.0
    return Scan(m, different, m * FALSE_ALARMS, p)
