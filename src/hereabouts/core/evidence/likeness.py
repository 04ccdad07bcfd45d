"""What the neighbourhoods of a nation are like, in the declared traits: what similar places are found from."""

from collections.abc import Mapping, Sequence

from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.neighbours import Neighbourhood, Trait, similar
from hereabouts.core.places.fitting import PORTION
from hereabouts.core.steps import Row, Step

# Registered before: ``chosen``, ``asked`` (the level of neighbourhoods) and ``trait`` (indicator).
LIKENED = (
    PORTION,
    Step(
        "unit",
        """
        SELECT DISTINCT p.code AS area, p.parent_code AS who FROM part_of p
        WHERE p.generation = (SELECT any_value(generation) FROM chosen) AND p.best
          AND p.level = (SELECT any_value(neighbourhood) FROM asked)
          AND p.edition = (SELECT max(edition) FROM part_of x WHERE x.level = (SELECT any_value(neighbourhood) FROM asked)
                             AND x.generation = (SELECT any_value(generation) FROM chosen))
        """,
    ),
    # A neighbourhood that shares an area with the place is partly the place itself.
    Step("own", "SELECT DISTINCT who FROM unit JOIN chosen USING (area)"),
    Step(
        "member",
        """
        SELECT '' AS who, area, weight FROM portion
        UNION ALL SELECT who, area, 1 FROM unit WHERE who NOT IN (SELECT who FROM own)
        """,
    ),
    Step(
        "called",
        """
        SELECT u.who, max(p.parent_name) FILTER (p.parent_code = u.who) AS name,
               max(p.parent_name) FILTER (p.level IN ('council', 'district')) AS council
        FROM unit u JOIN part_of p ON p.code = u.area AND p.best GROUP BY u.who
        """,
    ),
    Step(
        "newest",
        """
        SELECT r.indicator, max(r.period) AS period FROM reading r JOIN chosen USING (generation, area)
        JOIN trait USING (indicator) WHERE NOT r.hidden GROUP BY r.indicator
        """,
    ),
    Step(
        "likened",
        """
        SELECT m.who, any_value(c.name) AS name, any_value(c.council) AS council, r.indicator,
               sum(r.numerator * m.weight) AS numerator, sum(r.denominator * m.weight) AS denominator
        FROM reading r JOIN newest USING (indicator, period) JOIN member m ON m.area = r.area
        LEFT JOIN called c ON c.who = m.who
        WHERE NOT r.hidden AND r.generation = (SELECT any_value(generation) FROM chosen)
        GROUP BY m.who, r.indicator HAVING sum(r.denominator) > 0 ORDER BY m.who, r.indicator
        """,
    ),
)


def similar_places(
    place: str,
    rows: Sequence[Row],
    indicators: Mapping[str, Indicator],
    weights: Mapping[str, float],
    *,
    nearest: int = 5,
) -> Neighbourhood:
    """Give the neighbourhoods of the nation most like a place, from the rows of ``LIKENED`` and the declared weights.

    Raises NothingAlike where there are too few of them, or none of the traits is known here.
    """
    places: dict[str, dict[str, float | None]] = {}
    for row in rows:
        name = f"{row['name']}, {row['council']}" if row["who"] else place
        places.setdefault(name, {})[str(row["indicator"])] = float(row["numerator"]) / float(row["denominator"])
    traits = [Trait(id_, indicators[id_].label, weight) for id_, weight in weights.items() if id_ in indicators]
    return similar(place, places, traits, nearest=nearest)
