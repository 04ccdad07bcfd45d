"""The counts of one indicator by small area and period: the steps that read them, and how they become areas to look at.

A place of few areas is looked at within its council: whether its figures are high can only be said against its surroundings.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.evidence.hotspots import Counted
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.profile import READINGS
from hereabouts.core.evidence.stretches import MONTH
from hereabouts.core.sentences import Sentence
from hereabouts.core.steps import Row, Step

ENOUGH = 30  # areas of a place that can be looked at without its surroundings (C9: below, chance has too few ways)


class NoCounts(Sentence):
    """An indicator in which no hot spot can be looked for here."""


# Which generations of boundaries have this indicator for areas of the place, and for which periods.
REACHED = (
    Step(
        "reach",
        """
        SELECT r.generation, r.period, count(*) AS areas FROM reading r JOIN place_area USING (generation, area)
        WHERE r.indicator = (SELECT any_value(indicator) FROM asked) GROUP BY ALL ORDER BY r.generation, r.period
        """,
    ),
)
MEASURED = (
    Step("reach", "SELECT DISTINCT r.indicator FROM reading r JOIN place_area USING (generation, area) ORDER BY 1"),
)

# Each area's counts by period, with names and shapes; ``here`` marks the areas of the place itself.
COUNTS = (
    *READINGS[:2],  # the council, and the areas in it
    Step(
        "studied",
        """
        SELECT area, true AS here FROM chosen
        UNION ALL SELECT area, false FROM in_council WHERE (SELECT count(*) FROM chosen) < (SELECT any_value(enough) FROM asked)
          AND area NOT IN (SELECT area FROM chosen)
        """,
    ),
    Step(
        "by_period",
        """
        SELECT s.area, s.here, coalesce(a.name, '') AS name, b.geojson, r.period, r.numerator, r.denominator, r.hidden, r.source,
               (SELECT name FROM council) AS council
        FROM studied s
        LEFT JOIN reading r ON r.area = s.area AND r.generation = (SELECT any_value(generation) FROM chosen)
          AND r.indicator = (SELECT any_value(indicator) FROM asked)
        LEFT JOIN area a ON a.code = s.area AND a.generation = (SELECT any_value(generation) FROM chosen)
        LEFT JOIN boundary b ON b.code = s.area AND b.generation = (SELECT any_value(generation) FROM chosen)
        ORDER BY s.area, r.period
        """,
    ),
)


@dataclass(frozen=True)
class AreaCounts:
    """Every area that is looked at, with its counts by period and its boundary."""

    rows: tuple[Row, ...]

    @property
    def boundaries(self) -> dict[str, str]:
        """The boundaries known, as GeoJSON by code."""
        return {str(row["area"]): str(row["geojson"]) for row in self.rows if row["geojson"]}

    def areas(self, periods: Collection[str]) -> list[Counted]:
        """Add up the counts of each area over the periods, over the mean of its denominators.

        A hidden figure makes the area's sum unknown. So does a missing one, except of a month: a file of events has no row
        where nothing happened.
        """
        by_area: dict[str, list[Row]] = {}
        for row in self.rows:
            by_area.setdefault(str(row["area"]), []).append(row)
        return [self._area(code, rows, periods) for code, rows in by_area.items()]

    def _area(self, code: str, rows: Sequence[Row], periods: Collection[str]) -> Counted:
        here, name = bool(rows[0]["here"]), str(rows[0]["name"])
        inside = [row for row in rows if row["period"] in periods]
        known = [row for row in rows if row["period"] is not None and row["denominator"] is not None]
        months = all(MONTH.fullmatch(period) for period in periods)
        whole = len(inside) == len(periods) or (months and known)
        if not whole or any(row["hidden"] for row in inside):
            return Counted(code, None, None, name, here)
        below = [float(row["denominator"]) for row in inside or known]
        return Counted(code, sum(float(row["numerator"]) for row in inside), sum(below) / len(below), name, here)

    def by_month(self, codes: Collection[str]) -> dict[str, float]:
        """Add up the counts of some areas by month, over all months that any area has: where none happened, nothing."""
        months = sorted({str(row["period"]) for row in self.rows if row["period"] and MONTH.fullmatch(row["period"])})
        summed = dict.fromkeys(months, 0.0)
        for row in self.rows:
            if row["area"] in codes and row["period"] in summed and not row["hidden"]:
                summed[str(row["period"])] += float(row["numerator"])
        return summed


def generation_of(rows: Sequence[Row], indicator: Indicator, place: str) -> tuple[str, tuple[str, ...]]:
    """Choose the newest generation that has the indicator for areas of the place, with its periods, from ``REACHED``.

    Raises NoCounts for an indicator without counts, or one that does not reach the place's small areas.
    """
    if indicator.kind == "mean":
        raise NoCounts(
            "“{label}” is a mean, not a count: nobody can say how much of it is chance. Choose an indicator that counts.",
            label=indicator.label,
        )
    if not rows:
        raise NoCounts(
            "Nobody counts “{label}” in the small areas of {place}, or its file was not built in.",
            label=indicator.label,
            place=place,
        )
    newest = max(rows, key=lambda row: (str(row["period"]), str(row["generation"])))["generation"]
    return str(newest), tuple(str(row["period"]) for row in rows if row["generation"] == newest)


def counting(measured: Collection[str], indicators: Mapping[str, Indicator]) -> list[Indicator]:
    """Give the indicators that can be looked at: counts, crime and safety first."""
    able = [indicators[id_] for id_ in measured if id_ in indicators and indicators[id_].kind != "mean"]
    return sorted(able, key=lambda one: (one.topic != "T11", one.label))
