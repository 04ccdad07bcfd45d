"""Own tables in the calculations of the published numbers: their readings stand in for the evidence file's own.

The steps of a profile read a table called ``reading``. Here rows of that shape, registered as ``own_given``, take its name,
and every step after them works as it does for a publisher: sums, comparators, areas, years.
"""

from collections.abc import Sequence

from hereabouts.core.evidence.readings import COUNCIL
from hereabouts.core.steps import Row, Step

STAND_IN = Step(
    "reading",
    """
    SELECT * REPLACE (CAST(numerator AS DOUBLE) AS numerator, CAST(denominator AS DOUBLE) AS denominator) FROM own_given
    """,
)

# Areas that a table is by which are larger than small areas (wards): each with whether the whole of it lies in the place.
WHOLE_UNITS = (
    Step(
        "lies",
        """
        SELECT p.parent_code AS area, p.code, coalesce(c.weight, 0) AS weight,
               p.edition = max(p.edition) OVER (PARTITION BY p.level, p.parent_code) AS newest
        FROM part_of p LEFT JOIN chosen c ON c.generation = p.generation AND c.area = p.code
        WHERE p.best AND p.generation = (SELECT any_value(generation) FROM chosen)
          AND p.parent_code IN (SELECT area FROM own_given)
        """,
    ),
    Step(
        "whole_units",
        "SELECT area, min(weight) >= 1 AS whole, max(weight) > 0 AS touched, count(*) AS areas FROM lies WHERE newest "
        "GROUP BY area ORDER BY area",
    ),
)

# Which council each such unit lies in, in the words of a lookup.
UNITS_OF = Step(
    "part_of",
    """
    SELECT DISTINCT (SELECT any_value(generation) FROM own_given) AS generation, w.parent_code AS code, c.level, c.parent_code,
           c.parent_name, c.edition, 1.0 AS share, true AS best, '' AS dataset
    FROM main.part_of w JOIN main.part_of c ON c.generation = w.generation AND c.code = w.code
    WHERE w.best AND c.best AND c.level IN ('council', 'district') AND w.parent_code IN (SELECT area FROM own_given)
    """,
)

COUNCIL_AREAS = (*COUNCIL, Step("every_area", "SELECT area FROM in_council"))


def comparable(rows: Sequence[Row], indicators: set[str], council_areas: int) -> list[Row]:
    """Keep the sums of own tables, and those of a council only where the table has every area of it.

    A council of which half is missing is no comparator, and nobody would see it.
    """
    ours = [row for row in rows if row["indicator"] in indicators and row["who"] != "nation"]
    return [row for row in ours if row["who"] != "council" or row["areas"] >= council_areas > 0]


def made_of(units: Sequence[Row], chosen: int) -> list[str]:
    """Give the units that make up a place; none where one lies in it only in part, or where they are not all of it."""
    touched = [row for row in units if row["touched"]]
    if not touched or not all(row["whole"] for row in touched) or sum(row["areas"] for row in touched) != chosen:
        return []
    return [str(row["area"]) for row in touched]
