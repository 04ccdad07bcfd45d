"""Figures: what numbers may say, and how sure they are. Pure arithmetic, each function with its C-number.

``intervals`` counts and rates; ``comparison`` differences and words; ``totals`` sums over areas; ``standardised`` age
taken out; ``inequality`` gaps and slopes; ``trends`` change over time; ``reliability`` small numbers; ``picked`` what was
chosen for being high.
"""

from hereabouts.core.figures.comparison import Against, against, apart, difference, gap, ratio, scan, share_ratio
from hereabouts.core.figures.intervals import EXACT_BELOW, Interval, Z, count_limits, rate, wilson

__all__ = [
    "EXACT_BELOW", "Against", "Interval", "Z", "against", "apart", "count_limits", "difference", "gap", "rate", "ratio", "scan",
    "share_ratio", "wilson",
]  # fmt: skip
