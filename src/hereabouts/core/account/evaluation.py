"""Did it work? A before and after beside a comparison that was left alone (C25).

A place is often picked because its numbers were high, and such numbers fall by themselves. So a change is never
read without a comparison, and never as a cause when the range of chance holds "nothing".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erfc, exp, log, sqrt

from hereabouts.core.figures import Z
from hereabouts.core.sentences import Sentence

CELLS = (("here", "before"), ("here", "after"), ("elsewhere", "before"), ("elsewhere", "after"))


class NotComparable(Sentence):
    """Counts from which no before and after can be compared."""


@dataclass(frozen=True)
class Evaluation:
    """The change here beside the change elsewhere: as a difference of counts, and as a ratio of ratios with its interval."""

    difference: int
    ratio: float
    lo: float
    hi: float
    p: float
    said: str
    method: str = "C25"


def counts(rows: Sequence[Mapping[str, str]]) -> dict[tuple[str, str], int]:
    """Read rows of ``group`` (here, elsewhere), ``period`` (before, after) and ``count``; several rows add up.

    Raises NotComparable with the row as a spreadsheet shows it.
    """
    summed = dict.fromkeys(CELLS, 0)
    seen = set()
    for number, row in enumerate(rows, 2):
        cell = (row.get("group", "").strip().lower(), row.get("period", "").strip().lower())
        if cell not in summed:
            raise NotComparable(
                "Row {row}: group must be here or elsewhere, period before or after; it says “{group}” and “{period}”.",
                row=number, group=cell[0], period=cell[1],
            )  # fmt: skip
        try:
            summed[cell] += int(row.get("count", ""))
        except ValueError:
            raise NotComparable(
                "Row {row}, column “count”: “{count}” is not a whole number.", row=number, count=row.get("count", "")
            ) from None
        seen.add(cell)
    for group, period in CELLS:
        if (group, period) not in seen:
            raise NotComparable("There is no row for {group}, {period}.", group=group, period=period)
    return summed


def evaluate(told: Mapping[tuple[str, str], int]) -> Evaluation:
    """Compare the change here with the change elsewhere (C25, Poisson counts). NotComparable when a count is 0."""
    if any(told[cell] <= 0 for cell in CELLS):
        raise NotComparable("Each of the four counts must be above 0: a ratio to nothing says nothing.")
    t0, t1, c0, c1 = (told[cell] for cell in CELLS)
    ratio = (t1 / t0) / (c1 / c0)
    error = sqrt(sum(1 / told[cell] for cell in CELLS))
    lo, hi = exp(log(ratio) - Z * error), exp(log(ratio) + Z * error)
    p = erfc(abs(log(ratio)) / error / sqrt(2))
    return Evaluation((t1 - t0) - (c1 - c0), ratio, lo, hi, p, _in_words(ratio, lo, hi))


def _in_words(ratio: float, lo: float, hi: float) -> str:
    way = "fell" if ratio < 1 else "rose"
    if lo <= 1 <= hi:
        return f"It {way} beside the comparison, but chance alone could do that: not clear."
    return f"It {way} beside the comparison by more than chance. What else changed at that time decides whether this work did it."
