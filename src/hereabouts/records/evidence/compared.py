"""What a place is held against: neighbourhoods like it, the fifths of its council, its spread, and itself before."""

from datetime import date

from django.conf import settings

from hereabouts.core.evidence import findings as compared
from hereabouts.core.evidence import guards, likeness
from hereabouts.core.evidence.findings import Finding
from hereabouts.core.evidence.ladders import LADDER, Ladder, ladders
from hereabouts.core.evidence.neighbours import Neighbourhood
from hereabouts.core.evidence.over_time import OVER_TIME, Course, courses
from hereabouts.core.evidence.side_by_side import One
from hereabouts.engines import definitions
from hereabouts.engines.evidence_file import NoEvidence, opened
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.evidence.editions import edition_of
from hereabouts.records.evidence.portrait import portrait
from hereabouts.records.places.reads import Sheet


def one(place: Sheet) -> One:
    """Give a place ready to be held against others. Raises what ``portrait`` raises."""
    profile = portrait(place).profile
    areas = {generation: frozenset(codes) for generation, codes in place.areas.items()}
    return One(profile, areas, str(definitions.generations()[profile.generation]["nation"]), str(place.id))


def similar(place: Sheet, generation: str | None = None, *, nearest: int = 5) -> Neighbourhood:
    """Give the neighbourhoods of the nation most like a place, by the traits that ``definitions/similar.toml`` declares.

    Raises NothingAlike where too few are known, NoEvidence when there is no evidence file.
    """
    with opened(settings.EVIDENCE) as engine:
        generation = generation or edition_of(engine, place, None)[1]
        engine.register("chosen", place.chosen(generation))
        engine.register("asked", [{"neighbourhood": definitions.generations()[generation]["neighbourhood"]}])
        engine.register("trait", [{"indicator": id_} for id_ in definitions.traits()])
        rows = engine.run(likeness.LIKENED)
        return likeness.similar_places(place.name, rows, indicators(), definitions.traits(), nearest=nearest)


def inequality(place: Sheet, index: str | None = None) -> list[Ladder]:
    """Give how unequal the council of a place is in each indicator, from its most deprived fifth of people to its least.

    Raises NoLadder where it cannot be cut into fifths, and what ``of_place`` raises.
    """
    with opened(settings.EVIDENCE) as engine:
        edition, generation = edition_of(engine, place, index)
        if edition is None:
            raise guards.not_covered(place.name, index or "An index", [])
        engine.register("chosen", place.chosen(generation))
        engine.register("asked", [{"dataset": edition["dataset"]}])
        return ladders(engine.run(LADDER), indicators())


def findings(place: Sheet, generation: str | None = None) -> list[Finding]:
    """Say how far a place stands from the neighbourhoods of its council, indicator by indicator.

    In the generation asked for, or the one its profile is in. Where the place has fewer than five comparators there is
    no finding. Raises NoEvidence when there is no evidence file.
    """
    with opened(settings.EVIDENCE) as engine:
        generation = generation or edition_of(engine, place, None)[1]
        engine.register("chosen", place.chosen(generation))
        engine.register("asked", [{"neighbourhood": definitions.generations()[generation]["neighbourhood"]}])
        return compared.findings(engine.run(compared.COMPARED), indicators())


def over_time(place: Sheet, *, since: date) -> list[Course]:
    """Say how each indicator of a place stood before a day and how it stands after; nothing without an evidence file."""
    try:
        with opened(settings.EVIDENCE) as engine:
            generation = edition_of(engine, place, None)[1]
            codes = place.areas[generation]
            engine.register("chosen", place.chosen(generation))
            return courses(engine.run(OVER_TIME), indicators(), len(codes), since=since)
    except NoEvidence:
        return []
