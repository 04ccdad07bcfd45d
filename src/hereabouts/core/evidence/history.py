"""The history of one indicator at a place, as a page or a command tells it: measurements, gaps, context, and what may be said."""

from collections.abc import Mapping
from dataclasses import dataclass

from hereabouts.core.evidence.breaks import Event
from hereabouts.core.evidence.changes import Change, gap_narrows, latest_change, trend
from hereabouts.core.evidence.series import Gap, Measurement, Series
from hereabouts.core.figures import Interval
from hereabouts.core.figures.trends import Heading, Narrowing


@dataclass(frozen=True)
class History:
    """All of it at once. ``change`` is of the newest figure against the one before; ``heading`` of the newest unbroken run.

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
        now, then = self.change.later.span.text, self.change.earlier.span.text
        words = self.change.words if self.change.words == "no clear change" else f"clearly {self.change.words}"
        return f"{now} against {then}: {words}. Over the years: {self.heading}. The gap to the council: {self.gap}."


def history(by_whom: Mapping[str, Series]) -> History | None:
    """Put together what is known of one indicator from its series by whose they are; None where the place has none."""
    ours = by_whom.get("place")
    if ours is None:
        return None
    council = by_whom.get("council")
    document, (way, line) = ours.document, trend(ours)
    return History(
        document.id, document.label, document.unit, document.calculation, ours.source, ours.measurements,
        council.measurements if council else (), ours.gaps, ours.events, latest_change(ours), way, line,
        gap_narrows(ours, council) if council else "too few to tell",
    )  # fmt: skip
