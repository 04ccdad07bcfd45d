"""The p-chart of weeks as positions: each week's share with the limits of chance around the mean."""

from collections.abc import Sequence
from typing import Any

from hereabouts.core.families.balance import Week

WIDTH, HEIGHT = 660, 180  # drawing units


def p_chart(weeks: Sequence[Week], mean: float) -> dict[str, Any] | None:
    """Place the weeks in their drawing; None with fewer than two, of which nothing can be read."""
    if len(weeks) < 2:
        return None
    step = WIDTH / len(weeks)
    points = [
        {"week": week, "x": round(step * (n + 0.5), 1), "y": _up(week.share), "lo": _up(week.lo), "hi": _up(week.hi),
         "left": round(step * n, 1), "right": round(step * (n + 1), 1)}
        for n, week in enumerate(weeks)
    ]  # fmt: skip
    line = " ".join(f"{p['x']},{p['y']}" for p in points)
    return {"points": points, "line": line, "mean": _up(mean), "width": WIDTH, "height": HEIGHT}


def _up(share: float) -> float:
    return round(HEIGHT - share * HEIGHT, 1)
