"""The areas of a place on the map: boundaries, people, published rank and decile."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from hereabouts.core.evidence import readings
from hereabouts.core.evidence.credits import credit_lines
from hereabouts.core.steps import Engine, Step
from hereabouts.engines.definitions import datasets
from hereabouts.engines.evidence_file import opened
from hereabouts.records.evidence.editions import INDEXES
from hereabouts.records.places.reads import Sheet


@dataclass(frozen=True)
class Shape:
    """One area of a place on the map: its boundary as GeoJSON, its people and its rank."""

    code: str
    name: str
    geojson: str | None
    people: int | None
    rank: int | None
    decile: int | None


_DATASETS = Step("listed", "SELECT * FROM dataset ORDER BY title")
# A place is a handful of areas: each table is first cut down to them, so that the nation beyond costs nothing.
_SHAPES = (
    Step(
        "named", "SELECT code, name FROM area a SEMI JOIN chosen c ON a.generation = c.generation AND a.code = c.area"
    ),
    Step(
        "drawn",
        "SELECT code, geojson FROM boundary b SEMI JOIN chosen c ON b.generation = c.generation AND b.code = c.area",
    ),
    Step(
        "ranked",
        """
        SELECT k.area, max(k.value) FILTER (k.measure = 'rank') AS rank, max(k.value) FILTER (k.measure = 'decile') AS decile
        FROM cell k SEMI JOIN chosen c ON k.area = c.area
        WHERE k.part = 'overall' AND k.dataset IN (SELECT dataset FROM asked) GROUP BY k.area
        """,
    ),
    Step(
        "shape",
        """
        SELECT c.area AS code, any_value(n.name) AS name, any_value(d.geojson) AS geojson, any_value(r.rank) AS rank,
               any_value(r.decile) AS decile
        FROM chosen c LEFT JOIN named n ON n.code = c.area LEFT JOIN drawn d ON d.code = c.area LEFT JOIN ranked r ON r.area = c.area
        GROUP BY c.area ORDER BY c.area
        """,
    ),
)


def shapes(place: Sheet, generation: str, index: str | None) -> Sequence[Shape]:
    """Give the areas of a place with their boundaries, people, published decile and rank in one index."""
    with opened(settings.EVIDENCE) as engine:
        return told(engine, place, generation, index)


def told(engine: Engine, place: Sheet, generation: str, index: str | None) -> Sequence[Shape]:
    """Give the same from an engine that is open already."""
    engine.register("chosen", place.chosen(generation))
    datasets = [e["dataset"] for e in engine.run([INDEXES]) if e["name"] == index]
    engine.register("asked", [{"dataset": d} for d in datasets] or [{"dataset": ""}])
    people = {row["area"]: row["people"] for row in engine.run(readings.POPULATION)}
    return [
        Shape(r["code"], r["name"], r["geojson"], people.get(r["code"]), _whole(r["rank"]), _whole(r["decile"]))
        for r in engine.run(_SHAPES)
    ]


def credits_of(generation: str) -> tuple[str, ...]:
    """Say on what terms the outlines of a generation of areas may be used, and who drew them."""
    drawn = {d.id for d in datasets().values() if d.kind == "boundaries"}
    with opened(settings.EVIDENCE) as engine:
        rows = [row for row in engine.run([_DATASETS]) if row["generation"] == generation]
    found = [row for row in rows if row["id"] in drawn or str(row["file"]).endswith("json")]
    return credit_lines(found, [str(row["title"]) for row in found])


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
