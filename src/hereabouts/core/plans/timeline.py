"""A plan drawn over time: where each bar begins and ends, and where its milestones lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Span:
    """One action over time: when it begins and is due (None: nobody said), and the days of its milestones."""

    ref: str
    starts_on: date | None
    due_on: date | None
    stones: tuple[tuple[date, bool], ...] = ()


@dataclass(frozen=True)
class Bar:
    """A span drawn: left edge and width, and its milestones (place, reached), in hundredths of the whole time."""

    ref: str
    left: float
    width: float
    stones: tuple[tuple[float, bool], ...]


@dataclass(frozen=True)
class Timeline:
    """The bars, the years with the place where each begins, and where today lies (None outside), in hundredths."""

    first: date
    last: date
    bars: tuple[Bar, ...]
    years: tuple[tuple[int, float], ...]
    today: float | None
    undated: tuple[str, ...]


def drawn(spans: Sequence[Span], *, on: date) -> Timeline | None:
    """Lay spans over one time that holds all of them; None where none has a day. A span with one day is a point there."""
    dated = [span for span in spans if span.starts_on or span.due_on]
    if not dated:
        return None
    days = [day for span in dated for day in (span.starts_on, span.due_on, *(stone for stone, _ in span.stones)) if day]
    first, last = min(days), max(*days, min(days) + timedelta(days=1))
    whole = (last - first).days

    def at(day: date) -> float:
        return round(100 * (day - first).days / whole, 2)

    bars = [
        Bar(span.ref, at(_from(span)), round(at(_to(span)) - at(_from(span)), 2), tuple((at(day), done) for day, done in span.stones))
        for span in dated
    ]  # fmt: skip
    years = [(year, at(max(first, date(year, 1, 1)))) for year in range(first.year, last.year + 1)]
    undated = tuple(span.ref for span in spans if span not in dated)
    return Timeline(first, last, tuple(bars), tuple(years), at(on) if first <= on <= last else None, undated)


def _from(span: Span) -> date:
    told = span.starts_on or span.due_on
    assert told is not None
    return told


def _to(span: Span) -> date:
    told = span.due_on or span.starts_on
    assert told is not None
    return told
