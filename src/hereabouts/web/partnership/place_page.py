"""What the pages about the make-up of a place show: words and drawings, no new numbers."""

from collections.abc import Iterable, Sequence
from typing import Any

from hereabouts.core.places.words import HOWS, became_said, fit_said, rule_said, why_said
from hereabouts.core.sentences import Sentence
from hereabouts.engines.maps import draw
from hereabouts.records.places.choices import Choice, Neighbourhood
from hereabouts.records.places.made import Ground, Made, Zone, label
from hereabouts.web.shared.middleware import said

FEW = 12  # neighbourhoods that fit on a page with all their areas


def grounds_page(grounds: Sequence[Ground], how: str, boundary: str) -> list[dict[str, Any]]:
    """Give each generation of a place as it is printed: fit in words, every area with its reason, the map."""
    return [
        {
            "ground": ground,
            "fit": said(fit_said(ground.fit, how)),
            "remarks": [said(r.sentence) for r in ground.remarks],
            "edge": [_row(zone) for zone in sorted(ground.zones, key=_order) if _at_the_edge(zone)],
            "others": [_row(zone) for zone in sorted(ground.zones, key=_order) if not _at_the_edge(zone)],
            "map": _map(ground.zones, boundary),
        }
        for ground in grounds
    ]


def made_page(made: Made) -> dict[str, Any]:
    """Give the page on how the numbers of a place are made."""
    return {
        "made": made,
        "rule": said(rule_said(made.sheet.rule)),
        "how": said(Sentence(HOWS[made.sheet.how])),
        "named": not made.boundary and "=" not in made.sheet.rule,
        "grounds": grounds_page(made.grounds, made.sheet.how, made.boundary),
        "remarks": [
            {"where": label(r.generation) if r.generation else "", "said": said(r.sentence)} for r in made.remarks
        ],
        "changed": _changed(made),
        "editions": [{**vars(one), "said": said(rule_said(one.rule))[:160]} for one in made.editions],
    }


def picking_list(neighbourhoods: Sequence[Neighbourhood], ticked: set[str]) -> list[dict[str, Any]]:
    """Give the list to tick, open where it is short or something in it is ticked."""
    few = len(neighbourhoods) <= FEW
    return [
        {"name": n.name, "areas": n.areas, "open": few or any(area.code in ticked for area in n.areas)}
        for n in neighbourhoods
    ]


def picking_map(areas: Iterable[Choice], ticked: set[str]) -> dict[str, Any] | None:
    """Draw the areas that can be picked; those that are ticked stand out."""
    named = {area.code: area.name or area.code for area in areas if area.geojson}
    drawn = draw({area.code: area.geojson for area in areas if area.geojson})
    if drawn is None:
        return None
    rows = [{"area": one, "name": named[one.code], "on": one.code in ticked} for one in drawn.areas]
    return {"drawn": drawn, "rows": rows}


def _order(zone: Zone) -> tuple[bool, bool, str]:
    """Put overruled areas first, then those that count, by code."""
    return (not zone.member.reason, not zone.member.counts, zone.member.code)


def _at_the_edge(zone: Zone) -> bool:
    """Say whether an area needs a look: it is in doubt, was overruled or counts in part."""
    return zone.member.doubtful or bool(zone.member.reason) or 0 < zone.member.weight < 1


def _row(zone: Zone) -> dict[str, Any]:
    return {"zone": zone, "why": said(why_said(zone.member)), "shade": _shade(zone)}


def _map(zones: Sequence[Zone], boundary: str) -> dict[str, Any] | None:
    drawn = draw({zone.member.code: zone.geojson for zone in zones if zone.geojson}, boundary)
    if drawn is None:
        return None
    shades = {zone.member.code: _shade(zone) for zone in zones}
    return {
        "drawn": drawn,
        "rows": [{"area": one, "shade": shades[one.code]} for one in drawn.areas],
        "line": bool(boundary),
    }


def _shade(zone: Zone) -> str:
    if zone.member.counts:
        return "doubtful" if zone.member.doubtful or zone.member.weight < 1 else "counts"
    return "near" if zone.member.doubtful else "out"


def _changed(made: Made) -> list[dict[str, Any]]:
    return [
        {"from": label(one.from_generation), "to": label(one.to_generation), "said": said(became_said(one))}
        for one in made.changed
    ]
