"""What else may be said of a place by its ranks: C7. Shares of the nation, extent, bands by people, and what an average hides."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from hereabouts.core.evidence.deprivation import decile, worst
from hereabouts.core.figures.totals import weighted_mean
from hereabouts.core.sentences import counted
from hereabouts.core.steps import Row

FULL, NONE = 0.10, 0.30  # extent: people of the worst tenth count whole, beyond three tenths not at all
NEAR, FAR = 0.95, 0.05
WIDE = 5  # deciles between the worst and the best area from which an average of the place misleads


def national_share(ranks: Mapping[str, float], n_areas: int, percent: float) -> float:
    """Give how much of the nation's most deprived ``percent`` of areas lies in this place (C7)."""
    last = worst(n_areas, percent)
    return sum(rank <= last for rank in ranks.values()) / last


def extent(ranks: Mapping[str, float], people: Mapping[str, float], n_areas: int) -> float:
    """Give the extent (C7): the share of people in deprived areas, those just outside the worst tenth counted in part."""
    everybody = sum(people[a] for a in ranks)
    if everybody <= 0:
        raise ValueError("nobody lives here")
    return sum(people[a] * _weight(rank / n_areas) for a, rank in ranks.items()) / everybody


def _weight(part: float) -> float:
    if part <= FULL:
        return 1.0
    return 0.0 if part > NONE else NEAR + (FAR - NEAR) * (part - FULL) / (NONE - FULL)


def average_score(scores: Mapping[str, float], people: Mapping[str, float]) -> float:
    """Give the mean score weighted by people (C7), as England publishes for districts. A score is no rank: it may be averaged."""
    return weighted_mean([scores[a] for a in scores], [people[a] for a in scores]).value


def bands_by_people(ranks: Mapping[str, float], people: Mapping[str, float], bands: int = 10) -> dict[str, int]:
    """Give each area its band when each band holds as many people, not as many areas (C7); 1 is the most deprived.

    Not the published decile, which counts areas: say which of the two is printed. Over the whole nation, or nothing.
    """
    ordered = sorted(ranks, key=lambda a: (ranks[a], a))
    reached = list(accumulate(people[a] for a in ordered))
    if not reached or reached[-1] <= 0:
        raise ValueError("nobody lives here")
    middle = [(top - people[a] / 2) / reached[-1] for a, top in zip(ordered, reached, strict=True)]
    return {a: min(bands, int(bands * m) + 1) for a, m in zip(ordered, middle, strict=True)}


def domain_pattern(ranks: Sequence[Row], n_areas: int, percent: float = 20) -> dict[str, int]:
    """Give, by area, in how many domains it lies in the most deprived ``percent`` (C7); the overall index is no domain."""
    last = worst(n_areas, percent)
    found = {str(r["area"]): 0 for r in ranks}
    for row in ranks:
        found[str(row["area"])] += row["domain"] != "overall" and row["rank"] <= last
    return found


def averages_hide(ranks: Mapping[str, float], n_areas: int) -> str:
    """Say that the areas of a place lie far apart, so that no average stands for it; nothing where they do not."""
    if len(ranks) < 2:
        return ""
    deciles = sorted(decile(rank, n_areas) for rank in ranks.values())
    if deciles[-1] - deciles[0] < WIDE:
        return ""
    poor, well = sum(d <= 2 for d in deciles), sum(d > 5 for d in deciles)
    if poor and well:
        return (
            f"Averages hide much here: {counted(poor, 'area')} of {len(deciles)} in the most deprived fifth, "
            f"{well} in the better-off half."
        )
    return f"Averages hide much here: from decile {deciles[0]} to decile {deciles[-1]}."
