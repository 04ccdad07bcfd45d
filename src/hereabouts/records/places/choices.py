"""What a place can be made of: the councils that the evidence file knows, and the areas of one, by neighbourhood."""

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings

from hereabouts.core.steps import Step
from hereabouts.engines.definitions import generations
from hereabouts.engines.evidence_file import NoEvidence, opened


@dataclass(frozen=True)
class Council:
    """A council or district whose areas can be picked, in the newest generation of boundaries that has it."""

    code: str
    name: str
    generation: str
    kind: str


@dataclass(frozen=True)
class Choice:
    """One area to pick."""

    code: str
    name: str
    people: int | None
    geojson: str | None


@dataclass(frozen=True)
class Neighbourhood:
    """A neighbourhood of a council, with the areas that lie in it; those that lie in none stand under no name."""

    name: str
    areas: tuple[Choice, ...]


_COUNCILS = Step(
    "councils",
    """
    SELECT p.parent_code AS code, arg_max(p.parent_name, p.edition) AS name, max(p.generation) AS generation,
           any_value(p.level) AS kind
    FROM part_of p JOIN larger l ON l.generation = p.generation AND l.council = p.level
    WHERE p.best GROUP BY p.parent_code ORDER BY name, code
    """,
)
_AREAS = (
    Step("asked_level", "SELECT * FROM larger WHERE generation = (SELECT any_value(generation) FROM asked)"),
    Step(
        "inside",
        """
        SELECT DISTINCT p.generation, p.code FROM part_of p JOIN asked a ON a.generation = p.generation AND a.code = p.parent_code
        JOIN asked_level l ON l.council = p.level WHERE p.best
        """,
    ),
    Step(
        "people",
        r"""
        SELECT c.area, arg_max(c.value, regexp_extract(c.period, '\d{4}')) AS people FROM cell c
        JOIN dataset d ON d.id = c.dataset JOIN inside i ON i.generation = d.generation AND i.code = c.area
        WHERE d.population <> '' AND c.measure = 'people' AND c.part = 'all' GROUP BY c.area
        """,
    ),
    Step(
        "choices",
        """
        SELECT i.code, any_value(a.name) AS name, any_value(b.geojson) AS geojson, any_value(n.people) AS people,
               coalesce(arg_max(p.parent_name, p.edition), '') AS neighbourhood
        FROM inside i LEFT JOIN area a ON a.generation = i.generation AND a.code = i.code
        LEFT JOIN boundary b ON b.generation = i.generation AND b.code = i.code LEFT JOIN people n ON n.area = i.code
        LEFT JOIN part_of p ON p.generation = i.generation AND p.code = i.code AND p.best
          AND p.level = (SELECT any_value(neighbourhood) FROM asked_level)
        GROUP BY i.code ORDER BY neighbourhood, i.code
        """,
    ),
)


def councils() -> list[Council]:
    """Give the councils and districts whose areas can be picked; none without an evidence file."""
    try:
        with opened(settings.EVIDENCE) as engine:
            engine.register("larger", _larger())
            return [Council(**row) for row in engine.run([_COUNCILS])]
    except NoEvidence:
        return []


def neighbourhoods(council: Council) -> list[Neighbourhood]:
    """Give the areas of a council, by the neighbourhood they lie in."""
    with opened(settings.EVIDENCE) as engine:
        engine.register("larger", _larger())
        engine.register("asked", [{"generation": council.generation, "code": council.code}])
        rows = engine.run(_AREAS)
    return [
        Neighbourhood(name, tuple(_choice(row) for row in group))
        for name, group in groupby(rows, key=lambda row: row["neighbourhood"])
    ]


def _choice(row) -> Choice:
    people = row["people"]
    return Choice(row["code"], row["name"] or "", None if people is None else round(people), row["geojson"])


def _larger() -> list[dict[str, str]]:
    return [
        {"generation": g, "council": facts["council"], "neighbourhood": facts["neighbourhood"]}
        for g, facts in generations().items()
        if not facts.get("units")
    ]
