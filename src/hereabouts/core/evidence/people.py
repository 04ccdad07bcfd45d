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
