"""A curve drawn with the range it was forecast to go on in. Positions only, no new numbers."""

from typing import Any

from hereabouts.core.plans.curve import Curve

LEFT, RIGHT, TOP, BOTTOM = 52.0, 560.0, 16.0, 190.0  # the frame of a chart of 620 by 220


def drawn(told: Any) -> dict[str, Any] | None:
    """Place a curve, its forecast and the range around it; nothing where there is no figure."""
    curve: Curve = told.curve
    points = (*curve.baseline, *curve.since)
    if not points:
        return None
    times = [p.time for p in points] + [f.time for f in curve.forecast]
    values = [p.value for p in points] + [v for f in curve.forecast for v in (f.lo, f.hi)]
    low, high = min(0.0, *values), max(values) or 1.0

    def x(time: float) -> float:
        return LEFT + (RIGHT - LEFT) * (
            (time - min(times)) / (max(times) - min(times)) if max(times) > min(times) else 0.5
        )

    def y(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (value - low) / ((high - low) or 1.0)

    def line(pairs: Any) -> str:
        return " ".join(f"{x(t):.1f},{y(v):.1f}" for t, v in pairs)

    band = [*((f.time, f.hi) for f in curve.forecast), *((f.time, f.lo) for f in reversed(curve.forecast))]
    return {
        "baseline": line((p.time, p.value) for p in curve.baseline), "since": line((p.time, p.value) for p in _joined(curve)),
        "forecast": line((f.time, f.value) for f in curve.forecast), "band": line(band),
        "dots": [(f"{x(p.time):.1f}", f"{y(p.value):.1f}") for p in points],
        "grid": [(round(y(low + (high - low) * part), 1), low + (high - low) * part) for part in (0, 0.5, 1)],
        "from": points[0].period, "to": points[-1].period,
    }  # fmt: skip


def _joined(curve: Curve) -> tuple:
    """Begin what came since at the last point of the baseline, so that the line does not break."""
    return (*curve.baseline[-1:], *curve.since) if curve.since else ()
