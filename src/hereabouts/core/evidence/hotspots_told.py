"""Hot spots for programs and in words: the object that is printed, how it was worked out, and what goes with it."""

from collections.abc import Mapping
from dataclasses import asdict

from hereabouts.core.evidence.concentration import Concentration
from hereabouts.core.evidence.hotspots import Hotspots, Regression, Sensitivity, Spot
from hereabouts.core.sentences import counted

APPROXIMATE = (
    "It is of small areas, not of points: published police events lie at approximate points, shared by at least eight "
    "addresses, and near a border may belong next door."
)


def told(found: Hotspots) -> dict[str, object]:
    """Give the answer for programs: the object that the command line prints."""
    return {
        "moran": asdict(found.moran),
        "areas": [_area(spot) for spot in found.spots],
        "neighbours": found.neighbours,
        "mean_neighbours": found.mean_neighbours,
        "no_neighbours": found.alone,
        "left_out": found.left_out,
        "sensitivity": _maybe(found.sensitivity),
        "concentration": _maybe(found.concentration),
        "regression_to_the_mean": _maybe(found.regression),
        "per": found.per,
        "permutations": found.permutations,
        "seed": found.seed,
        "method": method(found),
        "cautions": cautions(found),
    }


def _maybe(noun: Sensitivity | Concentration | Regression | None) -> dict[str, object] | None:
    return asdict(noun) if noun else None


def _area(spot: Spot) -> Mapping[str, object]:
    facts = {name: getattr(spot, name) for name in Spot.__dataclass_fields__ if name not in {"kind", "here"}}
    for name in ("count", "denominator"):
        facts[name] = int(facts[name]) if facts[name] is not None and facts[name] == int(facts[name]) else facts[name]
    return {**facts, "class": spot.kind, "here": spot.here}


def cautions(found: Hotspots) -> list[str]:
    """Say what goes with every answer: approximate points, and the fall that comes by itself (C28)."""
    told_ = [APPROXIMATE]
    back = found.regression
    if back:
        told_.append(
            f"The {counted(back.areas, 'hot area')} had {back.counted:,.0f}. Places picked for being high fall back by "
            f"themselves: if nothing changes, about {back.expected:,.0f} may be expected next time."
        )
    elif found.hot:
        told_.append("Places picked for being high fall back by themselves: judge no project by that fall alone.")
    return told_


def method(found: Hotspots) -> str:
    """Say in one line how it was worked out."""
    figure = "empirical-Bayes rates (C11)" if found.smooth else "the figures as given"
    chance = (
        f"permutation p, two-sided, {found.permutations:,} conditional permutations, seed {found.seed}"
        if found.permutations
        else "analytic p, two-sided"
    )
    return (
        f"C9: Moran's I, then Getis-Ord Gi* with the area itself, on {figure}; row-standardised neighbours: {found.neighbours}; "
        f"{chance}; q by Benjamini and Hochberg; very clearly, clearly, probably are q of at most 0.01, 0.05, 0.10."
    )
