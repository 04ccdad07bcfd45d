"""The same measure before a day and after it: the only numbers from which a change may be told.

A period counts as before when it ended before the year of that day, and as after when it began in that year or later.
Where a publisher hid an area in one of the two, they are not of the same people and are not compared.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hereabouts.core.evidence.comparing import held_against
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.periods import period
from hereabouts.core.evidence.readings import READINGS
from hereabouts.core.figures import Interval
from hereabouts.core.steps import Row, Step

# Sums of each indicator over the place and over its council, for every period.
OVER_TIME = (
    *READINGS[:4],
    Step(
        "by_period",
        """
        SELECT who, (SELECT name FROM council) AS council, indicator, period, any_value(source) AS source,
               sum(numerator * weight) AS numerator, sum(denominator * weight) AS denominator, count(*) AS areas,
               count(*) FILTER (hidden) AS hidden
        FROM reading JOIN reached USING (generation, area) GROUP BY who, indicator, period
        ORDER BY indicator, period, who
        """,
    ),
)


@dataclass(frozen=True)
class Point:
    """One measurement: the figure of a period with its interval, and the counts behind it."""

    period: str
    figure: Interval
    count: float
    of: float


@dataclass(frozen=True)
class Course:
    """One indicator over time: before and after a day, with the council's figures of the same two periods.

    ``change`` is a difference of shares or a ratio of rates (C6); None where there are no two measurements, or where
    they cannot be compared.
    """

    indicator: str
    label: str
    topic: str
    kind: str
    unit: str
    source: str
    before: Point | None
    after: Point | None
    change: Interval | None
    council: str
    council_before: float | None
    council_after: float | None


def courses(rows: Sequence[Row], indicators: Mapping[str, Indicator], areas: int, *, since: date) -> list[Course]:
    """Give the course of each indicator from the rows of ``OVER_TIME``, before and after the year of a day."""
    made = []
    for id_ in dict.fromkeys(str(row["indicator"]) for row in rows):
        whole = [r for r in rows if r["indicator"] == id_ and not r["hidden"] and r["denominator"]]
        ours = {str(r["period"]): r for r in whole if r["who"] == "place" and r["areas"] == areas}
        theirs = {str(r["period"]): r for r in whole if r["who"] == "council"}
        if ours and id_ in indicators:
            made.append(_course(indicators[id_], ours, theirs, since.year))
    return made


def _course(document: Indicator, ours: Mapping[str, Row], theirs: Mapping[str, Row], year: int) -> Course:
    told = sorted((p for p in ours if years(p)), key=years)
    first = next((p for p in reversed(told) if years(p)[-1] < year), "")
    last = next((p for p in reversed(told) if years(p)[0] >= year), "")
    before, after = (_point(document, ours[p]) if p else None for p in (first, last))
    beside = theirs if any(theirs[p]["denominator"] != ours[p]["denominator"] for p in ours if p in theirs) else {}
    there = [_point(document, beside[p]).figure.value if p in beside else None for p in (first, last)]
    source = str(ours[last or first or max(ours)]["source"])
    name = next((str(row["council"]) for row in beside.values()), "")
    return Course(
        document.id, document.label, document.topic, document.kind, document.unit, source, before, after,
        _change(document, before, after), name, *there,
    )  # fmt: skip


def years(period: str) -> list[int]:
    """Give the years that a period names, 2022/23 as 2022 and 2023; none where it names no year."""
    found = []
    for year, short in re.findall(r"((?:19|20)\d\d)(?:/(\d\d))?", period):
        found += [int(year), *([int(year[:2] + short)] if short else [])]
    return sorted(found)


def _point(document: Indicator, row: Row) -> Point:
    count, of = float(row["numerator"]), float(row["denominator"])
    return Point(str(row["period"]), document.figure(count, of), count, of)


def _change(document: Indicator, before: Point | None, after: Point | None) -> Interval | None:
    """Compare two measurements (C6); a mean has nothing to judge it by, and nothing is compared across a break."""
    if before is None or after is None:
        return None
    spans = period(before.period), period(after.period)
    if spans[0] and spans[1] and any(b.parts(spans[0], spans[1]) for b in document.breaks):
        return None
    return held_against(document, (after.count, after.of), (before.count, before.of)).size
