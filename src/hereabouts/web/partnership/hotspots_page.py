"""What the hot-spot page shows, worked out from the answer: sentences, shapes and positions, no new numbers."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hereabouts.core.evidence.hotspots import COLD, HOT, NO_FIGURE, Hotspots, Spot
from hereabouts.core.evidence.stretches import said
from hereabouts.engines.maps import draw
from hereabouts.records.evidence.hotspots import PlaceHotspots
from hereabouts.web.partnership.hotspots_pictures import chart, closer, curve, season

NUMBERED = 40  # more numbers than this on a map cannot be read
LOOKS = {"very clearly hot": "hot3", "clearly hot": "hot2", "probably hot": "hot1",
         "very clearly cold": "cold", "clearly cold": "cold", "probably cold": "cold"}  # fmt: skip


def page(read: PlaceHotspots) -> dict[str, Any]:
    """Give the template what it prints: the finding first, then map, table, curve, year and charts."""
    found = read.found
    ranked = sorted(found.spots, key=_rank)
    words = _words()
    rows = [_row(spot, n + 1, words[spot.kind]) for n, spot in enumerate(ranked)]
    standing = [row for row in rows if row["spot"].kind in HOT + COLD]
    drawn = draw(read.boundaries)
    paths = {area.code: area for area in drawn.areas} if drawn else {}
    for row in rows:
        row["drawn"] = paths.get(row["spot"].code)
        row["number"] = row["number"] if row["spot"].kind in HOT and row["number"] <= NUMBERED else ""
    return {
        "read": read,
        "found": found,
        "period": said(read.periods),
        "gathered": _gathered(read),
        "spots_said": _spots_said(found),
        "ours_said": _ours_said(read),
        "sensitivity": _sensitivity(found),
        "regression": _regression(read),
        "rows": rows,
        "standing": standing,
        "drawn": drawn,
        "closer": closer(read, rows),
        "wider": read.within != read.place,
        "curve": curve(found),
        "season": season(read),
        "p": _p(found.moran.p),
        "p_analytic": _p(found.moran.p_analytic),
        "charts": [chart(spot, read.charts[spot.code]) for spot in ranked if spot.code in read.charts],
        "classes": _classes(found),
    }


def _rank(spot: Spot) -> tuple:
    order = (*HOT, *reversed(COLD))
    return (
        order.index(spot.kind) if spot.kind in HOT else len(order) + (spot.kind in COLD) + 2 * (spot.kind == NO_FIGURE),
        -(spot.z if spot.z is not None else -99),
    )


def _row(spot: Spot, number: int, words: str) -> dict[str, Any]:
    return {
        "spot": spot,
        "number": number,
        "words": words,
        "look": LOOKS.get(spot.kind, "none" if spot.kind == NO_FIGURE else "plain"),
    }


def _words() -> dict[str, str]:
    """Say each kind of area; looked up once a page."""
    return {
        "very clearly hot": _("Very clearly hot"), "clearly hot": _("Clearly hot"), "probably hot": _("Probably hot"),
        "very clearly cold": _("Very clearly cold"), "clearly cold": _("Clearly cold"), "probably cold": _("Probably cold"),
        "not clear": _("Not clear"), "no neighbours": _("No neighbours: not tested"), "no figure": _("No figure"),
    }  # fmt: skip


def _gathered(read: PlaceHotspots) -> str:
    """Say first whether figures are gathered at all."""
    moran, facts = read.found.moran, {"what": read.indicator.label, "where": read.within, "when": said(read.periods)}
    if moran.i is None or moran.p is None:
        return _("%(what)s is not gathered in %(where)s, %(when)s: its areas differ by no more than chance.") % facts
    facts |= {"i": f"{moran.i:.2f}", "p": f"{moran.p:.3f}"}
    if moran.p > 0.05:
        return _("%(what)s is not clearly gathered in %(where)s, %(when)s: chance alone could lie like this.") % facts
    if moran.i > moran.expected:
        return _("%(what)s is gathered in %(where)s, %(when)s: areas with much of it lie side by side.") % facts
    return _("%(what)s is scattered in %(where)s, %(when)s: areas with much lie beside areas with little.") % facts


def _spots_said(found: Hotspots) -> str:
    hot, tested = len(found.hot), sum(spot.q is not None for spot in found.spots)
    if not hot:
        return _("No area is a hot spot once %(n)d looks are allowed for.") % {"n": tested}
    return ngettext(
        "%(hot)d of %(n)d areas is a hot spot: it and its neighbours have more than chance would gather.",
        "%(hot)d of %(n)d areas are hot spots: they and their neighbours have more than chance would gather.",
        hot,
    ) % {"hot": hot, "n": tested}


def _ours_said(read: PlaceHotspots) -> str:
    """Say how many of the hot areas lie in the place itself, where its surroundings are looked at too."""
    hot, ours = len(read.found.hot), sum(spot.here for spot in read.found.hot)
    if read.within == read.place or not hot:
        return ""
    if not ours:
        return _("None of them is in %(place)s.") % {"place": read.place}
    return ngettext("%(n)d of them is in %(place)s.", "%(n)d of them are in %(place)s.", ours) % {
        "n": ours,
        "place": read.place,
    }


def _sensitivity(found: Hotspots) -> str:
    tried, hot = found.sensitivity, len(found.hot)
    if tried is None or not hot:
        return ""
    told = ngettext(
        "Under another rule of neighbours (%(rule)s) %(stay)d of the %(hot)d hot area stays hot.",
        "Under another rule of neighbours (%(rule)s) %(stay)d of the %(hot)d hot areas stay hot.",
        hot,
    ) % {"rule": rule_said(tried.neighbours), "stay": tried.stay_hot, "hot": hot}
    return told if 2 * tried.stay_hot >= hot else f"{told} {_('That is weak: do not build on them.')}"


def _p(value: float | None) -> str:
    """Write a p-value: never as nought."""
    if value is None:
        return _("not known")
    return _("under 0.001") if value < 0.001 else f"{value:.3f}"


def rule_said(rule: str) -> str:
    """Say a rule of neighbours in words."""
    if rule.startswith("knn:"):
        return _("the %(k)s nearest areas") % {"k": rule[4:]}
    return {"queen": _("areas that touch, even at a corner"), "rook": _("areas that share a border")}.get(rule, rule)


def _regression(read: PlaceHotspots) -> dict[str, Any] | None:
    """Say what areas that were picked for being high will do by themselves (C28)."""
    back = read.found.regression
    if back is None:
        return None
    return {
        "counted": round(back.counted),
        "expected": round(back.expected),
        "fewer": max(0, round(back.counted) - round(back.expected)),
    }


def _classes(found: Hotspots) -> list[dict[str, Any]]:
    """Count the looks on the map for its key."""
    names = [("hot3", _("Very clearly hot")), ("hot2", _("Clearly hot")), ("hot1", _("Probably hot")),
             ("plain", _("Not clear")), ("cold", _("Cold")), ("none", _("No figure"))]  # fmt: skip
    looks = [LOOKS.get(spot.kind, "none" if spot.kind == NO_FIGURE else "plain") for spot in found.spots]
    return [{"look": look, "label": label, "n": looks.count(look)} for look, label in names if looks.count(look)]
