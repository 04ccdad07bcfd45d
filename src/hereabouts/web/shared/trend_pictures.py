"""Each indicator over the years, drawn small: runs, likely ranges, gaps and events. Positions only, no new numbers."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from hereabouts.core.evidence.history import History
from hereabouts.core.evidence.series import Measurement
from hereabouts.core.sentences import listed
from hereabouts.web.shared.tags import figure as written
from hereabouts.web.shared.tags import period

LEFT, RIGHT, TOP, BOTTOM = 46.0, 212.0, 18.0, 138.0  # the frame of a small chart, 262 by 160
WORTH_A_CHART = 2  # measurements
SMALL_CHARTS = 8
LONG = 12  # letters of a period; two longer ones run into each other


def over_time(histories: Sequence[History], worse: Sequence[str] = ()) -> dict[str, Any]:
    """Draw the indicators that have years to show, what changed clearly first, then what is worse; with their events, numbered.

    One list of events serves all the charts, so the same number is the same event in each.
    """
    told = [h for h in histories if sum(m.figure is not None for m in h.measurements) >= WORTH_A_CHART]
    told.sort(key=lambda h: (not _clear(h), h.indicator not in worse, h.label))
    charts = [small(h) for h in told[:SMALL_CHARTS]]
    marked = sorted({one["event"] for chart in charts for one in chart["events"]}, key=lambda event: event.on)
    for chart in charts:
        chart["events"] = [one | {"n": marked.index(one["event"]) + 1} for one in chart["events"]]
    return {
        "trends": charts,
        "trends_said": _changed(told),
        "events": [{"event": event, "n": n} for n, event in enumerate(marked, 1)],
    }


def _changed(told: Sequence[History]) -> str:
    """Say over the charts how many changed for the better or worse, and how many did not clearly."""
    words = [h.since_first.words if h.since_first else "not compared" for h in told]
    counts = {word: words.count(word) for word in ("worse", "better", "higher", "lower")}
    names = {"worse": _("worse"), "better": _("better"), "higher": _("higher"), "lower": _("lower")}
    said = [f"{n} {names[word]}" for word, n in counts.items() if n]
    rest = len(words) - sum(counts.values())
    if not said:
        return _("Over time: nothing changed clearly")
    return _("Over time: %(said)s") % {
        "said": listed(said + ([_("%(n)d not clearly changed") % {"n": rest}] if rest else []))
    }


def _clear(h: History) -> bool:
    return bool(h.since_first and h.since_first.went in {"higher", "lower"})


def small(h: History) -> dict[str, Any]:
    """Place one small chart: runs with their likely range, the council dashed, gaps open, events as upright lines."""
    known = [m for m in (*h.measurements, *h.council) if m.figure]
    times = [m.span.middle for m in known]
    first, last = min(times), max(times)
    tops = [m.figure.hi for m in h.measurements if m.figure] + [m.figure.value for m in h.council if m.figure]
    top = _round_up(max(tops, default=1.0))

    def at(m: Measurement, value: float) -> str:
        return f"{_x(m.span.middle, first, last):.1f},{BOTTOM - (BOTTOM - TOP) * value / top:.1f}"

    newest = next(m for m in reversed(h.measurements) if m.figure)
    council = next((m for m in reversed(h.council) if m.figure), None)
    end = BOTTOM - (BOTTOM - TOP) * newest.figure.value / top
    other = None if council is None else BOTTOM - (BOTTOM - TOP) * council.figure.value / top
    return {
        "history": h,
        "title": _title(h),
        "runs": [" ".join(at(m, m.figure.value) for m in run) for run in _runs(h)],
        "bands": [_band(run, at) for run in _runs(h) if h.method and run[0].figure.lo != run[0].figure.hi],
        "dots": [at(m, m.figure.value).split(",") for run in _runs(h) if len(run) == 1 for m in run],
        "council": " ".join(at(m, m.figure.value) for m in h.council if m.figure),
        "events": [
            {"x": _x(e.on.toordinal() / 365.25, first, last), "event": e, "n": n}
            for n, e in enumerate(h.events, 1)
            if first <= e.on.toordinal() / 365.25 <= last
        ],
        "grid": [(BOTTOM - (BOTTOM - TOP) * part, _short(top * part, h.unit)) for part in (0, 0.5, 1)],
        "from": (oldest := next(m for m in h.measurements if m.figure)).span.text,
        "to": newest.span.text,
        "from_short": _end(oldest.span.text),
        "to_short": _end(newest.span.text),
        "end": end, "end_text": _apart(end, other), "here": _short(newest.figure.value, h.unit),
        "other": other, "other_text": None if other is None else _apart(other, end),
        "there": _short(council.figure.value, h.unit) if council else "",
        "rows": [(m, next((c for c in h.council if c.span.text == m.span.text), None)) for m in h.measurements],
    }  # fmt: skip


def _end(text: str) -> str:
    """Shorten a period that would run into the next one under a chart: ``2019-10 to 2020-09`` to its last month."""
    return text.rsplit(" to ", 1)[-1] if len(text) > LONG else text


def _runs(h: History) -> list[list[Measurement]]:
    stops, runs = {gap.before for gap in h.gaps}, []
    for m in h.measurements:
        if m.figure is None:
            continue
        if not runs or m.span.text in stops:
            runs.append([])
        runs[-1].append(m)
    return runs


def _band(run: Sequence[Measurement], at: Any) -> str:
    return " ".join([at(m, m.figure.hi) for m in run] + [at(m, m.figure.lo) for m in reversed(run)])


def _x(time: float, first: float, last: float) -> float:
    return LEFT + (RIGHT - LEFT) * ((time - first) / (last - first) if last > first else 0.5)


def _apart(y: float, other: float | None) -> float:
    """Move a label off the other one."""
    if other is None or abs(y - other) >= 15:
        return y + 4
    return y + 4 + (8 if y >= other else -8)


def _round_up(top: float) -> float:
    """Give a round number above the highest point, so that the axis can be read."""
    if top <= 0:
        return 1.0
    scale = 1.0
    while scale * 10 <= top:
        scale *= 10
    while scale > top:
        scale /= 10
    return next(scale * step for step in (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10, 12) if scale * step >= top * 0.999)


def _short(value: float, unit: str) -> str:
    text = written(value, unit)
    return text.replace(".0%", "%").removesuffix(".0")


def _title(h: History) -> str:
    """Say what the chart says, in few words."""
    change = h.since_first
    if change is None or change.words == "not compared":
        return _("%(label)s: not compared") % {"label": h.label}
    words = {
        "better": _("%(label)s: better than in %(since)s"), "worse": _("%(label)s: worse than in %(since)s"),
        "higher": _("%(label)s: higher than in %(since)s"), "lower": _("%(label)s: lower than in %(since)s"),
    }.get(change.words, _("%(label)s: no clear change since %(since)s"))  # fmt: skip
    return words % {"label": h.label, "since": period(change.earlier.span.text)}
