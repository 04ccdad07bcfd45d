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
from hereabouts.engines.definitions import topics
from hereabouts.engines.maps import draw
from hereabouts.web.shared.profile_pictures import over_time, people

if TYPE_CHECKING:
    from hereabouts.records.evidence.portrait import Portrait

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # I and O read like 1 and 0
ORDER = ("", "worse", "similar", "better", "not compared")  # what is worst is read first
MARKED = 16  # more areas than this make a table of marks that nobody can read
HIDES = 4


def page(portrait: Portrait, fits: Mapping[str, Fit], on: date) -> dict[str, Any]:
    """Give the template what it prints: findings first, then rows, the pictures, and what we do not know."""
    profile, shapes = portrait.profile, portrait.shapes
    rows = sorted((_row(figure, portrait) for figure in profile.indicators), key=_order)
    known = [row for row in rows if row["figure"].value is not None]
    return {
        "profile": profile,
        "finding": _finding(profile, known),
        "rows": known,
        "unknown": [row["figure"] for row in rows if row["figure"].value is None],
        "heading": _heading(known),
        "compared_with": next((r["council"].name for r in known if r["council"]), None),
        "nation": next((r["nation"].name for r in known if r["nation"]), None),
        "sources": sorted({row["figure"].source for row in known}),
        "notes": any(row["figure"].note or row["figure"].caution for row in known),
        "worst": _worst(profile, shapes),
        "domains": _domains(profile),
        "map": _map(shapes),
        "fit": fits.get(profile.generation),
        "chance": chance([row["figure"] for row in known]).said if any(row["council"] for row in known) else "",
        "standing": next((row["standing"] for row in known if row["standing"]), None),
        "pattern": _pattern(portrait),
        "people": people(portrait.pyramid),
        "trends": over_time(
            list(portrait.histories.values()), [r["figure"].id for r in known if r["words"] == "worse"]
        ),
        "old": [
            (row["figure"], said) for row in known if row["figure"].vintage and (said := row["figure"].vintage.said(on))
        ],
        "hides": _hides(known),
    }


def _order(row: dict[str, Any]) -> tuple[bool, int]:
    """Put what is neither good nor bad last, in the order it has."""
    return row["neutral"], 0 if row["neutral"] else ORDER.index(row["words"])


def _finding(profile: Profile, rows: Sequence[dict]) -> str:
    worse = sum(row["words"] == "worse" for row in rows)
    compared = sum(row["words"] not in {"", "not compared"} and not row["neutral"] for row in rows)
    if not compared:
        return _("Nothing larger is here to compare %(place)s with: its figures stand by themselves.") % {
            "place": profile.place
        }
    where = next((row["council"].name for row in rows if row["council"]), "")
    return ngettext(
        "Worse than %(where)s on %(worse)d of the %(n)d indicator that can be compared.",
        "Worse than %(where)s on %(worse)d of the %(n)d indicators that can be compared.",
        compared,
    ) % {"where": where, "worse": worse, "n": compared}


def _heading(rows: Sequence[dict]) -> str:
    """Say over the table what the table says."""
    where = next((row["council"].name for row in rows if row["council"]), "")
    counts = [sum(row["words"] == word for row in rows) for word in ("worse", "better")]
    if not where:
        return _("What the numbers say")
    told = {"where": where, "worse": counts[0], "better": counts[1]}
    return _("Against %(where)s: worse on %(worse)d, better on %(better)d") % told


def _row(figure: Figure, portrait: Portrait) -> dict[str, Any]:
    council, nation = beside(figure), figure.comparators.get("nation")
    standing = portrait.standings.get(figure.id)
    nation = None if nation is council else nation
    return {
        "figure": figure,
        "neutral": figure.polarity == "neutral",
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
    }


def _stretch(at: Callable[[float | None], float | None], one: float, other: float) -> dict[str, float]:
    lo, hi = sorted(place for value in (one, other) if (place := at(value)) is not None)
    return {"x": lo, "width": round(hi - lo, 2)}


def _hides(rows: Sequence[dict]) -> list[dict[str, Any]]:
    """Give the indicators whose own areas lie furthest apart, against their average: there it hides most."""
    told = [row for row in rows if row["spread"] and row["figure"].value]
    told.sort(key=lambda row: -_wide(row["spread"]) / row["figure"].value)
    return told[:HIDES]


def _wide(found: AreaRange) -> float:
    least, most = found.least.figure, found.most.figure
    return most.value - least.value if least and most else 0.0


def _pattern(portrait: Portrait) -> dict[str, Any] | None:
    """Give a mark for each area in each kind of deprivation; with more areas than letters a table of marks says nothing."""
    codes = [shape.code for shape in portrait.shapes]
    if not portrait.domains or len(codes) > MARKED:
        return None
    by = {(mark.domain, mark.area): mark for mark in portrait.domains}
    kinds = sorted({mark.domain for mark in portrait.domains})
    kinds.sort(
        key=lambda kind: (kind != "overall", -sum(by[kind, c].worst is not None for c in codes if (kind, c) in by))
    )
    named = list(zip(LETTERS, portrait.shapes, strict=False))
    rows = [
        {"kind": "all together" if k == "overall" else k, "marks": [(s, by.get((k, s.code))) for _, s in named]}
        for k in kinds
    ]
    return {"columns": named, "rows": rows}


def _worst(profile: Profile, shapes: Sequence[Any]) -> str:
    code = profile.deprivation.worst_area if profile.deprivation else ""
    return next((f"{shape.name} ({code})" for shape in shapes if shape.code == code and shape.name), code)


def _domains(profile: Profile) -> list[dict[str, Any]]:
    if not profile.deprivation:
        return []
    shares = {"all together": profile.deprivation.most_deprived, **profile.deprivation.domains}
    return [{"domain": name, "ten": share["10"], "twenty": share["20"]} for name, share in shares.items()]


def _map(shapes: Sequence[Any]) -> dict[str, Any] | None:
    drawn = draw({shape.code: shape.geojson for shape in shapes if shape.geojson})
    letters = dict(zip([shape.code for shape in shapes], LETTERS, strict=False)) if len(shapes) <= len(LETTERS) else {}
    paths = {area.code: area for area in drawn.areas} if drawn else {}
    rows = [
        {
            "shape": shape,
            "letter": letters.get(shape.code, ""),
            "drawn": paths.get(shape.code),
            "shade": _shade(shape.decile),
        }
        for shape in shapes
    ]
    return {"drawn": drawn, "rows": rows, "any_decile": any(shape.decile for shape in shapes)}


def _shade(decile: int | None) -> str:
    if decile is None:
        return "none"
    return {1: "ten", 2: "twenty"}.get(decile, "other")
