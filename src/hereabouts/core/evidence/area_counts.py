"""The counts of one indicator by small area and period: the steps that read them, and how they become areas to look at.

A place of few areas is looked at within its council: whether its figures are high can only be said against its surroundings.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hereabouts.core.evidence.hotspots import Counted
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.readings import COUNCIL
from hereabouts.core.evidence.stretches import MONTH
from hereabouts.core.sentences import Sentence, listed
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
ELSEWHERE = (
    Step(
        "elsewhere",
        """
        SELECT DISTINCT generation FROM reading WHERE indicator = (SELECT any_value(indicator) FROM asked) ORDER BY 1
        """,
    ),
)
MEASURED = (
    Step("reach", "SELECT DISTINCT r.indicator FROM reading r JOIN place_area USING (generation, area) ORDER BY 1"),
)

# The areas to look at, with names and shapes; ``here`` marks the areas of the place itself.
STUDIED = (
    *COUNCIL,
    Step(
        "studied",
        """
        SELECT area, true AS here FROM chosen
        UNION ALL SELECT area, false FROM in_council WHERE (SELECT count(*) FROM chosen) < (SELECT any_value(enough) FROM asked)
          AND area NOT IN (SELECT area FROM chosen)
        """,
    ),
    Step(
        "described",
        """
        SELECT s.area, s.here, coalesce(a.name, '') AS name, b.geojson, (SELECT name FROM council) AS council
        FROM studied s
        LEFT JOIN area a ON a.code = s.area AND a.generation = (SELECT any_value(generation) FROM chosen)
        LEFT JOIN boundary b ON b.code = s.area AND b.generation = (SELECT any_value(generation) FROM chosen)
        ORDER BY s.area
        """,
    ),
)
# Their counts by period.
COUNTS = (
    *STUDIED[:-1],
    Step(
        "by_period",
        """
        SELECT r.area, r.period, r.numerator, r.denominator, r.hidden, r.source FROM reading r JOIN studied USING (area)
        WHERE r.generation = (SELECT any_value(generation) FROM chosen)
          AND r.indicator = (SELECT any_value(indicator) FROM asked)
        ORDER BY r.area, r.period
        """,
    ),
)


@dataclass(frozen=True, eq=False)
class AreaCounts:
    """Every area that is looked at, and its counts by period, from the rows of ``STUDIED`` and ``COUNTS``."""

    areas: tuple[Row, ...]
    rows: tuple[Row, ...]

    @property
    def boundaries(self) -> dict[str, str]:
        """The boundaries known, as GeoJSON by code."""
        return {str(area["area"]): str(area["geojson"]) for area in self.areas if area["geojson"]}

    @cached_property
    def by_area(self) -> dict[str, list[Row]]:
        """The rows of each area."""
        found: dict[str, list[Row]] = {str(area["area"]): [] for area in self.areas}
        for row in self.rows:
            found[str(row["area"])].append(row)
        return found

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The months that any area has, oldest first."""
        return tuple(sorted(period for period in {str(row["period"]) for row in self.rows} if MONTH.fullmatch(period)))

    def over(self, periods: Collection[str]) -> list[Counted]:
        """Add up the counts of each area over the periods, over the mean of its denominators.

        A hidden figure makes the area's sum unknown. So does a missing one, except of a month: a file of events has no row
        where nothing happened.
        """
        events = set(periods) <= set(self.months)
        return [self._area(area, set(periods), events=events) for area in self.areas]

    def _area(self, area: Row, periods: Collection[str], *, events: bool) -> Counted:
        code, name, here = str(area["area"]), str(area["name"]), bool(area["here"])
        known = [row for row in self.by_area[code] if row["denominator"] is not None]
        inside = [row for row in self.by_area[code] if row["period"] in periods]
        if (not (events and known) and len(inside) < len(periods)) or any(row["hidden"] for row in inside):
            return Counted(code, None, None, name, here)
        below = [float(row["denominator"]) for row in inside or known]
        return Counted(code, sum(float(row["numerator"]) for row in inside), sum(below) / len(below), name, here)

    def by_month(self, codes: Collection[str]) -> dict[str, float]:
        """Add up the counts of some areas by month, over all months that any area has: where none happened, nothing."""
        summed = dict.fromkeys(self.months, 0.0)
        for row in (row for code in codes for row in self.by_area[code]):
            if row["period"] in summed and not row["hidden"]:
                summed[str(row["period"])] += float(row["numerator"])
        return summed


def generation_of(
    rows: Sequence[Row], indicator: Indicator, place: str, made_of: Collection[str], elsewhere: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Choose the newest generation that has the indicator for areas of the place, with its periods, from ``REACHED``.

    Raises NoCounts for an indicator without counts, or one that does not reach the place's small areas.
    """
    if indicator.kind == "mean":
        raise NoCounts(
            "“{label}” is a mean, not a count: nobody can say how much of it is chance. Choose an indicator that counts.",
            label=indicator.label,
        )
    if not rows and elsewhere:
        raise NoCounts(
            "“{label}” is counted by areas of {there}, and {place} is made of areas of {here}. Areas that were split between "
            "the two cannot be told apart, so nothing is guessed. Define the place by its {there} area codes as well.",
            label=indicator.label, place=place, here=listed(sorted(made_of)),
            there=listed(elsewhere, last="or"),
        )  # fmt: skip
    if not rows:
        raise NoCounts(
            "No small area has people or events counted for “{label}” in this evidence file.", label=indicator.label
        )
    newest = max(rows, key=lambda row: (str(row["period"]), str(row["generation"])))["generation"]
    return str(newest), tuple(str(row["period"]) for row in rows if row["generation"] == newest)


def counting(measured: Collection[str], indicators: Mapping[str, Indicator]) -> list[Indicator]:
    """Give the indicators that can be looked at: counts, crime and safety first."""
    able = [indicators[id_] for id_ in measured if id_ in indicators and indicators[id_].kind != "mean"]
    return sorted(able, key=lambda one: (one.topic != "T11", one.label))
