"""What the evidence file lacks for the places of a partnership: months that are missing, councils that no figure reaches."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from hereabouts.core.evidence.reaching import REACHING, Unreached, unreached
from hereabouts.core.steps import Step
from hereabouts.engines.evidence_file import opened
from hereabouts.records.places.reads import Sheet

_MISSING = Step(
    "missing",
    "SELECT dataset, series, string_agg(period, ', ' ORDER BY period) AS periods FROM uncovered GROUP BY ALL ORDER BY ALL",
)


@dataclass(frozen=True)
class Lacking:
    """Missing periods by dataset, in words, and where a dataset does not reach."""

    missing: dict[str, tuple[str, ...]]
    councils: tuple[Unreached, ...]


def lacking(places: Sequence[Sheet]) -> Lacking:
    """Give the gaps for the councils that hold these places. Raises NoEvidence."""
    chosen = [row for place in places for generation in place.areas for row in place.chosen(generation)]
    missing: dict[str, tuple[str, ...]] = {}
    with opened(settings.EVIDENCE) as engine:
        for row in engine.run([_MISSING]):
            missing[row["dataset"]] = (*missing.get(row["dataset"], ()), f"{row['series']}: {row['periods']}")
        if not chosen:
            return Lacking(missing, ())
        engine.register("chosen", chosen)
        return Lacking(missing, unreached(engine.run(REACHING)))
