"""Where services stand, and where a postcode lies: from the evidence file's own lists."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from hereabouts.core.evidence.provision import INSIDE, Provision, Served, Service, by_group, offered, provision, service
from hereabouts.core.partners.directory import Offer
from hereabouts.core.steps import Row, Step
from hereabouts.engines import definitions
from hereabouts.engines.evidence_file import NoEvidence, opened
from hereabouts.records.evidence.portrait import portrait
from hereabouts.records.evidence.reads import people_by_part
from hereabouts.records.places.reads import Sheet

_LIES = Step(
    "lies",
    """
    SELECT p.postcode, p.generation, p.area, a.name, d.title AS source FROM postcode p JOIN asked USING (postcode)
    LEFT JOIN area a ON a.generation = p.generation AND a.code = p.area JOIN dataset d ON d.id = p.dataset
    ORDER BY p.generation, p.area
    """,
)

_NOWHERE = Step("nowhere", "SELECT count(*) AS n FROM service WHERE area = ''")


@dataclass(frozen=True)
class Provided:
    """The services of a place beside its needs; ``nowhere`` counts those of all lists that could not be placed anywhere."""

    topics: tuple[Provision, ...]
    groups: tuple[Served, ...]
    untold: tuple[Service, ...]
    by_area: Counter[str]
    sources: tuple[str, ...]
    nowhere: int
    count: int

    @property
    def unnamed(self) -> tuple[str, ...]:
        """Name the groups of whom nothing is known: no service names them, and nobody publishes how many they are."""
        return tuple(one.label for one in self.groups if not one.services and one.people is None)


def provided(place: Sheet, offers: Iterable[Offer] = ()) -> Provided:
    """Lay the services of a place beside its needs, topic by topic: of every list, and of the directory. Raises NoEvidence."""
    here = [service(row) for row in inside(place)] + [offered(offer) for offer in offers]
    known = {code: str(topic["label"]) for code, topic in definitions.topics().items()}
    with opened(settings.EVIDENCE) as engine:
        ((nowhere,),) = [tuple(row.values()) for row in engine.run([_NOWHERE])]
    return Provided(
        topics=provision(here, portrait(place).profile.indicators, known),
        groups=by_group(here, definitions.named_groups(), people_by_part(place)),
        untold=tuple(s for s in here if s.topic not in known),
        by_area=Counter(s.area for s in here if s.area),
        sources=tuple(dict.fromkeys(s.source for s in here)),
        nowhere=nowhere,
        count=len(here),
    )


_POINT = Step(
    "point",
    """
    SELECT avg(c.north) AS north, avg(c.east) AS east FROM postcode p JOIN asked USING (postcode)
    JOIN centre c ON c.generation = p.generation AND c.code = p.area
    """,
)


def inside(place: Sheet) -> list[Row]:
    """Give the services that stand in a place. One whose postcode no list knows stands nowhere, and is not among them."""
    with opened(settings.EVIDENCE) as engine:
        engine.register(
            "chosen", [{"generation": g, "area": code} for g, codes in place.areas.items() for code in codes]
        )
        return engine.run(INSIDE)


def of_postcode(postcode: str) -> list[Row]:
    """Give the area that a postcode lies in, however it is spaced; nothing where our list does not have it."""
    with opened(settings.EVIDENCE) as engine:
        engine.register("asked", [{"postcode": "".join(postcode.upper().split())}])
        return engine.run([_LIES])


def point_of(postcode: str) -> tuple[float, float] | None:
    """Give latitude and longitude of where the people of a postcode's small area centre; None where no list knows it."""
    try:
        with opened(settings.EVIDENCE) as engine:
            engine.register("asked", [{"postcode": "".join(postcode.upper().split())}])
            found = engine.run([_POINT])
    except NoEvidence:
        return None
    north, east = (found[0]["north"], found[0]["east"]) if found else (None, None)
    return None if north is None else (north, east)
