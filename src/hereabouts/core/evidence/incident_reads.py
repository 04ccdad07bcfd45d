"""What may be said of incidents: counts by small area and month, with the months that nobody has, and never a street.

``BY_MONTH`` in ``counting`` asks; here the rows become answers. A value of None is a month that is missing: no zero. A set
whose ``points`` are "moved" is for small areas only; whoever asks it for a street is refused (guard 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hereabouts.core.evidence.counting import BY_MONTH
from hereabouts.core.sentences import listed
from hereabouts.core.steps import Row, Step

MONTHS = (Step("by_month", BY_MONTH),)

SETS = (
    Step(
        "sets",
        """
        SELECT s.dataset, d.title, d.publisher, d.generation, s.measure, s.year_measure, s.points FROM incident_set s
        JOIN dataset d ON d.id = s.dataset ORDER BY d.title
        """,
    ),
)

COVERAGE = (
    Step(
        "coverage",
        """
        SELECT d.title, v.series, v.period, v.rows, v.no_area, v.outside, v.reaches, v.file, v.member, true AS covered
        FROM covered v JOIN dataset d ON d.id = v.dataset
        UNION ALL
        SELECT d.title, u.series, u.period, NULL, NULL, NULL, '', '', '', false
        FROM uncovered u JOIN dataset d ON d.id = u.dataset ORDER BY 1, 2, 3
        """,
    ),
)


CATEGORIES = (
    Step(
        "categories",
        """
        SELECT d.title, v.series, v.category, count(*) AS months, sum(v.rows)::BIGINT AS rows, sum(v.no_area)::BIGINT AS no_area
        FROM covered_category v JOIN dataset d ON d.id = v.dataset GROUP BY ALL ORDER BY 1, 2, 5 DESC, 3
        """,
    ),
)


@dataclass(frozen=True)
class MonthCount:
    """The incidents of a place in one month; None where the month is missing, or is not there for all of the place."""

    period: str
    value: int | None
    areas: int


def by_month(rows: Sequence[Row]) -> list[MonthCount]:
    """Add up a place's areas by month, from the rows of ``MONTHS``. An area without a row is zero, a missing month is not."""
    values: dict[str, list[float | None]] = {}
    for row in rows:
        values.setdefault(str(row["period"]), []).append(row["value"])
    reached = max((len(some) for some in values.values()), default=0)
    return [
        MonthCount(period, None if None in some or len(some) < reached else round(sum(v or 0 for v in some)), len(some))
        for period, some in sorted(values.items())
    ]


def by_area(rows: Sequence[Row]) -> dict[str, int]:
    """Add up the months that are there for each area, most first."""
    sums: dict[str, float] = {}
    for row in rows:
        if row["value"] is not None:
            sums[str(row["area"])] = sums.get(str(row["area"]), 0) + row["value"]
    return {area: round(n) for area, n in sorted(sums.items(), key=lambda item: (-item[1], item[0]))}


def gaps(rows: Sequence[Row]) -> str:
    """Say which months are missing, in words for under a chart; nothing where none is."""
    lost = list(dict.fromkeys(str(row["period"]) for row in rows if row["value"] is None))
    return f"{listed(lost)} {'is' if len(lost) == 1 else 'are'} missing: not zero, not known." if lost else ""
