"""Which edition of which index a place is read in: the one asked for, or the newest that reaches it; or why there is none."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from hereabouts.core.evidence import guards
from hereabouts.core.places.across import LeftOut
from hereabouts.core.steps import Engine, Row, Step
from hereabouts.engines import definitions
from hereabouts.engines.evidence_file import opened
from hereabouts.records.places.reads import Sheet

INDEXES = Step(
    "editions",
    "SELECT i.*, d.published FROM index_edition i JOIN dataset d ON d.id = i.dataset ORDER BY d.published DESC",
)


def editions(place: Sheet) -> list[str]:
    """Give the editions of the index that reach a place, the newest first."""
    with opened(settings.EVIDENCE) as engine:
        return [e["name"] for e in engine.run([INDEXES]) if e["generation"] in place.areas]


def edition_of(engine: Engine, place: Sheet, index: str | None) -> tuple[dict[str, Any] | None, str]:
    """Give the edition of the index asked for that reaches a place, the newest without a wish, and its boundaries."""
    editions = engine.run([INDEXES])
    reaching = [e for e in editions if e["generation"] in place.areas]
    wanted = [e for e in reaching if index is None or e["name"].lower() == index.lower()]
    if wanted:
        return wanted[0], wanted[0]["generation"]
    _refuse_left_out(place, [e for e in editions if index and e["name"].lower() == index.lower()])
    if index is None and place.areas:
        return None, max(place.areas)
    known = [guards.Edition(e["name"], e["nation"], e["generation"]) for e in editions]
    raise _refusal(place, index or "Any index", known, [e["name"] for e in reaching])


def _refusal(place: Sheet, asked: str, known: Sequence[guards.Edition], covered: Sequence[str]) -> guards.NotCovered:
    """Say why an index cannot be shown here: two editions at once, another nation's, or none that reaches."""
    meant = guards.named_in(asked, known)
    guards.same_edition(place.name, meant)
    here = {definitions.generations()[generation]["nation"] for generation in place.areas}
    if meant and meant[0].nation not in here:
        return guards.other_nation(place.name, meant[0], covered)
    return guards.not_covered(place.name, asked, covered)


def _refuse_left_out(place: Sheet, editions: Sequence[Row]) -> None:
    """Say why a place has no figures on the boundaries of an index, where that was found out when it was defined."""
    for edition in editions:
        if edition["generation"] in place.left_out:
            raise LeftOut("{why}", why=place.left_out[edition["generation"]])
