"""What the profile page shows, worked out from the profile: words, marks and positions, no new numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hereabouts.core.evidence.figure import Comparator, Figure, beside, chance, in_words
from hereabouts.core.evidence.profile import Profile
from hereabouts.core.evidence.spread import AreaRange, Standing, spread
from hereabouts.core.places import Fit
from hereabouts.engines.definitions import indicators, topics
from hereabouts.records.places.made import label
from hereabouts.web.shared.profile_areas import area_map, kinds, services, worst
from hereabouts.web.shared.profile_pictures import over_time, people

if TYPE_CHECKING:
    from hereabouts.records.evidence.portrait import Portrait

ORDER = ("", "worse", "higher", "similar", "lower", "better", "not compared")  # what is worst is read first
HIDES = 4


def page(portrait: Portrait, fits: Mapping[str, Fit], on: date) -> dict[str, Any]:
    """Give the template what it prints: findings first, then rows, the pictures, and what we do not know."""
    profile, shapes = portrait.profile, portrait.shapes
    rows = sorted((_row(figure, portrait) for figure in profile.indicators), key=lambda row: ORDER.index(row["words"]))
    known = [row for row in rows if row["figure"].value is not None]
    return {
        "profile": profile,
        "people_period": profile.population_period,
        "finding": _finding(profile, known),
        "rows": known,
        "unknown": [row["figure"] for row in rows if row["figure"].value is None],
        "heading": _heading(known),
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
        "old": _old(known, on),
        "hides": _hides(known),
        "beware": _beware(known),
    }


def _finding(profile: Profile, rows: Sequence[dict]) -> str:
    """Open the page with what it finds: on how much of what can be compared the place is worse."""
    judged = [row for row in rows if row["figure"].polarity != "neutral"]
    worse = sum(row["words"] == "worse" for row in judged)
    compared = sum(row["words"] not in {"", "not compared"} for row in judged)
    where = next((row["council"].name for row in judged if row["council"]), "")
    if not compared:
        return _("Nothing larger is here to compare %(place)s with: its figures stand by themselves.") % {
            "place": profile.place
        }
    told = {"where": where, "worse": worse, "n": compared}
    if worse == compared > 1:
        return _("Worse than %(where)s on all %(n)d indicators that can be compared.") % told
    if not worse:
        return _("Clearly worse than %(where)s on none of the %(n)d indicators that can be compared.") % told
    return (
        ngettext(
            "Worse than %(where)s on %(worse)d of the %(n)d indicator that can be compared.",
            "Worse than %(where)s on %(worse)d of the %(n)d indicators that can be compared.",
            compared,
        )
        % told
    )


def _heading(rows: Sequence[dict]) -> str:
    """Say over the table what the table says."""
    where = next((row["council"].name for row in rows if row["council"]), "")
    worse, better = (sum(row["words"] == word for row in rows) for word in ("worse", "better"))
    if not where:
        return _("What the numbers say")
    told = {"where": where, "worse": worse, "better": better}
    if not worse and not better:
        return _("Much like %(where)s where it can be compared") % told
    if not better:
        return _("Worse than %(where)s on %(worse)d, better on none") % told
    return _("Worse than %(where)s on %(worse)d, better on %(better)d") % told


def _old(rows: Sequence[dict], on: date) -> list[tuple[str, list[str], str]]:
    """Say once of all indicators of the same age what they cannot show."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        figure = row["figure"]
        if figure.vintage and (said := figure.vintage.said(on)):
            found.setdefault((figure.period, said), []).append(figure.label)
    return [(period, labels, said) for (period, said), labels in found.items()]


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
        "elsewhere": label(figure.generation) if figure.generation not in {"", portrait.profile.generation} else "",
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


def _beware(rows: Sequence[dict]) -> list[tuple[str, list[str]]]:
    """Give the first thing that the document of each indicator warns of, where it is clearly worse here; each warning once."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for caveat in indicators()[row["figure"].id].caveats[:1] if row["words"] == "worse" else ():
            found.setdefault(caveat, []).append(row["figure"].label)
    return list(found.items())


def _hides(rows: Sequence[dict]) -> list[dict[str, Any]]:
    """Give the indicators whose own areas lie furthest apart, against how far the council's neighbourhoods do."""
    told = [row for row in rows if row["spread"] and row["figure"].value]
    told.sort(key=lambda row: -_wide(row["spread"]) / _width(row))
    return told[:HIDES]


def _width(row: dict) -> float:
    """Give how far neighbourhoods of the council lie apart; the figure itself where nobody knows."""
    among = row["standing"]
    return (among.most - among.least if among else 0.0) or row["figure"].value


def _wide(found: AreaRange) -> float:
    least, most = found.least.figure, found.most.figure
    return most.value - least.value if least and most else 0.0
