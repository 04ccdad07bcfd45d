"""Inequality inside a council: each indicator from its most deprived fifth of people to its least (C8, S-02).

Where the index itself counts what the indicator counts, part of the slope is of the index's own making: it is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.readings import COUNCIL
from hereabouts.core.evidence.summaries import bands_by_people
from hereabouts.core.figures.inequality import (
    Band,
    Inequality,
    absolute_gap,
    band,
    concentration_index,
    relative_gap,
    relative_index,
    slope_index,
)
from hereabouts.core.sentences import Sentence, counted
from hereabouts.core.steps import Row, Step

FIFTHS = 5
FEWEST_AREAS = 10  # two to a fifth; of fewer a fifth is a place and not a fifth
OWN_MAKING = "An index of deprivation counts some of the same things, and that part of a slope is of its own making."

# Registered before: ``chosen`` and ``asked`` (the dataset of the index). One row an indicator and area of the council.
LADDER = (
    *COUNCIL,
    Step(
        "ranked",
        """
        SELECT c.area, min(c.value) AS rank FROM cell c JOIN in_council USING (area) JOIN asked ON c.dataset = asked.dataset
        WHERE c.measure = 'rank' AND c.part = 'overall' AND c.value IS NOT NULL GROUP BY c.area
        """,
    ),
    Step(
        "rungs",
        """
        SELECT r.indicator, r.period, r.area, k.rank, r.numerator, r.denominator, r.hidden, r.source,
               (SELECT name FROM council) AS council
        FROM reading r JOIN ranked k USING (area)
        WHERE r.generation = (SELECT any_value(generation) FROM chosen)
        QUALIFY r.period = max(r.period) OVER (PARTITION BY r.indicator)
        ORDER BY r.indicator, k.rank, r.area
        """,
    ),
)


class NoLadder(Sentence):
    """A council too small, or without ranks, to be cut into fifths."""


@dataclass(frozen=True)
class Ladder:
    """One indicator across a council: the rate of each fifth, and every measure of how unequal they are.

    The relative measures are None where a fifth has none at all; ``left_out`` counts areas the publisher hid.
    """

    indicator: str
    label: str
    unit: str
    council: str
    period: str
    source: str
    fifths: tuple[Band, ...]
    gap: Inequality
    slope: Inequality
    ratio: Inequality | None
    relative: Inequality | None
    concentration: Inequality | None
    left_out: int


def ladders(rows: Sequence[Row], indicators: Mapping[str, Indicator]) -> list[Ladder]:
    """Give one ladder for each indicator, from the rows of ``LADDER``. Its fifths hold as many of those it counts.

    Raises NoLadder where the council has too few ranked areas. An indicator with too few events in all has no ladder.
    """
    areas = len({row["area"] for row in rows})
    if areas < FEWEST_AREAS:
        raise NoLadder(
            "The council has {areas} with a rank and figures: too few to cut into fifths. It needs {n}.",
            areas=counted(areas, "area"), n=FEWEST_AREAS,
        )  # fmt: skip
    found = (
        _ladder(indicators[id_], rows) for id_ in dict.fromkeys(str(r["indicator"]) for r in rows) if id_ in indicators
    )
    return [ladder for ladder in found if ladder is not None]


def _ladder(document: Indicator, rows: Sequence[Row]) -> Ladder | None:
    ours = [r for r in rows if r["indicator"] == document.id]
    told = [r for r in ours if not r["hidden"] and r["denominator"]]
    if len(told) < FEWEST_AREAS or (document.kind != "mean" and sum(r["numerator"] for r in told) < document.smallest):
        return None
    fifths = bands_by_people({r["area"]: r["rank"] for r in told}, {r["area"]: r["denominator"] for r in told}, FIFTHS)
    bands = [_band(document, [r for r in told if fifths[r["area"]] == n]) for n in range(1, FIFTHS + 1)]
    if None in bands:
        return None
    made = [b for b in bands if b is not None]
    any_at_all = min(made[0].rate, made[-1].rate) > 0
    return Ladder(
        document.id, document.label, document.unit, str(ours[0]["council"]), str(ours[0]["period"]), str(ours[0]["source"]),
        tuple(made), absolute_gap(made), slope_index(made), relative_gap(made) if any_at_all else None,
        relative_index(made) if any_at_all else None, concentration_index(made) if any_at_all else None,
        len(ours) - len(told),
    )  # fmt: skip


def _band(document: Indicator, rows: Sequence[Row]) -> Band | None:
    count, of = sum(r["numerator"] for r in rows), sum(r["denominator"] for r in rows)
    if not rows or (document.kind == "proportion" and count > of):
        return None
    if document.kind == "mean":
        return Band(of, count / of)
    return band(round(count), round(of), kind=document.kind, per=document.per)
