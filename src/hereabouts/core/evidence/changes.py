"""Has it changed? A change told only where two measurements may be compared, and tested as C6 says.

Never across a break, never between periods that overlap, never by looking whether two intervals touch.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hereabouts.core.evidence.comparing import NotIndependent, held_against
from hereabouts.core.evidence.series import Measurement, Series
from hereabouts.core.figures import Against, Interval, gap
from hereabouts.core.figures.trends import Heading, Narrowing, heading, narrowing, slope
from hereabouts.core.sentences import Sentence


class Broken(Sentence):
    """Two figures on both sides of a change in what is counted."""


class NoSuchPeriod(Sentence):
    """A period that a series has no figure for."""


@dataclass(frozen=True)
class Change:
    """From one measurement to a later one: a difference of shares, or a ratio of rates, with its interval.

    ``size`` is None where there is nothing to test by: a mean, or a count below the smallest.
    """

    earlier: Measurement
    later: Measurement
    size: Interval | None
    is_ratio: bool
    went: Against
    words: str


def change(series: Series, earlier: str, later: str) -> Change:
    """Compare two periods of a series (C6). Raises Broken, NotIndependent or NoSuchPeriod, each with what to do instead."""
    a, b = (_found(series, text) for text in (earlier, later))
    if a.span.first > b.span.first:
        a, b = b, a
    if stop := series.broken_between(a, b):
        raise Broken(
            "{label} of {earlier} and of {later} cannot be compared. {why} Compare within one side, and draw a gap.",
            label=series.document.label, earlier=a.span.text, later=b.span.text, why=stop.said,
        )  # fmt: skip
    if a.span.overlaps(b.span):
        raise NotIndependent(
            "{earlier} and {later} share some of their time, so the same events are in both and no change can be tested. "
            "Compare periods that do not overlap.", earlier=a.span.text, later=b.span.text,
        )  # fmt: skip
    return _tested(series, a, b)


def latest_change(series: Series) -> Change | None:
    """Compare the newest figure with the one before it that may be compared with it; None where there is none."""
    run = series.runs[-1] if series.runs else ()
    earlier = [m for m in run[:-1] if not m.span.overlaps(run[-1].span)]
    return _tested(series, earlier[-1], run[-1]) if earlier else None


def whole_change(series: Series) -> Change | None:
    """Compare the newest figure with the first of its unbroken run; None where they overlap or are one."""
    run = series.runs[-1] if series.runs else ()
    return _tested(series, run[0], run[-1]) if run and not run[0].span.overlaps(run[-1].span) else None


def independent(run: Sequence[Measurement]) -> list[Measurement]:
    """Leave out what overlaps, beginning from the newest: three-year averages that roll on by a year become every third."""
    kept: list[Measurement] = []
    for one in reversed(run):
        if not kept or not one.span.overlaps(kept[-1].span):
            kept.append(one)
    return kept[::-1]


def trend(series: Series) -> tuple[Heading, Interval | None]:
    """Say which way the newest unbroken run goes, with its change a year; too few to tell below three measurements."""
    told = independent(series.runs[-1] if series.runs else ())
    line = slope([m.span.middle for m in told], [m.figure for m in told if m.figure])
    return heading(line), line


def gaps_to(ours: Series, whole: Series) -> list[tuple[Measurement, Interval]]:
    """Give how far a place stands from the whole it is part of, at each period that both have (C8).

    The place is taken out of the whole first: against itself it would look closer than it is.
    """
    theirs = {m.span.text: m for m in whole.known}
    run = independent(ours.runs[-1] if ours.runs else ())
    return [(m, found) for m in run if (found := _gap(ours, m, theirs.get(m.span.text))) is not None]


def gap_narrows(ours: Series, whole: Series) -> Narrowing:
    """Say whether the gap narrows (C8): only where a trend in the gap leaves out nought; a mean has no such test."""
    if ours.document.kind == "mean":
        return "too few to tell"
    told = gaps_to(ours, whole)
    return narrowing([m.span.middle for m, _ in told], [found for _, found in told])


def _found(series: Series, text: str) -> Measurement:
    for one in series.known:
        if one.span.text == text:
            return one
    raise NoSuchPeriod("{label} has no figure for {period}.", label=series.document.label, period=text)


def _tested(series: Series, a: Measurement, b: Measurement) -> Change:
    found = held_against(series.document, (b.count or 0, b.of or 0), (a.count or 0, a.of or 0))
    words = "no clear change" if found.went == "similar" else found.words
    return Change(a, b, found.size, found.is_ratio, found.went, words)


def _gap(ours: Series, m: Measurement, theirs: Measurement | None) -> Interval | None:
    if theirs is None or m.figure is None or not (m.of and theirs.of) or theirs.count is None or m.count is None:
        return None
    rest_count, rest_of = theirs.count - m.count, theirs.of - m.of
    if rest_of <= 0 or not rest_count >= 0 or (ours.document.kind == "proportion" and rest_count > rest_of):
        return None
    return gap(m.figure, ours.document.figure(rest_count, rest_of), m.of / theirs.of)
