"""What is known of places: their areas by generation, their fit, and where larger units lie."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Subquery

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.places import Fit
from hereabouts.core.places.definition import Remark
from hereabouts.core.sentences import Sentence
from hereabouts.core.steps import Row
from hereabouts.engines.definitions import calendar, generations
from hereabouts.records.places.models import Place, PlaceArea, PlaceVersion

ELSEWHERE = "SCT"  # whose working days hold where nothing says which nation


@dataclass(frozen=True)
class Sheet:
    """A place as the other rooms know it: a version (the newest, if no other was asked for), with the areas of each generation.

    ``weights`` names the areas that count only in part, and how much of each; every other area counts whole. ``left_out``
    says of each generation that the place cannot be given in why not.
    """

    id: UUID
    name: str
    prefix: str
    version: int
    rule: str
    defined_on: date
    areas: dict[str, tuple[str, ...]]
    fits: dict[str, Fit]
    how: str = "best"
    note: str = ""
    weights: dict[str, dict[str, float]] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    def chosen(self, generation: str) -> list[Row]:
        """Give the areas of one generation as an engine reads them: generation, area and how much of it counts."""
        weights = self.weights.get(generation, {})
        return [
            {"generation": generation, "area": code, "weight": weights.get(code, 1.0)}
            for code in self.areas[generation]
        ]


def sheet(place: Place, version: PlaceVersion | None = None) -> Sheet:
    """Describe a place by its newest version, or by the one given."""
    version = version or PlaceVersion.objects.filter(place=place).prefetch_related("areas", "fits").first()
    counting = weights_of(version)
    return Sheet(
        id=place.pk,
        name=place.name,
        prefix=place.prefix,
        version=version.number,
        rule=version.rule,
        defined_on=version.defined_on,
        areas={generation: tuple(codes) for generation, codes in counting.items()},
        fits={fit.generation: Fit(fit.cover, fit.purity, fit.counted_in) for fit in version.fits.all()},
        how=version.how,
        note=version.note,
        weights={g: part for g, codes in counting.items() if (part := {c: w for c, w in codes.items() if w < 1})},
        left_out={r.generation: str(r.sentence) for r in remarks_of(version) if r.generation not in {"", *counting}},
    )


def weights_of(version: PlaceVersion) -> dict[str, dict[str, float]]:
    """Give how much of each area counts, by generation; what does not count is not there."""
    found: dict[str, dict[str, float]] = {}
    for area in version.areas.all():
        if area.weight > 0:
            found.setdefault(area.generation, {})[area.code] = area.weight
    return found


def remarks_of(version: PlaceVersion) -> list[Remark]:
    """Give what whoever reads a figure of this version should know."""
    return [Remark(one["generation"], Sentence(one["text"], **one["values"])) for one in version.remarks]


def working_calendar(place: UUID | None) -> WorkingCalendar:
    """Give the working days of a place, by its id: those of the nation that the boundaries of its areas belong to.

    One rule for every clock of the partnership. Where nothing says which nation (no place, boundaries nobody described)
    Scotland's hold.
    """
    return calendar(nation_of(place))


def nation_here() -> str:
    """Give the nation that most places of the partnership lie in: where a form begins when it is about no one place."""
    found = [nation_of(place) for place in Place.objects.values_list("pk", flat=True)]
    return max(sorted(set(found)), key=found.count, default=ELSEWHERE)


def nation_of(place: UUID | None) -> str:
    """Give the nation whose days and laws hold in a place (SCT, ENG or WLS), by the boundaries of its areas."""
    newest = PlaceVersion.objects.filter(place=place).order_by("-number").values("pk")[:1]
    lies_in = (
        PlaceArea.objects.filter(version=Subquery(newest), weight__gt=0).order_by().values_list("generation", flat=True)
    )
    named = {generations()[name]["calendar"] for name in lies_in.distinct() if name in generations()}
    return min(named, default=ELSEWHERE)
