"""The profile of a place: who lives there, how deprived it is, and how each indicator compares.

Every figure carries its numerator, its denominator, its interval and its source. What nobody measures is not
in the list; what a publisher hid is said, and is never a zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.evidence.deprivation import Share, counted_areas, otherwise_published
from hereabouts.core.evidence.figure import Figure, beside, in_words
from hereabouts.core.evidence.summaries import averages_hide
from hereabouts.core.steps import Row


@dataclass(frozen=True)
class Deprivation:
    """The shares of a place in one edition of one index."""

    index: str
    areas: int
    most_deprived: dict[str, Share]
    domains: dict[str, dict[str, Share]]
    worst_area: str
    worst_rank: int
    source: str
    hides: str = ""
    note: str = ""  # where the publisher's own deciles count otherwise


@dataclass(frozen=True)
class Profile:
    """A place in one generation of boundaries, as far as open numbers tell."""

    place: str
    generation: str
    areas: int
    population: int | None
    population_source: str | None
    population_note: str
    deprivation: Deprivation | None
    indicators: tuple[Figure, ...]
    population_period: str = ""
    credits: tuple[str, ...] = ()  # the licence of every source, in the words it asks for


def deprivation(
    index: str,
    ranks: Sequence[Row],
    shares: Mapping[str, Mapping[str, Share]],
    source: str,
    n_areas: int,
    deciles: Sequence[Row] = (),
) -> Deprivation:
    """Put the shares of C7 together, with the one area that ranks worst and how far the areas lie apart: averages hide."""
    overall = [row for row in ranks if row["domain"] == "overall"]
    worst = min(counted_areas(overall), key=lambda row: row["rank"])
    return Deprivation(
        index=index,
        areas=len(counted_areas(overall)),
        most_deprived=dict(shares["overall"]),
        domains={domain: dict(share) for domain, share in shares.items() if domain != "overall"},
        worst_area=str(worst["area"]),
        worst_rank=int(worst["rank"]),
        source=source,
        hides=averages_hide({str(row["area"]): row["rank"] for row in overall}, n_areas),
        note=otherwise_published(overall, deciles, n_areas),
    )


def worse_on(profile: Profile) -> tuple[int, int, str]:
    """Count on how many indicators a place is clearly worse, of how many that can be compared, and than whom.

    A neutral indicator is neither better nor worse, and is not counted.
    """
    judged = [f for f in profile.indicators if f.value is not None and f.polarity != "neutral"]
    words = [in_words(f, beside(f)) for f in judged]
    where = next((other.name for f in judged if (other := beside(f))), "")
    return words.count("worse"), sum(word != "not compared" for word in words), where
