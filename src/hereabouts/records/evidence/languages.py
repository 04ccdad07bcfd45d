"""Main languages of a place, area by area, as they may be shown."""

from dataclasses import dataclass

from django.conf import settings

from hereabouts.core.evidence.languages import LANGUAGES, WORDS, languages
from hereabouts.core.trust.disclosure import DisclosureRule
from hereabouts.core.trust.tables import named
from hereabouts.engines.evidence_file import opened
from hereabouts.records.places.reads import Sheet

# The last row where an area counts only in part: what is hidden cannot be shared out, so nothing is.
WHOLE_AREAS = "All of these areas, whole"


@dataclass(frozen=True)
class Spoken:
    """People by area and main language; None is a hidden count. The last row is the whole place."""

    languages: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    hidden: int
    source: str


def spoken(place: Sheet, rule: DisclosureRule) -> Spoken | None:
    """Give the languages on the newest boundaries of which any dataset knows them; None where none does."""
    with opened(settings.EVIDENCE) as engine:
        for generation in sorted(place.areas, reverse=True):
            engine.register("chosen", place.chosen(generation))
            rows = engine.run(LANGUAGES)
            table = languages(rows, rule)
            if table is not None:
                break
        else:
            return None
    names = {str(row["area"]): str(row["name"]) for row in rows}
    whole = {
        language: sum(int(r["people"]) for r in rows if r["part"] == WORDS + language)
        for language in table.levels("language")
    }
    order = tuple(sorted(whole, key=lambda language: -whole[language]))
    told = [
        (name, tuple(table.cells[named(table.dimensions, (area, language))] for language in order))
        for area, name in [*names.items(), ("All", WHOLE_AREAS if place.weights.get(generation) else place.name)]
    ]
    return Spoken(order, tuple(told), len(table.hidden()), f"{rows[0]['source']} ({rows[0]['period']})")
