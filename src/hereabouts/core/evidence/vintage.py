"""How old a number is, and what has happened since: D-102. An old number is shown, and says that it is old."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hereabouts.core.evidence.breaks import Event
from hereabouts.core.evidence.periods import period

STALE_AFTER = 3  # years; our own rule, said on the page


@dataclass(frozen=True)
class Vintage:
    """What time a figure is of, when it was published, and what changed people's lives after it."""

    period: str
    ends: date | None
    published: str
    since: tuple[Event, ...] = ()

    def years_old(self, on: date) -> int | None:
        """Give the whole years between the last day it counts and a day; None where nobody knows that day."""
        if self.ends is None:
            return None
        return max(0, on.year - self.ends.year - ((on.month, on.day) < (self.ends.month, self.ends.day)))

    def stale(self, on: date) -> bool:
        """Say whether it may no longer show how things are: old, or something has happened since."""
        old = self.years_old(on)
        return old is None or old >= STALE_AFTER or any(e.on <= on for e in self.since)

    def said(self, on: date) -> str:
        """Say its age and what it cannot show; nothing where it is recent and nothing happened."""
        if not self.stale(on):
            return ""
        old = self.years_old(on)
        age = "It does not say what time it is of" if old is None else f"It ends {_ago(old)}"
        after = [e.words.rstrip(".") for e in self.since if e.on <= on]
        if not after:
            return f"{age}: it may no longer show how things are."
        return f"{age}. Since then: {'; '.join(after)}. It may not show what that did."


def vintage(text: str, published: str, events: Iterable[Event] = ()) -> Vintage:
    """Give the vintage of a figure from its period, with the events that came after its last day."""
    span = period(text)
    ends = span.last if span else None
    after = tuple(e for e in sorted(events, key=lambda e: e.on) if ends is not None and e.on > ends)
    return Vintage(text, ends, published, after)


def _ago(years: int) -> str:
    if not years:
        return "less than a year ago"
    return "a year ago" if years == 1 else f"{years} years ago"
