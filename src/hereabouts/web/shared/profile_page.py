"""What the profile page shows, worked out from the profile: words, marks and positions, no new numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hereabouts.core.evidence.profile import Comparator, Figure, Profile, beside, in_words
from hereabouts.core.places import Fit
from hereabouts.engines.definitions import topics
from hereabouts.engines.maps import draw

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # I and O read like 1 and 0
ORDER = ("", "worse", "higher", "similar", "lower", "better", "not compared")  # what is worst is read first
MAPPED = 60  # more areas than this get no letters: they would not be readable


def page(profile: Profile, shapes: Sequence[Any], fits: Mapping[str, Fit]) -> dict[str, Any]:
    """Give the template what it prints: findings first, then rows, the map, and what we do not know."""
    rows = sorted((_row(figure) for figure in profile.indicators), key=lambda row: ORDER.index(row["words"]))
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
    }


def _finding(profile: Profile, rows: Sequence[dict]) -> str:
    worse = sum(row["words"] == "worse" for row in rows)
    compared = sum(row["words"] not in {"", "not compared"} for row in rows)
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


def _row(figure: Figure) -> dict[str, Any]:
    council, nation = beside(figure), figure.comparators.get("nation")
    nation = None if nation is council else nation
    return {
        "figure": figure,
        "topic": topics()[figure.topic]["label"],
        "council": council,
        "nation": nation,
        "words": in_words(figure, council) if council else "",
        "bar": bar(figure, council, nation) if council and figure.value is not None else None,
    }


def bar(figure: Figure, council: Comparator, nation: Comparator | None) -> dict[str, Any]:
    """Place the marks in per cent of the width: the council in the middle, worse to the left."""
    direction = -1 if figure.polarity == "high_bad" else 1
    ends = [figure.value, figure.lo, figure.hi, nation.value if nation else None]
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
        "clear": in_words(figure, council) in {"worse", "better", "higher", "lower"},
    }


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
