"""An indicator over time, as an object: measurements, breaks and what happened around them (C2, C6, C8).

A chart draws ``runs`` and leaves a gap between them; ``gaps`` says why. A missing month is not nought, and half the
areas are not the place.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.evidence.breaks import Break, Event
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.periods import Period, period
from hereabouts.core.evidence.pooling import pooled
from hereabouts.core.figures import Interval
from hereabouts.core.steps import Row

YEARLY = 12  # months; of figures further apart than a year nobody knows which are missing


@dataclass(frozen=True)
class Measurement:
    """One period of a series: its figure with the counts behind it, or why there is none."""

    span: Period
    figure: Interval | None
    count: float | None
    of: float | None
    note: str = ""


@dataclass(frozen=True)
class Gap:
    """Where a series is not drawn through: between which periods, and why."""

    after: str
    before: str
    reason: str


@dataclass(frozen=True)
class Series:
    """One indicator of one place (or of its council, or nation) over time, the earliest first."""

    document: Indicator
    who: str
    source: str
    measurements: tuple[Measurement, ...]

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Give the declared breaks that lie within it."""
        told = [m.span for m in self.measurements]
        return tuple(b for b in self.document.breaks if told and b.parts(told[0], told[-1]))

    @property
    def events(self) -> tuple[Event, ...]:
        """Give what happened during it, for a mark on the chart."""
        if not self.measurements:
            return ()
        first, last = self.measurements[0].span, self.measurements[-1].span
        return tuple(e for e in self.document.events if e.touches(Period("", first.first, last.last)))

    @property
    def known(self) -> tuple[Measurement, ...]:
        """Give the measurements that have a figure."""
        return tuple(m for m in self.measurements if m.figure is not None)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Say where the line stops and why: a break, a figure that is not there, a period nobody published."""
        pairs = zip(self.known, self.known[1:], strict=False)
        return tuple(Gap(a.span.text, b.span.text, why) for a, b in pairs if (why := self._between(a, b)))

    @property
    def runs(self) -> tuple[tuple[Measurement, ...], ...]:
        """Give the stretches that may be joined by a line, and within which alone a change may be told."""
        stops = {gap.before for gap in self.gaps}
        runs: list[list[Measurement]] = []
        for one in self.known:
            if not runs or one.span.text in stops:
                runs.append([])
            runs[-1].append(one)
        return tuple(tuple(run) for run in runs)

    def broken_between(self, earlier: Measurement, later: Measurement) -> Break | None:
        """Give the first break between two measurements; None where there is none."""
        inside = [b for b in self.document.breaks if b.parts(earlier.span, later.span)]
        return min(inside, key=lambda b: b.since, default=None)

    def _between(self, a: Measurement, b: Measurement) -> str:
        if found := self.broken_between(a, b):
            return found.said
        left_out = [m for m in self.measurements if m.figure is None and a.span.first < m.span.first < b.span.first]
        if left_out:
            return f"{left_out[0].span.text}: {left_out[0].note}"
        step = _regular(self.measurements)
        if step and round((b.span.first - a.span.first).days / 30.4375) > step:
            return "Nothing was published for the time between."
        return ""


def series(rows: Sequence[Row], document: Indicator, areas: int, *, who: str = "place") -> Series:
    """Make the series of an indicator from the rows of ``READINGS``: of the place, its council or the nation.

    A period in which some of the place's ``areas`` are hidden has no figure: it would be of other people. A period that
    names no year cannot stand in a series and is left out.
    """
    ours = [r for r in pooled(rows, {document.id: document}) if r["indicator"] == document.id and r["who"] == who]
    told = [(span, row) for row in ours if (span := period(str(row["period"]))) is not None]
    told.sort(key=lambda one: (one[0].first, one[0].last))
    found = tuple(_measured(document, span, row, areas if who == "place" else int(row["areas"])) for span, row in told)
    return Series(document, who, str(told[-1][1]["source"]) if told else "", found)


def all_series(rows: Sequence[Row], indicators: Mapping[str, Indicator], areas: int) -> dict[str, dict[str, Series]]:
    """Give every series of a place by indicator and by whose it is: place, council, nation."""
    made: dict[str, dict[str, Series]] = {}
    for id_, who in dict.fromkeys((str(r["indicator"]), str(r["who"])) for r in rows):
        if id_ in indicators:
            made.setdefault(id_, {})[who] = series(rows, indicators[id_], areas, who=who)
    return made


def _measured(document: Indicator, span: Period, row: Row, areas: int) -> Measurement:
    missing = int(row["hidden"]) + areas - int(row["areas"])
    count, of = row["numerator"], row["denominator"]
    if note := row.get("note"):
        return Measurement(span, None, None, None, str(note))
    if count is None or not of:
        return Measurement(span, None, None, None, "The publisher gives no figure.")
    if missing:
        return Measurement(span, None, None, None, f"The publisher hid or lacks {missing} of {areas} areas.")
    if document.kind == "proportion" and count > of:
        return Measurement(span, None, None, None, "The publisher counts more than there are to count.")
    figure = document.figure(count, of)
    return Measurement(span, figure, count, of, "")


def _regular(told: Sequence[Measurement]) -> int | None:
    """Give the usual step in months between the starts of a series that comes once a year or oftener."""
    steps = [round((b.span.first - a.span.first).days / 30.4375) for a, b in itertools.pairwise(told)]
    shortest = min(steps, default=0)
    return shortest if 0 < shortest <= YEARLY else None
