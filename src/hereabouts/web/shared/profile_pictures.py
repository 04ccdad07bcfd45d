"""The drawings of a profile: who lives here by age, and each indicator over the years. Positions only, no new numbers."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from hereabouts.core.evidence.history import History
from hereabouts.core.evidence.pyramid import Pyramid
from hereabouts.core.evidence.series import Measurement
from hereabouts.core.sentences import listed
from hereabouts.web.shared.tags import figure as written
from hereabouts.web.shared.tags import period

LEFT, RIGHT, TOP, BOTTOM = 46.0, 212.0, 18.0, 138.0  # the frame of a small chart, 262 by 160
WORTH_A_CHART = 2  # measurements
SMALL_CHARTS = 8
LONG = 12  # letters of a period; two longer ones run into each other
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
