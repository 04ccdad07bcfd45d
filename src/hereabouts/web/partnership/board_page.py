"""What the board shows, worked out from a frozen run: findings in words, lanes to draw, and nothing newly counted."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hereabouts.core.priorities.agreement import SOURCES, Apart, level
from hereabouts.core.priorities.board import Asked, Leg, Measured, Raised, Standing
from hereabouts.core.sentences import listed
from hereabouts.engines.definitions import topics
from hereabouts.records.priorities.reads import BoardSheet, Declined, PrioritySheet

CLASS = {
    "agreed by all": gettext_lazy("Agreed by all"),
    "local case to take up": gettext_lazy("Local case to take up"),
    "felt and chosen": gettext_lazy("Felt and chosen"),
    "silent need": gettext_lazy("Silent need"),
    "voice only": gettext_lazy("Voice only"),
    "data only": gettext_lazy("Data only"),
    "imported priority": gettext_lazy("Imported priority"),
    "no source is high": gettext_lazy("No source is high"),
}
# What each class asks of the room.
ADVICE = {
    "agreed by all": gettext_lazy("Little to argue about: talk about what to do."),
    "local case to take up": gettext_lazy("Write the local case and take it to whoever sets the strategy."),
    "felt and chosen": gettext_lazy("The data may miss the point, or lag behind. Check it."),
    "silent need": gettext_lazy("Go and listen first; propose nothing yet."),
    "voice only": gettext_lazy("Either nobody measures it, or it is felt more than it happens. Both matter."),
    "data only": gettext_lazy("Ask residents and partners whether they know."),
    "imported priority": gettext_lazy("Ask why it is a priority here."),
    "no source is high": gettext_lazy("Nothing stands out today."),
}
NAMES = {"voice": gettext_lazy("voice"), "data": gettext_lazy("data"), "strategy": gettext_lazy("strategy")}
QUIET = {
    ("voice", "low"): gettext_lazy("Few people raised it."),
    ("voice", "middling"): gettext_lazy("Voice is middling."),
    ("voice", "missing"): gettext_lazy("Nobody has been heard on it."),
    ("voice", "none"): gettext_lazy("Nobody raised it."),
    ("strategy", "none"): gettext_lazy("No plan asks for it."),
    ("data", "low"): gettext_lazy("The data is low."),
    ("data", "middling"): gettext_lazy("The data is middling."),
    ("data", "missing"): gettext_lazy("Nothing measures it here."),
    ("strategy", "low"): gettext_lazy("Strategy hardly asks for it."),
    ("strategy", "middling"): gettext_lazy("Strategy is middling."),
    ("strategy", "missing"): gettext_lazy("No plan is recorded yet."),
}


def label(topic: str) -> str:
    """Give a topic's name."""
    return topics()[topic]["label"] if topic in topics() else topic


def _quiet(row: dict[str, Any]) -> bool:
    """Say whether a row may be folded away: no source is high, and nobody chose it, put it off or has to settle it."""
    open_ends = ("flag", "silent", "settling", "chosen", "declined")
    return row["called"] == "no source is high" and not any(row[name] for name in open_ends)


def page(sheet: BoardSheet, chosen: Sequence[PrioritySheet], declined: Sequence[Declined]) -> dict[str, Any]:
    """Give the template what it prints: the finding, the furthest apart, one row a topic, and what is not on the board."""
    after = {p.topic: p for p in chosen if p.state in {"agreed", "active", "achieved"}}
    put_off = {d.topic: d for d in declined}
    rows = [
        row(s, sheet, after.get(s.topic), put_off.get(s.topic)) for s in sheet.board.standings if s.rank is not None
    ]
    apart = sorted((r for r in rows if r["flag"]), key=lambda r: -r["points"])
    agreed = sorted(after.values(), key=lambda p: p.ref)
    return {
        "sheet": sheet,
        "board": sheet.board,
        "rows": rows,
        "first": [r for r in rows if not _quiet(r)],
        "folded": [r for r in rows if _quiet(r)],
        "finding": finding(rows, apart),
        "glance": (loud := [r | across(r["lanes"]) for r in rows if r["called"] != "no source is high"]),
        "quiet": len(rows) - len(loud),
        "apart": apart,
        "off": _off([s for s in sheet.board.standings if s.rank is None]),
        "off_count": sum(s.rank is None for s in sheet.board.standings),
        "agreement": _agreement(sheet.board.kendalls_w),
        "weights": zip([NAMES[s] for s in SOURCES], sheet.board.weights, strict=True),
        "equal": len({round(w, 6) for w in sheet.board.weights}) == 1,
        "chosen": agreed,
        "declined": [{"label": label(d.topic), "line": d} for d in declined],
    }


def row(s: Standing, sheet: BoardSheet, chosen: PrioritySheet | None, declined: Declined | None) -> dict[str, Any]:
    """Give one topic's row."""
    legs = dict(zip(SOURCES, (s.voice, s.data, s.strategy), strict=True))
    low, high = s.rank_range or (s.rank, s.rank)
    return {
        "topic": s.topic,
        "label": label(s.topic),
        "rank": s.rank,
        "range": _("could be %(low)s to %(high)s") % {"low": low, "high": high}
        if low != high
        else _("whatever the weights"),
        "called": s.called,
        "silent": s.called == "silent need",
        "class": CLASS[s.called],
        "advice": ADVICE[s.called],
        "why": why(legs),
        "lanes": [lane(s.topic, source, leg) for source, leg in legs.items()],
        "points": round(s.divergence.points) if s.divergence else None,
        "pairs": [_pair(p) for p in s.divergence.pairs] if s.divergence else [],
        "flag": bool(s.divergence and s.divergence.flag),
        "settling": sheet.settling.get(s.topic),
        "chosen": chosen,
        "declined": declined,
        "top_five": s.top_five,
        "index": s.index,
        "listens": level(s.voice.score if s.voice else None) in {"low", "missing"},
    }


def across(lanes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Give what the picture of one topic adds: from the lowest mark to the highest, and the three in words."""
    there = [lane for lane in lanes if "missing" not in lane]
    at = [lane["at"] for lane in there]
    said = [f"{NAMES[lane['source']]} {lane['score']}" for lane in there]
    said += [str(lane["missing"]) for lane in lanes if "missing" in lane]
    return {"span": (min(at), max(at)) if len(at) > 1 else None, "spoken": "; ".join(said)}


def _pair(p: Apart) -> dict[str, Any]:
    """Say which source stands above which: nobody should have to read a minus."""
    up = p.points >= 0
    lo, hi = sorted((p.lo, p.hi) if up else (-p.hi, -p.lo))
    names = {"one": NAMES[p.one if up else p.other], "other": NAMES[p.other if up else p.one]}
    return {"words": _("%(one)s over %(other)s") % names, "points": abs(p.points), "lo": lo, "hi": hi}


def why(legs: dict[str, Leg | None]) -> str:
    """Say in a sentence or two which sources are high and what the others are."""
    levels = {source: _level(source, leg) for source, leg in legs.items()}
    high = [str(NAMES[source]) for source in SOURCES if levels[source] == "high"]
    if len(high) == len(SOURCES):
        return _("Voice, data and strategy are all high.")
    first = (
        [ngettext("%(who)s is high.", "%(who)s are high.", len(high)) % {"who": listed(high).capitalize()}]
        if high
        else []
    )
    return " ".join([*first, *(str(QUIET[source, levels[source]]) for source in SOURCES if levels[source] != "high")])


def _level(source: str, leg: Leg | None) -> str:
    """Say the level, and nothing at all where nobody raised it or no plan asks."""
    return "none" if leg and not leg.score and source != "data" else level(leg.score if leg else None)


def lane(topic: str, source: str, leg: Leg | None) -> dict[str, Any]:
    """Give one lane to draw: the mark, its interval in per cent of the width, and the count that is its link."""
    named = {"source": source, "id": f"{topic}-{source}", "count": count(source, leg)}
    if leg is None:
        return named | {"missing": QUIET[source, "missing"]}
    spoken = _("%(topic)s, %(source)s: %(score)d of 100") % {
        "topic": label(topic),
        "source": NAMES[source],
        "score": round(leg.score),
    }
    if leg.lo is not None:
        spoken += _(" (%(lo)d to %(hi)d)") % {"lo": round(leg.lo), "hi": round(leg.hi)}
    return named | {"score": round(leg.score), "at": leg.score, "lo": leg.lo, "hi": leg.hi, "title": spoken}


def count(source: str, leg: Leg | None) -> str:
    """Say what a score rests on: 152 of 412 people, 3 indicators, 7 of 9 points."""
    of = leg.evidence if leg else None
    if isinstance(of, Raised):
        return _("%(n)s of %(of)s people") % {"n": f"{of.people:,}", "of": f"{of.of:,}"}
    if isinstance(of, Measured):
        n = len(of.indicators)
        return ngettext("%(n)d indicator", "%(n)d indicators", n) % {"n": n}
    if isinstance(of, Asked):
        return _("%(n)d of %(of)d points") % {"n": of.points, "of": of.of}
    return {"voice": _("0 people"), "data": _("0 indicators"), "strategy": _("0 plans")}[source]


def finding(rows: Sequence[dict], apart: Sequence[dict]) -> str:
    """Say the one thing the page found: where the three agree, how many topics they pull apart on, who owns those."""
    if not rows:
        return _("No topic has two sources yet, so there is no order.")
    agreed = [r["label"].lower() for r in rows if r["class"] == CLASS["agreed by all"]]
    parts = [_("Voice, data and strategy agree on %(topics)s.") % {"topics": listed(agreed)} if agreed
             else _("On no topic are voice, data and strategy all high.")]  # fmt: skip
    if not apart:
        return " ".join([*parts, _("Nowhere do they pull far apart.")])
    n, owned = len(apart), sum(bool(r["settling"]) for r in apart)
    parts.append(ngettext("They pull apart on %(n)s topic.", "They pull apart on %(n)s topics.", n) % {"n": spelled(n)})
    if owned == n:
        parts.append(_("Each of those has an owner."))
    elif not owned:
        parts.append(_("None of those has an owner yet."))
    else:
        words = {"owned": spelled(owned).capitalize(), "without": spelled(n - owned)}
        said = ngettext("%(owned)s of those has an owner;", "%(owned)s of those have an owner;", owned) % words
        parts.append(said + " " + ngettext("%(without)s does not.", "%(without)s do not.", n - owned) % words)
    return " ".join(parts)


def spelled(n: int) -> str:
    """Write a small number as a word."""
    words = [_("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine")]
    return words[n] if n < len(words) else str(n)


def _off(standings: Sequence[Standing]) -> list[tuple[str, str]]:
    """Give the topics without an order, those for the same reason together."""
    together: dict[str, list[str]] = {}
    for s in standings:
        together.setdefault(_absent(s), []).append(label(s.topic))
    return [(listed(labels), reason) for reason, labels in together.items()]


def _absent(s: Standing) -> str:
    return why(dict(zip(SOURCES, (s.voice, s.data, s.strategy), strict=True)))


def _agreement(w: float | None) -> str:
    if w is None:
        return ""
    return _("strong") if w >= 0.7 else _("moderate") if w >= 0.5 else _("weak")
