"""What the evidence file knows of the codes in a table: of which boundaries they are, who lives there, what adds up to what."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings

from hereabouts.core.evidence import readings
from hereabouts.core.evidence.own_readings import Ground
from hereabouts.core.steps import Row, Step
from hereabouts.engines.definitions import generations
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_file import NoEvidence, opened_here

_KNOWN = Step(
    "known",
    """
    SELECT DISTINCT t.code, x.generation FROM told t
    JOIN (SELECT generation, code FROM area UNION ALL SELECT generation, code FROM unit) x USING (code)
    """,
)
_ALL = Step(
    "everything",
    "SELECT count(*) AS areas FROM area JOIN asked USING (generation)",
)
_UNITS = Step(
    "units",
    """
    SELECT DISTINCT p.parent_code AS unit, p.code FROM part_of p JOIN told t ON t.code = p.parent_code
    JOIN asked USING (generation) WHERE p.best
    """,
)


@dataclass(frozen=True)
class Recognised:
    """A generation of boundaries, and how many of the codes of a column are of it."""

    generation: str
    label: str
    codes: int


def recognised(codes: Collection[str]) -> list[Recognised]:
    """Say of which boundaries codes are, the most likely first; nothing where the evidence file knows none of them."""
    found: dict[str, int] = {}
    for row in _of(codes):
        found[row["generation"]] = found.get(row["generation"], 0) + 1
    made = [Recognised(g, generations()[g]["label"], n) for g, n in found.items() if g in generations()]
    return sorted(made, key=lambda one: (one.codes, one.generation), reverse=True)


def _of(codes: Collection[str]) -> list[Row]:
    if not codes:
        return []
    try:
        with opened_here(settings.EVIDENCE) as engine:
            engine.register("told", [{"code": code} for code in codes])
            return engine.run([_KNOWN])
    except NoEvidence:
        return []


def ground(codes: Collection[str], generation: str, *, people: bool) -> Ground:
    """Give what is known of codes said to be of one generation; ``people`` asks who lives there too."""
    document = generations()[generation]
    labels = {id_: str(one["label"]) for id_, one in generations().items()}
    of: dict[str, set[str]] = {}
    for row in _of(codes):
        of.setdefault(row["code"], set()).add(row["generation"])
    looks = str(document.get("codes") or r"\w+")
    facts = {"generations": {code: frozenset(found) for code, found in of.items()}, "labels": labels, "looks": looks}
    try:
        with opened_here(settings.EVIDENCE) as engine:
            return Ground(**facts, **_asked(engine, codes, of, generation, people=people))
    except NoEvidence:
        return Ground(**facts)


def _asked(engine: Duck, codes: Collection[str], of: dict[str, set[str]], generation: str, *, people: bool) -> dict:
    engine.register("told", [{"code": code} for code in codes] or [{"code": ""}])
    engine.register("asked", [{"generation": generation}])
    units: dict[str, set[str]] = {}
    for row in engine.run([_UNITS]):
        units.setdefault(row["unit"], set()).add(row["code"])
    known = [code for code, found in of.items() if generation in found]
    rows = _people(engine, generation, known) if people and known else []
    return {
        "units": {unit: frozenset(inside) for unit, inside in units.items()},
        "people": {row["area"]: row["people"] for row in rows},
        "people_source": f"{rows[0]['source']} ({rows[0]['period']})" if rows else "",
        "whole": engine.run([_ALL])[0]["areas"] >= generations()[generation].get("areas", float("inf")),
    }


def _people(engine: Duck, generation: str, codes: Collection[str]) -> list[Row]:
    engine.register("chosen", [{"generation": generation, "area": code} for code in codes])
    return engine.run(readings.POPULATION)
