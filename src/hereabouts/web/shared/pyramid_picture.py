"""Who lives here by age, drawn: the bars of the pyramid and what its title says. Positions only, no new numbers."""

from typing import Any

from django.utils.translation import gettext as _

from hereabouts.core.evidence.pyramid import Pyramid

BAND = 17.0  # the height of an age band
HALF = 190.0  # the width of one side of the pyramid


def people(told: Pyramid | None) -> dict[str, Any] | None:
    """Place the bars of the pyramid, the oldest on top; one side where the publisher does not tell women from men."""
    if told is None:
        return None
    shares = [s for b in told.bands for s in _sides(b, by_sex=told.by_sex) if s is not None]
    widest = max(shares, default=0) or 1
    middle = 300.0 if told.by_sex else 90.0
    reach = HALF if told.by_sex else 2 * HALF
    rows = []
    for n, band in enumerate(reversed(told.bands)):
        ours, theirs = ((band.share_women, band.share_men), (band.council_women, band.council_men))
        if not told.by_sex:
            ours, theirs = (None, band.share), (None, band.council_share)
        bars = [
            _side(side, share, beside, widest, middle, reach)
            for side, share, beside in zip((-1, 1), ours, theirs, strict=True)
        ]
        rows.append({"band": band, "y": n * BAND, "bars": [bar for bar in bars if bar]})
    return {"told": told, "rows": rows, "height": len(rows) * BAND, "said": _who(told), "groups": _groups(told)}


def _groups(told: Pyramid) -> list[tuple[str, int, float, float | None]]:
    """Sum the bands into three ages of life, where the publisher's bands allow it."""
    if not {15, 65} <= {_first(b.label) for b in told.bands}:
        return []
    ages = {_("Under 15"): range(15), _("15 to 64"): range(15, 65), _("65 and over"): range(65, 200)}
    made = []
    for name, years in ages.items():
        bands = [b for b in told.bands if _first(b.label) in years]
        there = sum(b.council_share or 0 for b in bands) if told.council else None
        made.append((name, sum(b.people for b in bands), sum(b.share for b in bands), there))
    return made


def _sides(band: Any, *, by_sex: bool) -> tuple[float | None, ...]:
    if not by_sex:
        return band.share, band.council_share
    return band.share_women, band.share_men, band.council_women, band.council_men


def _side(
    side: int, share: float | None, beside: float | None, widest: float, middle: float, reach: float
) -> dict[str, Any] | None:
    if share is None:
        return None
    gutter = 28.0 if middle > 200 else 0.0  # the ages stand between the two sides
    length = reach * share / widest
    start = middle + side * gutter
    mark = None if beside is None else start + side * reach * beside / widest
    return {"x": start if side > 0 else start - length, "width": length, "mark": mark, "women": side < 0}


def _who(told: Pyramid) -> str:
    """Say over the chart in which ages the place differs most from its council."""
    if not told.council:
        return _("Who lives here, by age")
    parts = {_("children"): range(15), _("people of 65 and over"): range(65, 200)}
    said = []
    for name, ages in parts.items():
        here = sum(b.share for b in told.bands if _first(b.label) in ages)
        there = sum(b.council_share or 0 for b in told.bands if _first(b.label) in ages)
        if abs(here - there) >= 0.01:
            said.append((_("more %(who)s") if here > there else _("fewer %(who)s")) % {"who": name})
    if not said:
        return _("Much the same ages as %(where)s") % {"where": told.council}
    return (_(" and ").join(said)).capitalize() + _(" than %(where)s") % {"where": told.council}


def _first(label: str) -> int:
    return int(label.split(" ", 1)[0])
