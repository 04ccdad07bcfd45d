"""Which periods a question means: one, a year of months, a stretch, or all; a missing month is missing, never zero."""

import re
from collections.abc import Sequence

from hereabouts.core.sentences import Sentence, listed

MONTH = re.compile(r"\d{4}-\d{2}")
APART = re.compile(
    r"\d{4}(-\d{2}|/\d{2,4})?"
)  # months and years follow each other; "2015 - 17" and "2016 - 18" overlap
NEWEST = 12  # months together unless told otherwise: one month of one area is a handful of events


class NoSuchPeriod(Sentence):
    """A period that the readings do not have."""


def meant(asked: str, known: Sequence[str]) -> tuple[str, ...]:
    """Give the periods that ``asked`` means, oldest first.

    ``2021-09`` is itself, ``2020`` all its months, ``2019-08..2020-07`` a stretch, ``all`` everything; nothing is the newest
    period, or the newest twelve months. Raises NoSuchPeriod with what there is.
    """
    there = sorted(set(known))
    months = [period for period in there if MONTH.fullmatch(period)]
    if not asked:
        found = months[-NEWEST:] if months else there[-1:]
    elif asked == "all":
        found = there
    elif ".." in asked:
        first, _, last = (part.strip() for part in asked.partition(".."))
        found = [period for period in there if first <= period and (period <= last or period.startswith(last))]
    else:
        found = [period for period in there if period == asked] or [p for p in months if p.startswith(f"{asked}-")]
    if not found:
        raise NoSuchPeriod(
            "There is no period “{asked}” here. There is {known}; write FIRST..LAST for a stretch, or all.",
            asked=asked or "at all",
            known=f"{there[0]} to {there[-1]}" if len(there) > 3 else listed(there) or "none",
        )
    if len(found) > 1 and not all(APART.fullmatch(period) for period in found):
        raise NoSuchPeriod("{known} overlap, so they cannot be added up. Ask for one of them.", known=listed(found[:5]))
    return tuple(found)


def gaps(periods: Sequence[str]) -> tuple[str, ...]:
    """Give the months between the first and the last that are not there; none where the periods are no months."""
    if not periods or not all(MONTH.fullmatch(period) for period in periods):
        return ()
    first, last = _number(min(periods)), _number(max(periods))
    every = [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, last + 1)]
    return tuple(month for month in every if month not in set(periods))


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def said(periods: Sequence[str]) -> str:
    """Write periods for people: ``2020-10 to 2021-09``."""
    return periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
