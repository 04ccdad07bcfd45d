"""What is known of places: their areas by generation, their fit, and where larger units lie."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Subquery

from hereabouts.core import places as core
from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.places import Fit, NoSuchPlace, Rule
from hereabouts.core.sentences import listed
from hereabouts.core.steps import Step
from hereabouts.engines.definitions import calendar, generations
from hereabouts.engines.evidence_file import opened
from hereabouts.records.places.models import Place, PlaceArea, PlaceVersion

ELSEWHERE = "SCT"  # whose working days hold where nothing says which nation


@dataclass(frozen=True)
class Sheet:
    """A place as the other rooms know it: its newest version, with the areas of each generation."""

    id: UUID
    name: str
    prefix: str
    version: int
    rule: str
    defined_on: date
    areas: dict[str, tuple[str, ...]]
    fits: dict[str, Fit]


def sheet(place: Place) -> Sheet:
    """Describe a place by its newest version."""
    version = PlaceVersion.objects.filter(place=place).prefetch_related("areas", "fits").first()
    areas: dict[str, list[str]] = {}
    for area in version.areas.all():
        areas.setdefault(area.generation, []).append(area.code)
    return Sheet(
        id=place.pk,
        name=place.name,
        prefix=place.prefix,
        version=version.number,
        rule=version.rule,
        defined_on=version.defined_on,
        areas={generation: tuple(codes) for generation, codes in areas.items()},
        fits={fit.generation: Fit(fit.cover, fit.purity) for fit in version.fits.all()},
    )


def working_calendar(place: UUID | None) -> WorkingCalendar:
    """Give the working days of a place, by its id: those of the nation that the boundaries of its areas belong to.

    One rule for every clock of the partnership. Where nothing says which nation (no place, boundaries nobody described)
    Scotland's hold.
    """
    newest = PlaceVersion.objects.filter(place=place).order_by("-number").values("pk")[:1]
    lies_in = PlaceArea.objects.filter(version=Subquery(newest)).order_by().values_list("generation", flat=True)
    named = {generations()[name]["calendar"] for name in lies_in.distinct() if name in generations()}
    return calendar(min(named, default=ELSEWHERE))


def areas_of(rule: Rule) -> dict[str, tuple[tuple[str, ...], Fit]]:
    """Work out the areas and the fit of a rule in every generation of the evidence file.

    Raises NoSuchPlace or Ambiguous (core.places), or NoEvidence where there is no file yet.
    """
    with opened(settings.EVIDENCE) as engine:
        if rule.codes:
            return _by_codes(engine, rule)
        engine.register("wanted", core.wanted(rule))
        rows = engine.run(core.MATCHED)
        people = {row["area"]: row["people"] for row in engine.run([_NEWEST_PEOPLE])}
    areas = core.chosen(rule, rows)
    return {
        generation: (codes, _fit(rule, [r for r in rows if r["generation"] == generation], people))
        for generation, codes in areas.items()
    }


# People by area, of whatever total is newest: enough to weigh a fit.
_NEWEST_PEOPLE = Step(
    "people",
    """
    SELECT c.area, arg_max(c.value, c.period) AS people FROM cell c JOIN dataset d ON d.id = c.dataset
    WHERE d.population <> '' AND c.measure = 'people' AND c.part = 'all' AND c.value IS NOT NULL GROUP BY c.area
    """,
)


def _fit(rule: Rule, rows, people) -> Fit:
    """Give the fit of a rule with one part; where parts narrow each other whole areas are taken as they are."""
    return core.fit(rows, people) if len(rule.parts) == 1 else Fit(1.0, 1.0)


def _by_codes(engine, rule: Rule) -> dict[str, tuple[tuple[str, ...], Fit]]:
    engine.register("named", [{"code": code} for code in rule.codes])
    rows = engine.run([Step("found", "SELECT generation, code FROM area JOIN named USING (code) ORDER BY 1, 2")])
    missing = [code for code in rule.codes if code not in {row["code"] for row in rows}]
    if missing:
        raise NoSuchPlace("No lookup knows {codes}. Check the area codes.", codes=listed(missing))
    areas: dict[str, list[str]] = {}
    for row in rows:
        areas.setdefault(row["generation"], []).append(row["code"])
    whole = {g: codes for g, codes in areas.items() if len(codes) == len(rule.codes)}
    if not whole:
        raise NoSuchPlace(
            "These codes belong to different generations of boundaries: {mix}. Give codes of one generation.",
            mix=listed([f"{generation} has {len(codes)}" for generation, codes in areas.items()]),
        )
    return {generation: (tuple(codes), Fit(1.0, 1.0)) for generation, codes in whole.items()}
