"""The pictures of the hot-spot page as positions: a closer map, the curve, the year, the charts."""

from calendar import month_name
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from hereabouts.core.evidence.control_charts import ControlChart
from hereabouts.core.evidence.hotspots import HOT, Hotspots, Spot
from hereabouts.engines.maps import WIDTH, draw
from hereabouts.records.evidence.hotspots import PlaceHotspots

READABLE = 60  # so few areas can be seen on one map
MARGIN = 45  # drawing units around the hot areas that the closer map shows too
CURVE, CHART = (300, 220), (300, 90)  # the size of the curve, and of one chart


def closer(read: PlaceHotspots, rows: Sequence[dict]) -> dict[str, Any] | None:
    """Draw the surroundings of the hot areas again, larger, where they are a small part of the map."""
    hot = [row["drawn"] for row in rows if row["drawn"] and row["spot"].kind in HOT]
    if not hot or len(rows) <= READABLE:
        return None
    west, east = min(a.x for a in hot) - MARGIN, max(a.x for a in hot) + MARGIN
    north, south = min(a.y for a in hot) - MARGIN, max(a.y for a in hot) + MARGIN
    if max(east - west, south - north) > WIDTH / 2:
        return None
    near = {
        row["spot"].code
        for row in rows
        if row["drawn"] and west < row["drawn"].x < east and north < row["drawn"].y < south
    }
    drawn = draw({code: text for code, text in read.boundaries.items() if code in near})
    paths = {area.code: area for area in drawn.areas} if drawn else {}
    return {
        "drawn": drawn,
        "rows": [{**row, "drawn": paths[row["spot"].code]} for row in rows if row["spot"].code in near],
    }


def curve(found: Hotspots) -> dict[str, Any] | None:
    """Place the concentration curve in its drawing."""
    held = found.concentration
    if held is None:
        return None
    width, height = CURVE
    return {
        "held": held,
        "line": " ".join(f"{x * width:.1f},{height - y * height:.1f}" for x, y in held.curve),
        "width": width,
        "height": height,
        "tenth": held.share_of["10"],
        "tenth_x": round(width / 10, 1),
        "tenth_y": round(height - held.share_of["10"] * height, 1),
        "rows": [{"percent": stop, "share": share} for stop, share in held.share_of.items()],
    }


def season(read: PlaceHotspots) -> dict[str, Any] | None:
    """Place the twelve months as bars around the average month."""
    if not read.seasons:
        return None
    tallest = max(one.index for one in read.seasons)
    bars = [
        {"name": _(month_name[one.month]), "short": _(month_name[one.month])[:3], "index": one.index, "counts": one.counts,
         "x": 25 * n + 3, "height": round(100 * one.index / tallest, 1), "y": round(100 - 100 * one.index / tallest, 1)}
        for n, one in enumerate(read.seasons)
    ]  # fmt: skip
    busiest, quietest = (pick(read.seasons, key=lambda one: one.index) for pick in (max, min))
    return {
        "bars": bars,
        "average": round(100 - 10000 / tallest, 1),
        "years": len(read.seasons[0].counts),
        "said": _("%(high)s is busiest, %(more)d%% above an average month; %(low)s is quietest.")
        % {
            "high": _(month_name[busiest.month]),
            "more": round(busiest.index - 100),
            "low": _(month_name[quietest.month]),
        },
    }


def chart(spot: Spot, chart: ControlChart) -> dict[str, Any]:
    """Place one control chart: its line, its limits, and a mark on each point that breaks a rule."""
    width, height = CHART
    top = max([point.value for point in chart.points] + [point.hi for point in chart.points]) * 1.05 or 1
    n = len(chart.points)
    at = [
        (round(4 + (width - 8) * i / (n - 1), 1), round(height - height * p.value / top, 1))
        for i, p in enumerate(chart.points)
    ]
    unusual = [{"x": x, "y": y, "point": p} for (x, y), p in zip(at, chart.points, strict=True) if p.breaks]
    last = chart.points[-1]
    return {
        "spot": spot,
        "chart": chart,
        "line": " ".join(f"{x},{y}" for x, y in at),
        "middle": round(height - height * chart.middle / top, 1),
        "hi": round(height - height * chart.points[0].hi / top, 1),
        "lo": round(height - height * chart.points[0].lo / top, 1),
        "unusual": unusual,
        "from": chart.points[0].period,
        "to": last.period,
        "newest": _newest(last.breaks),
    }


def _newest(broken: Sequence[str]) -> str:
    words = {
        "outside the limits": _("outside its limits"),
        "seven on one side": _("the seventh or more in a row on one side"),
        "six rising or falling": _("the sixth or more in a row rising or falling"),
        "two of three in the outer third": _("with another of the last three far from the middle"),
    }
    if not broken:
        return _("The newest month is within its usual ups and downs.")
    return _("The newest month is unusual: %(why)s.") % {"why": ", ".join(words[one] for one in broken)}
