"""Working out what a definition comes to in the evidence file: which areas, how much of each, in every generation."""

from collections.abc import Mapping, Sequence

from django.conf import settings

from hereabouts.core import places as core
from hereabouts.core.places.definition import Definition, Found, Remark
from hereabouts.core.places.fitting import (
    Member,
    NothingCounts,
    Overrule,
    Touched,
    decided,
    fit,
    from_lookup,
    overruled,
)
from hereabouts.core.places.rules import NoSuchPlace, Rule
from hereabouts.core.sentences import Sentence, counted, listed
from hereabouts.core.steps import Row, Step
from hereabouts.engines.definitions import generations
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_file import opened
from hereabouts.records.places.carrying import People, carried
from hereabouts.records.places.under import NOTICED, Drawn, under

# The newest count of everybody in each area, whatever kind it is: enough to weigh a fit and to share out what was split.
_PEOPLE = Step(
    "people",
    r"""
    SELECT d.generation, c.area, arg_max(c.value, regexp_extract(c.period, '\d{4}')) AS people,
           arg_max(d.title, regexp_extract(c.period, '\d{4}')) AS source
    FROM cell c JOIN dataset d ON d.id = c.dataset
    WHERE d.population <> '' AND c.measure = 'people' AND c.part = 'all' AND c.value IS NOT NULL GROUP BY ALL
    """,
)
# Areas of which a list says only in part where they lie: it names the nearest wards, or lines at the coast miss each other.
_UNPLACED = Step(
    "unplaced",
    """
    SELECT p.generation, p.code FROM part_of p JOIN carried c ON c.generation = p.generation AND c.code = p.code
    JOIN (SELECT DISTINCT level FROM wanted) w ON w.level = p.level
    GROUP BY p.generation, p.code, p.level, p.edition HAVING sum(p.share) < 1 - $noticed ORDER BY 1, 2
    """.replace("$noticed", str(NOTICED)),
)
_KNOWN = Step("known", "SELECT a.generation, a.code FROM area a JOIN named USING (code) ORDER BY 1, 2")


def worked_out(definition: Definition) -> Found:
    """Work out the areas and the fit of a definition in every generation of the evidence file.

    Raises NoSuchPlace, Ambiguous, NothingCounts or OutsideEverything, or NoEvidence where there is no file yet. A generation
    that cannot be reached is left out, and a remark says why.
    """
    with opened(settings.EVIDENCE) as engine:
        remarks = [Remark("", sentence) for sentence in definition.remarks]
        touched = _touched(engine, definition.rule, remarks)
        said = _by_generation(engine, definition.overrules)
        people, sources = _people(engine)
        members = _decided(touched, definition, said, remarks)
        if definition.rule.parts and definition.how == "apportion":
            remarks += _unplaced(engine, members)
        fits = {g: fit(found, people.get(g, {})) for g, found in members.items()}
        for g, (found, like) in carried(engine, members, definition, people, sources, remarks).items():
            members[g], fits[g] = overruled(found, said.get(g, ())), fits[like]
    return Found(members, fits, tuple(remarks))


def _touched(engine: Duck, rule: Rule, remarks: list[Remark]) -> Drawn:
    if rule.boundary:
        return under(engine, rule.boundary, remarks)
    if rule.codes:
        return _named(engine, rule)
    engine.register("wanted", core.wanted(rule))
    rows = engine.run(core.MATCHED)
    nations = {g: str(facts["nation"]) for g, facts in generations().items()}
    levels = list(dict.fromkeys(level for level, _ in rule.parts))
    return {
        generation: from_lookup([r for r in rows if r["generation"] == generation], levels, codes)
        for generation, codes in core.chosen(rule, rows, nations).items()
    }


def _named(engine: Duck, rule: Rule) -> Drawn:
    known = _known(engine, rule.codes)
    missing = [code for code in rule.codes if not any(code in codes for codes in known.values())]
    if missing:
        raise NoSuchPlace("No lookup knows {codes}. Check the area codes.", codes=listed(missing))
    whole = {g: codes for g, codes in known.items() if len(codes) == len(rule.codes)}
    if not whole:
        raise NoSuchPlace(
            "These codes belong to different generations of boundaries: {mix}. Give codes of one generation.",
            mix=listed([f"{generation} has {len(codes)}" for generation, codes in known.items()]),
        )
    return {g: [Touched(code, 1.0, best=True, basis="named") for code in codes] for g, codes in whole.items()}


def _known(engine: Duck, codes: Sequence[str]) -> dict[str, list[str]]:
    engine.register("named", [{"code": code} for code in codes])
    found: dict[str, list[str]] = {}
    for row in engine.run([_KNOWN]):
        found.setdefault(row["generation"], []).append(row["code"])
    return found


def _by_generation(engine: Duck, said: Sequence[Overrule]) -> dict[str, list[Overrule]]:
    """Sort overrulings by the generations that know their codes."""
    if not said:
        return {}
    known = _known(engine, [one.code for one in said])
    missing = [one.code for one in said if not any(one.code in codes for codes in known.values())]
    if missing:
        raise NoSuchPlace("No lookup knows {codes}. Check the area codes.", codes=listed(missing))
    return {g: [one for one in said if one.code in codes] for g, codes in known.items()}


def _people(engine: Duck) -> tuple[People, dict[str, str]]:
    people: People = {}
    sources: dict[str, str] = {}
    for row in engine.run([_PEOPLE]):
        people.setdefault(row["generation"], {})[row["area"]] = row["people"]
        sources[row["generation"]] = row["source"]
    return people, sources


def _decided(
    touched: Drawn, definition: Definition, said: Mapping[str, Sequence[Overrule]], remarks: list[Remark]
) -> dict[str, tuple[Member, ...]]:
    """Decide in each generation; one in which nothing counts is left out as long as another has something."""
    found: dict[str, tuple[Member, ...]] = {}
    nothing: dict[str, NothingCounts] = {}
    for generation, areas in touched.items():
        try:
            found[generation] = decided(areas, definition.how, said.get(generation, ()))
        except NothingCounts as problem:
            nothing[generation] = problem
    if not found:
        raise next(iter(nothing.values()))
    remarks += [Remark(g, problem) for g, problem in nothing.items()]
    return found


def _unplaced(engine: Duck, members: Mapping[str, tuple[Member, ...]]) -> list[Remark]:
    """Say of which areas the list leaves part unplaced: apportioned, nobody there is counted anywhere."""
    rows: list[Row] = [{"generation": g, "code": m.code} for g, found in members.items() for m in found if m.counts]
    engine.register("carried", rows)
    codes: dict[str, list[str]] = {}
    for row in engine.run([_UNPLACED]):
        codes.setdefault(row["generation"], []).append(row["code"])
    said = "Of {areas} here the list does not say where the whole of it lies, and the people of the rest are counted nowhere."
    return [Remark(g, Sentence(said, areas=counted(len(found), "area"))) for g, found in codes.items()]
