"""How many people of each kind live in a place: the parts of the measure "people", summed over its areas."""

from collections.abc import Mapping, Sequence

from hereabouts.core.places.fitting import PORTION
from hereabouts.core.steps import Row, Step

# A part counts only where every area of the place has a figure for it: half a place is not the place.
PARTS = (
    PORTION,
    Step(
        "people_by_part",
        """
    SELECT c.dataset, any_value(d.title) AS source, c.period, d.population = 'census' AS late, c.part,
           CAST(round(sum(c.value * k.weight)) AS BIGINT) AS people
    FROM cell c JOIN dataset d ON d.id = c.dataset
    JOIN portion k ON k.generation = d.generation AND k.area = c.area
    WHERE c.measure = 'people'
    GROUP BY c.dataset, c.period, d.population, d.generation, c.part
    HAVING count(c.value) = (SELECT count(*) FROM chosen x WHERE x.generation = d.generation)
    ORDER BY late, c.period DESC, c.dataset, c.part
    """,
    ),
)

# The same parts area by area, of each dataset's newest period: to say where in a place a group lives.
BY_AREA = (
    PORTION,
    Step(
        "ever_whole",
        """
    SELECT c.dataset, c.period, c.part
    FROM cell c JOIN dataset d ON d.id = c.dataset JOIN portion k ON k.generation = d.generation AND k.area = c.area
    WHERE c.measure = 'people' AND c.part IN (SELECT part FROM wanted)
    GROUP BY c.dataset, c.period, c.part, d.generation
    HAVING count(c.value) = (SELECT count(*) FROM chosen x WHERE x.generation = d.generation)
    """,
    ),
    Step("whole_parts", "SELECT dataset, part, max(period) AS period FROM ever_whole GROUP BY dataset, part"),
    Step(
        "people_by_area",
        """
    SELECT w.dataset, any_value(d.title) AS source, w.period, w.part, k.area, any_value(k.generation) AS generation,
           d.population = 'census' AS late, sum(c.value * k.weight) AS people
    FROM whole_parts w JOIN dataset d ON d.id = w.dataset
    JOIN cell c ON c.dataset = w.dataset AND c.period = w.period AND c.part = w.part AND c.measure = 'people'
    JOIN portion k ON k.generation = d.generation AND k.area = c.area
    GROUP BY w.dataset, w.period, w.part, k.area, d.population
    ORDER BY late, w.period DESC, w.dataset, w.part, k.area
    """,
    ),
)


def across(rows: Sequence[Row], parts: Sequence[str], generation: str) -> dict[str, float]:
    """Sum parts area by area on one generation of boundaries, from the one newest dataset that has them all there."""
    offers: dict[str, dict[str, dict[str, float]]] = {}
    for row in rows:
        if row["generation"] == generation and row["part"] in parts:
            by_part = offers.setdefault(str(row["dataset"]), {})
            by_part.setdefault(str(row["part"]), {})[str(row["area"])] = float(row["people"])
    for by_part in offers.values():
        if parts and set(parts) == set(by_part):
            areas = {area for told in by_part.values() for area in told}
            return {area: sum(told.get(area, 0.0) for told in by_part.values()) for area in sorted(areas)}
    return {}


def in_groups(rows: Sequence[Row], groups: Mapping[str, Sequence[str]]) -> tuple[dict[str, int], str]:
    """Sum parts into groups (group -> parts), all from the one newest dataset that has every group's parts.

    Gives nothing, and no source, where no dataset has them all: groups from two datasets make no shares.
    """
    offers: dict[tuple[str, str], dict[str, int]] = {}
    titles: dict[tuple[str, str], str] = {}
    for row in rows:
        key = (str(row["dataset"]), str(row["period"]))
        offers.setdefault(key, {})[str(row["part"])] = int(row["people"])
        titles[key] = f"{row['source']} ({row['period']})"
    for key, parts in offers.items():
        if groups and all(part in parts for wanted in groups.values() for part in wanted):
            return {group: sum(parts[part] for part in wanted) for group, wanted in groups.items()}, titles[key]
    return {}, ""


def in_bands(rows: Sequence[Row], bands: Mapping[str, tuple[int, int]]) -> tuple[dict[str, int], str]:
    """Sum single years of age ("age 0" ... "age 90+") into bands from one year to another, both included."""
    years = {str(row["part"]): _year(str(row["part"])) for row in rows}
    wanted = {
        band: [part for part, year in years.items() if year is not None and lowest <= year <= highest]
        for band, (lowest, highest) in bands.items()
    }
    return in_groups(rows, wanted) if all(wanted.values()) else ({}, "")


def _year(part: str) -> int | None:
    told = part.removeprefix("age ").removesuffix("+")
    return int(told) if part.startswith("age ") and told.isdigit() else None
