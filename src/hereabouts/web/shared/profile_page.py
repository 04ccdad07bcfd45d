"""What the profile page shows, worked out from the profile: words, marks and positions, no new numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.evidence.figure import Comparator, Figure, beside, chance, in_words
from hereabouts.core.evidence.spread import Standing, spread
from hereabouts.core.places import Fit
from hereabouts.engines.definitions import topics
from hereabouts.web.shared import profile_words
from hereabouts.web.shared.profile_areas import area_map, kinds, services, worst
from hereabouts.web.shared.pyramid_picture import people
from hereabouts.web.shared.trend_pictures import over_time

if TYPE_CHECKING:
    from hereabouts.records.evidence.portrait import Portrait

ORDER = ("", "worse", "higher", "similar", "lower", "better", "not compared")  # what is worst is read first


def page(portrait: Portrait, fits: Mapping[str, Fit], on: date) -> dict[str, Any]:
    """Give the template what it prints: findings first, then rows, the pictures, and what we do not know."""
    profile, shapes = portrait.profile, portrait.shapes
    rows = sorted((_row(figure, portrait) for figure in profile.indicators), key=lambda row: ORDER.index(row["words"]))
    known = [row for row in rows if row["figure"].value is not None]
    return {
        "profile": profile,
        "people_period": profile.population_period,
        "finding": profile_words.finding(profile),
        "rows": known,
        "unknown": [row["figure"] for row in rows if row["figure"].value is None],
        "heading": profile_words.heading(known),
        "judged": [row for row in known if row["figure"].polarity != "neutral"],
        "neutral": [row for row in known if row["figure"].polarity == "neutral"],
        "untested": sum(row["words"] == "not compared" and row["figure"].lo is None for row in known),
        "compared_with": next((r["council"].name for r in known if r["council"]), None),
        "nation": next((r["nation"].name for r in known if r["nation"]), None),
        "sources": sorted({row["figure"].source for row in known}),
        "notes": any(row["figure"].note or row["figure"].caution for row in known),
        "worst": worst(profile, shapes),
        "kinds": kinds(portrait),
        "map": area_map(portrait),
        "services": services(portrait),
        "fit": fits.get(profile.generation),
        "chance": chance([row["figure"] for row in known]).said if any(row["council"] for row in known) else "",
        "standing": next((row["standing"] for row in known if row["standing"]), None),
        "people": people(portrait.pyramid),
        **over_time(list(portrait.histories.values()), [r["figure"].id for r in known if r["words"] == "worse"]),
        "old": profile_words.old(known, on),
        "hides": profile_words.hides(known),
        "beware": profile_words.beware(known),
    }


def _row(figure: Figure, portrait: Portrait) -> dict[str, Any]:
    council, nation = beside(figure), figure.comparators.get("nation")
    standing = portrait.standings.get(figure.id)
    nation = None if nation is council else nation
    return {
        "figure": figure,
        "topic": topics()[figure.topic]["label"],
        "council": council,
        "nation": nation,
        "words": in_words(figure, council) if council else "",
        "standing": standing,
        "spread": spread(portrait.areas.get(figure.id, ())),
        "bar": bar(figure, council, nation, standing) if council and figure.value is not None else None,
    }


def bar(
    figure: Figure, council: Comparator, nation: Comparator | None, standing: Standing | None = None
) -> dict[str, Any]:
    """Place the marks in per cent of the width: the council in the middle, worse to the left."""
    direction = -1 if figure.polarity == "high_bad" else 1
    among = [standing.least, standing.lower, standing.upper, standing.most] if standing else []
    ends = [figure.value, figure.lo, figure.hi, nation.value if nation else None, *among]
    widest = max((abs(end - council.value) for end in ends if end is not None), default=0) * 1.15 or 1

    def at(value: float | None) -> float | None:
        return None if value is None else round(50 + 50 * direction * (value - council.value) / widest, 2)

    lo, hi = sorted(filter(lambda x: x is not None, (at(figure.lo), at(figure.hi)))) or (None, None)
    return {
        "value": at(figure.value),
        "lo": lo,
        "hi": hi,
        "width": None if lo is None else round(hi - lo, 2),
        "nation": at(nation.value if nation else None),
        "all": _stretch(at, among[0], among[3]) if among else None,
        "half": _stretch(at, among[1], among[2]) if among else None,
        "clear": in_words(figure, council) in {"worse", "better", "higher", "lower"},
        "tested": in_words(figure, council) != "not compared",
    }


def _stretch(at: Callable[[float | None], float | None], one: float, other: float) -> dict[str, float]:
    lo, hi = sorted(place for value in (one, other) if (place := at(value)) is not None)
    return {"x": lo, "width": round(hi - lo, 2)}
