"""What an engine is asked for a place: its newest population, and each indicator here, in its council and in the nation."""

from hereabouts.core.places.fitting import PORTION
from hereabouts.core.steps import Step

# The newest total that covers every chosen area; mid-year estimates with ages before a bare total or a census.
POPULATION = (
    PORTION,
    Step(
        "population_offered",
        """
        SELECT c.dataset, d.population <> 'mid-year' AS late, c.period, count(*) AS areas
        FROM cell c JOIN dataset d ON d.id = c.dataset JOIN chosen USING (area)
        WHERE d.population <> '' AND d.generation = (SELECT any_value(generation) FROM chosen)
          AND c.measure = 'people' AND c.part = 'all' AND c.value IS NOT NULL
        GROUP BY ALL HAVING count(*) = (SELECT count(*) FROM chosen)
        ORDER BY late, c.period DESC, c.dataset LIMIT 1
        """,
    ),
    Step(
        "place_people",
        """
        SELECT c.area, CAST(round(c.value * portion.weight) AS BIGINT) AS people, d.title AS source, c.period, d.id AS dataset
        FROM cell c JOIN population_offered o ON o.dataset = c.dataset AND o.period = c.period
        JOIN dataset d ON d.id = c.dataset JOIN portion USING (area)
        WHERE c.measure = 'people' AND c.part = 'all' ORDER BY c.area
        """,
    ),
)

# How much of each area counts, the council (or district) that holds the place, and the areas in it.
COUNCIL = (
    PORTION,
    Step(
        "council",
        """
        SELECT p.parent_code, max(p.parent_name) AS name
        FROM part_of p JOIN chosen c ON c.generation = p.generation AND c.area = p.code
        WHERE p.level IN ('council', 'district') AND p.best
        GROUP BY p.parent_code, p.edition ORDER BY p.edition DESC, count(*) DESC, p.parent_code LIMIT 1
        """,
    ),
    Step(
        "in_council",
        """
        SELECT DISTINCT p.code AS area FROM part_of p JOIN council USING (parent_code)
        WHERE p.generation = (SELECT any_value(generation) FROM chosen) AND p.best
        """,
    ),
)

# Sums of each indicator over the place (an area that lies there in part counts with that part, C1), over its council, and
# over the nation.
READINGS = (
    *COUNCIL,
    Step(
        "reached",
        """
        SELECT 'place' AS who, (SELECT any_value(generation) FROM chosen) AS generation, area, weight FROM portion
        UNION ALL SELECT 'council', (SELECT any_value(generation) FROM chosen), area, 1 FROM in_council
        """,
    ),
    Step(
        "sums",
        """
        SELECT who, (SELECT name FROM council) AS council, indicator, period, any_value(source) AS source,
               any_value(published) AS published, any_value(generation) AS generation,
               sum(numerator * weight) FILTER (NOT hidden) AS numerator,
               sum(denominator * weight) FILTER (NOT hidden) AS denominator,
               count(*) AS areas, count(*) FILTER (hidden) AS hidden
        FROM reading JOIN reached USING (generation, area)
        LEFT JOIN (SELECT title, max(published) AS published FROM dataset GROUP BY title) ON title = source
        GROUP BY who, indicator, period
        UNION ALL
        SELECT 'nation', nation, indicator, period, source, '', generation, numerator, denominator, areas, hidden
        FROM nation_reading WHERE generation = (SELECT any_value(generation) FROM chosen)
        ORDER BY indicator, period DESC, who
        """,
    ),
)
