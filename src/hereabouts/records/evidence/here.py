"""Who lives where in a place: its areas on the map, and its people by part, together and area by area.

The evidence file never changes, it is replaced: what it says of a place is kept until then, or until the place is redrawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from hereabouts.core.evidence import people
from hereabouts.core.steps import Row
from hereabouts.engines.definitions import engagement, profile_questions
from hereabouts.engines.evidence_file import NoEvidence, as_it_is, opened
from hereabouts.records.evidence.shapes import Shape, told
from hereabouts.records.places.reads import Sheet

KEPT = 64


@dataclass(frozen=True)
class Here:
    """The people of a place as published: ``rows`` over all of it, ``by_area`` area by area, and the areas themselves."""

    generation: str
    areas: tuple[Shape, ...]
    rows: Sequence[Row]
    by_area: Sequence[Row]

    @property
    def people(self) -> dict[str, int]:
        """Give the people of each area, where they are known."""
        return {area.code: area.people for area in self.areas if area.people is not None}

    def living(self, parts: Sequence[str]) -> dict[str, float]:
        """Give the people of some parts, area by area; nothing where nobody published them so."""
        return people.across(self.by_area, parts, self.generation)

    def name(self, code: str) -> str:
        """Give an area's name; its code where it has none."""
        return next((area.name or area.code for area in self.areas if area.code == code), code)


@dataclass(frozen=True)
class _Asked:
    id: UUID
    version: int
    sheet: Sheet = field(compare=False)


def here(place: Sheet) -> Here:
    """Give who lives in a place and where. Without an evidence file nobody is known to, and its areas have no shape."""
    try:
        return _kept(as_it_is(settings.EVIDENCE), _Asked(place.id, place.version, place))
    except NoEvidence:
        generation = max(place.areas, default="")
        bare = tuple(Shape(code, "", None, None, None, None) for code in place.areas.get(generation, ()))
        return Here(generation, bare, (), ())


@lru_cache(maxsize=KEPT)
def _kept(_: object, asked: _Asked) -> Here:
    place = asked.sheet
    answers = [a for question in profile_questions().values() for a in question.answers]
    parts = {"all", *(part for a in answers for part in a.parts)}
    parts |= {part for one in engagement().lived.values() for part in one.get("parts", ())}
    with opened(settings.EVIDENCE) as engine:
        offered = [(g, tuple(told(engine, place, g, None))) for g in sorted(place.areas, reverse=True)]
        generation, areas = next((o for o in offered if any(a.people for a in o[1])), offered[0])
        engine.register("chosen", [row for g in place.areas for row in place.chosen(g)])
        rows = engine.run(people.PARTS)
        years = sorted({str(row["part"]) for row in rows if str(row["part"]).startswith("age ")})
        engine.register("wanted", [{"part": part} for part in sorted(parts | set(years))])
        return Here(generation, areas, rows, engine.run(people.BY_AREA))
