"""What the profile shows of a place's small areas: the marks by kind of deprivation, the map, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hereabouts.core.sentences import listed
from hereabouts.engines.maps import draw

if TYPE_CHECKING:
    from hereabouts.core.evidence.profile import Profile
    from hereabouts.records.evidence.portrait import Portrait

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # I and O read like 1 and 0
MARKED = 16  # more areas than this make a table of marks that nobody can read
MOST_OF = 0.75  # of the areas: "nearly everywhere"


def kinds(portrait: Portrait) -> dict[str, Any] | None:
    """Give deprivation by kind, the most widespread first: a mark for each area where they are few, and the shares."""
    told = portrait.profile.deprivation
    if told is None:
        return None
    shares = {"overall": told.most_deprived, **told.domains}
    order = sorted(
        shares, key=lambda kind: (kind != "overall", -shares[kind]["20"].areas, -shares[kind]["10"].areas, kind)
    )
    marked = len(portrait.shapes) <= MARKED and portrait.domains
    by = {(mark.domain, mark.area): mark for mark in portrait.domains}
    rows = [
        {"kind": _("all together") if k == "overall" else k, "ten": shares[k]["10"], "twenty": shares[k]["20"],
         "marks": [(s, by.get((k, s.code))) for s in portrait.shapes] if marked else []}
        for k in order
    ]  # fmt: skip
    columns = list(zip(LETTERS, portrait.shapes, strict=False)) if marked else []
    return {"rows": rows, "columns": columns, "said": kinds_said(portrait.profile)}


def kinds_said(profile: Profile) -> str:
    """Say over the table in which kinds nearly all areas are deprived, and in which none is."""
    told = profile.deprivation
    if told is None:
        return ""
    most = [kind for kind, share in told.domains.items() if share["20"].areas >= MOST_OF * told.areas]
    none = [kind for kind, share in told.domains.items() if not share["20"].areas]
    most.sort(key=lambda kind: (-told.domains[kind]["20"].areas, kind))
    if most:
        said = _("every kind") if len(most) == len(told.domains) else _few(most)
        words = (
            _("Deprived nearly everywhere in %(most)s; nowhere in %(none)s")
            if none
            else _("Deprived nearly everywhere in %(most)s")
        )
        return words % {"most": said, "none": _few(none)}
    if none:
        return _("No area is among the most deprived in %(none)s") % {"none": _few(none)}
    widest = max(told.domains, key=lambda kind: (told.domains[kind]["20"].areas, kind), default="")
    if not widest:
        return _("Deprivation by kind")
    known = {"kind": widest, "n": told.domains[widest]["20"].areas, "areas": told.areas}
    return _("Most widespread in %(kind)s: %(n)d of %(areas)d areas among the most deprived") % known


def _few(kinds_: Sequence[str]) -> str:
    """Name up to three kinds; of more, two and how many others."""
    if len(kinds_) <= 3:
        return listed(kinds_)
    return listed([*kinds_[:2], _("%(n)d more kinds") % {"n": len(kinds_) - 2}])


def worst(profile: Profile, shapes: Sequence[Any]) -> str:
    """Name the most deprived area, by its name and code."""
    code = profile.deprivation.worst_area if profile.deprivation else ""
    return next((f"{shape.name} ({code})" for shape in shapes if shape.code == code and shape.name), code)


def area_map(portrait: Portrait) -> dict[str, Any]:
    """Give the map with its table twin: letters, shades by published decile, and what the map says in its title."""
    shapes = portrait.shapes
    drawn = draw({shape.code: shape.geojson for shape in shapes if shape.geojson})
    letters = dict(zip([shape.code for shape in shapes], LETTERS, strict=False)) if len(shapes) <= len(LETTERS) else {}
    paths = {area.code: area for area in drawn.areas} if drawn else {}
    rows = [
        {"shape": shape, "letter": letters.get(shape.code, ""), "drawn": paths.get(shape.code), "shade": _shade(shape.decile)}
        for shape in shapes
    ]  # fmt: skip
    return {
        "drawn": drawn, "rows": rows, "any_decile": any(shape.decile for shape in shapes),
        "unknown": any(shape.decile is None for shape in shapes), "said": _map_said(portrait.profile, len(shapes)),
    }  # fmt: skip


def _map_said(profile: Profile, areas: int) -> str:
    told = profile.deprivation
    if told is None:
        return ngettext("Its %(n)d small area", "Its %(n)d small areas", areas) % {"n": areas}
    n = told.most_deprived["20"].areas
    if not n:
        return _("No area here is in the nation's most deprived fifth")
    if n == told.areas > 1:
        return _("All %(n)d areas are in the nation's most deprived fifth") % {"n": n}
    return ngettext(
        "%(n)d of %(areas)d areas is in the nation's most deprived fifth",
        "%(n)d of %(areas)d areas are in the nation's most deprived fifth",
        n,
    ) % {"n": n, "areas": told.areas}


def _shade(decile: int | None) -> str:
    if decile is None:
        return "none"
    return {1: "ten", 2: "twenty"}.get(decile, "other")


def services(portrait: Portrait) -> list[dict[str, Any]]:
    """Give the services that stand in the place, each with its area and that area's published decile: assets over need."""
    shapes = {shape.code: shape for shape in portrait.shapes}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in portrait.services:
        shape = shapes.get(row["area"])
        found.setdefault((row["name"], row["postcode"]), {"service": row, "shape": shape})
    return list(found.values())
