"""Periods as publishers write them, read strictly, and kept as a text that sorts by time ("March 2023" as 2023-03).

``periods`` understands whatever names a year; here a slip of the pen in a file ("Mrch 2023") must be a fault, never a year.
"""

import re
from dataclasses import dataclass
from datetime import date

from hereabouts.core.evidence.periods import MONTHS, period
from hereabouts.core.sentences import Sentence

_Y, _YY = r"(?:19|20)\d\d", r"(?:(?:19|20)?\d\d)"
_MONTH = re.compile(rf"({'|'.join(MONTHS)})[a-z]*\.? ({_Y})", re.IGNORECASE)
_WAYS = re.compile(  # the longest first: a title is searched for them
    rf"{_Y}/{_YY}( - | to ){_YY}/{_YY}|{_Y}( ?- ?| to ){_YY}|{_Y}/{_YY}|mid[- ]{_Y}|{_Y} ?Q[1-4]|Q[1-4] {_Y}"
    rf"|{_Y}(-(0[1-9]|1[0-2])(-\d\d)?)?",
    re.IGNORECASE,
)
_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip


class NotAPeriod(Sentence):
    """A text in a column of periods that is none."""


@dataclass(frozen=True)
class WrittenPeriod:
    """One period of a file: a text that sorts, the publisher's own words, its first and its last day."""

    id: str
    label: str
    starts: date
    ends: date


def within(text: str) -> str:
    """Give the one period that a title names ("Cars by zone, 2017/18"); "" where it names none, or several."""
    bare = text.replace("–", "-")
    found = {
        one[0]
        for way in (_MONTH, _WAYS)
        for one in re.finditer(rf"(?<![\w/-])(?:{way.pattern})(?![\w/-])", bare, re.IGNORECASE)
    }
    longest = [one for one in found if not any(one != other and one in other for other in found)]
    return longest[0] if len(longest) == 1 else ""


def written(text: str) -> WrittenPeriod:
    """Read a period in any of the ways that publishers write one; NotAPeriod shows those ways."""
    bare = " ".join(text.replace("–", "-").split())
    month = _MONTH.fullmatch(bare)
    named = month and any(name.startswith(bare.split()[0].rstrip(".").lower()) for name in _NAMES)
    span = period(bare) if named or _WAYS.fullmatch(bare) else None
    if span is None:
        raise NotAPeriod(
            "“{told}” is not a period. Write 2023, 2023-03, March 2023, 2017/18, 2015 - 17 or mid-2020.", told=text
        )
    return WrittenPeriod(span.first.strftime("%Y-%m") if month else bare, text.strip(), span.first, span.last)
