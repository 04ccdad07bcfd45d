"""Where services stand, and where a postcode lies: from the evidence file's own lists."""

from django.conf import settings

from hereabouts.core.steps import Row, Step
from hereabouts.engines.evidence_file import opened
from hereabouts.records.places.reads import Sheet

INSIDE = (
    Step(
        "inside",
        """
        SELECT s.*, d.title AS source FROM service s JOIN dataset d ON d.id = s.dataset
        JOIN chosen c ON c.generation = s.generation AND c.area = s.area
        ORDER BY s.kind, s.name, s.dataset, s.row
        """,
    ),
)
_LIES = Step(
    "lies",
    """
    SELECT p.postcode, p.generation, p.area, a.name, d.title AS source FROM postcode p JOIN asked USING (postcode)
    LEFT JOIN area a ON a.generation = p.generation AND a.code = p.area JOIN dataset d ON d.id = p.dataset
    ORDER BY p.generation, p.area
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
