"""The history of one indicator at a place, as a page or a command tells it: measurements, gaps, context, and what may be said."""

from collections.abc import Mapping
from dataclasses import dataclass

from hereabouts.core.evidence.breaks import Event
from hereabouts.core.evidence.changes import Change, gap_narrows, latest_change, trend, whole_change
from hereabouts.core.evidence.series import Gap, Measurement, Series
from hereabouts.core.figures import Interval
from hereabouts.core.figures.trends import Heading, Narrowing


@dataclass(frozen=True)
class History:
    """All of it at once. ``change`` is of the newest figure against the one before, ``since_first`` against the first.

    Both, and ``heading``, look at the newest unbroken run alone.

    ``gap`` is what becomes of the distance to the council (C8): with a level alone nobody sees whether inequality shrinks.
    """

    indicator: str
    label: str
    unit: str
    method: str
    source: str
    measurements: tuple[Measurement, ...]
    council: tuple[Measurement, ...]
    gaps: tuple[Gap, ...]
    events: tuple[Event, ...]
    change: Change | None
    since_first: Change | None
    heading: Heading
    a_year: Interval | None
    gap: Narrowing

    @property
    def said(self) -> str:
        """Say in a sentence what changed, as far as anything may be said."""
        if not self.measurements:
            return "Nobody measured this here over time."
        if self.change is None or self.change.words == "not compared":
            return "There are no two figures here that may be compared."
        told = f"{_said(self.change)}."
        if self.since_first and self.since_first.earlier != self.change.earlier:
            told = f"{_said(self.change)}; {_said(self.since_first)}."
        return f"{told} Over the years: {self.heading}. The gap to the council: {self.gap}."


def _said(change: Change) -> str:
    words = f"clearly {change.words}" if change.size and change.went != "similar" else change.words
    return f"{change.later.span.text} against {change.earlier.span.text}: {words}"


def history(by_whom: Mapping[str, Series]) -> History | None:
    """Put together what is known of one indicator from its series by whose they are; None where the place has none."""
    ours = by_whom.get("place")
    if ours is None:
        return None
    council = by_whom.get("council")
    document, (way, line) = ours.document, trend(ours)
    return History(
        document.id, document.label, document.unit, document.calculation, ours.source, ours.measurements,
        council.measurements if council else (), ours.gaps, ours.events, latest_change(ours), whole_change(ours), way, line,
        gap_narrows(ours, council) if council else "too few to tell",
    )  # fmt: skip
