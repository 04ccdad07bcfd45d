"""Deprivation of a place, counted the only way it may be: shares of areas and of people (C7).

An index ranks areas, 1 the most deprived. A place of several areas has no rank: a mean rank, a
difference of ranks and a change of rank say nothing, and none of them can be asked for here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from hereabouts.core.places.fitting import PORTION
from hereabouts.core.steps import Row, Step

HALF = 0.5
CUTS = (10, 20)  # per cent most deprived, as the profile prints them for each domain
ALL_CUTS = (5, 10, 15, 20)  # and for the index as a whole


@dataclass(frozen=True)
class Share:
    """How much of a place lies in the most deprived part of the nation. People are None where no population fits."""

    areas: int
    share_areas: float
    people: int | None
    share_people: float | None


def worst(n_areas: int, percent: float) -> int:
    """Give the last rank that still belongs to the most deprived ``percent`` of ``n_areas`` (C7: rounded down)."""
    return int(percent * n_areas / 100)


def decile(rank: float, n_areas: int) -> int:
    """Give the decile of one area by formula (C7). Where the publisher prints one, show that one."""
    return ceil(10 * rank / n_areas)


def vigintile(rank: float, n_areas: int) -> int:
    """Give the vigintile of one area by formula (C7)."""
    return ceil(20 * rank / n_areas)


# The rank of each chosen area in each domain of one index.
RANKS = (
    PORTION,
    Step(
        "place_rank",
        """
        SELECT c.area, c.part AS domain, c.value AS rank, portion.weight
        FROM cell c JOIN portion USING (area) JOIN asked ON c.dataset = asked.dataset
        WHERE c.measure = 'rank' AND c.value IS NOT NULL
        ORDER BY c.part, c.area
        """,
    ),
)


def shares(ranks: Sequence[Row], n_areas: int, people: Mapping[str, int] | None) -> dict[str, dict[str, Share]]:
    """Give, by domain, the share of a place in the most deprived 10 and 20 per cent; overall in 5 and 15 too.

    ``ranks`` are the rows of ``RANKS``, ``n_areas`` is how many areas the index ranks, and ``people`` who lives in
    each area (None where no population covers the place). The overall index is the domain "overall".
    """
    domains = sorted({str(row["domain"]) for row in ranks})
    return {
        d: {str(k): _share([r for r in ranks if r["domain"] == d], worst(n_areas, k), people) for k in _cuts(d)}
        for d in domains
    }


def _cuts(domain: str) -> tuple[int, ...]:
    return ALL_CUTS if domain == "overall" else CUTS


# What the publisher prints as the decile of each chosen area.
DECILES = (
    Step(
        "place_decile",
        """
        SELECT c.area, c.value AS decile FROM cell c JOIN chosen USING (area) JOIN asked ON c.dataset = asked.dataset
        WHERE c.measure = 'decile' AND c.part = 'overall' AND c.value IS NOT NULL ORDER BY c.area
        """,
    ),
)


def otherwise_published(ranks: Sequence[Row], deciles: Sequence[Row], n_areas: int) -> str:
    """Say where counting published deciles gives another number than counting ranks does (C7); nothing where none does.

    ``ranks`` are the overall rows of ``RANKS``, ``deciles`` those of ``DECILES``.
    """
    areas, printed = counted_areas(ranks), {row["area"]: row["decile"] for row in deciles}
    told = [
        (percent, sum(r["rank"] <= worst(n_areas, percent) for r in areas), sum(printed[r["area"]] <= percent / 10 for r in areas))
        for percent in CUTS
        if all(r["area"] in printed for r in areas)
    ]  # fmt: skip
    return " ".join(
        f"In the most deprived {percent} % we count {ours} by rank; by the decile that the publisher prints it would be {theirs}."
        for percent, ours, theirs in told
        if ours != theirs
    )


def counted_areas(ranks: Sequence[Row]) -> list[Row]:
    """Keep the areas that are counted as areas: of those that lie in the place only in part, the ones with half or more there."""
    return [row for row in ranks if row.get("weight", 1) >= HALF] or list(ranks)


def _share(ranks: Sequence[Row], last: int, people: Mapping[str, int] | None) -> Share:
    areas = counted_areas(ranks)
    inside = sum(row["rank"] <= last for row in areas)
    if people is None:
        return Share(inside, inside / len(areas), None, None)
    living = sum(people[row["area"]] for row in ranks if row["rank"] <= last)
    everybody = sum(people[row["area"]] for row in ranks)
    return Share(inside, inside / len(areas), living, living / everybody if everybody else None)
