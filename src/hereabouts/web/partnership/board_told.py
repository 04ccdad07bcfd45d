"""What stands on the board beside its order: how firm it is, the silent needs, two rankings that are never mixed, what was expected."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hereabouts.core.priorities.board import Standing
from hereabouts.core.priorities.expecting import MOST, ranks
from hereabouts.core.priorities.legs import silent
from hereabouts.core.sentences import listed
from hereabouts.records.priorities.reads import BoardSheet, Expected
from hereabouts.records.voice import access as voices
from hereabouts.records.voice import reads as voice
from hereabouts.web.partnership.board_page import label, spelled

SHOWN = 6  # of somebody's words on the page of a topic; all of them are one link away
CALLED = {
    "both": gettext_lazy("Expected, and raised"),
    "expected only": gettext_lazy("Expected, and not among the first five raised"),
    "raised only": gettext_lazy("Raised, and nobody expected it"),
}


def page(sheet: BoardSheet) -> dict[str, Any]:
    """Give what the board says about itself: in one sentence how firm it is, its silent needs, and two rankings."""
    return {
        "firm": firm(sheet),
        "silent": [_silent(s, sheet) for s in sheet.board.standings if silent(s)],
        "rankings": rankings(sheet),
    }


def firm(sheet: BoardSheet) -> str:
    """Say in one plain sentence how far the order leans on the weights; "" for boards of before that was kept."""
    of = sheet.board.robustness
    if of is None or not (of.stays or of.sometimes):
        return ""
    labels = {"stays": listed([label(t) for t in of.stays]), "n": of.weightings}
    if not of.stays:
        return (
            _(
                "However the three are weighed decides the order: no topic is among the first five in all %(n)d ways we tried."
            )
            % labels
        )
    first = ngettext(
        "However the three are weighed, %(stays)s stays among the first five (%(n)d ways tried).",
        "However the three are weighed, %(stays)s stay among the first five (%(n)d ways tried).",
        len(of.stays),
    )
    if not of.sometimes:
        return first % labels
    rest = ngettext(
        "%(word)s other depends on the weights.", "%(word)s others depend on the weights.", len(of.sometimes)
    )
    return f"{first % labels} {rest % {'word': spelled(len(of.sometimes)).capitalize()}}"


def _silent(s: Standing, sheet: BoardSheet) -> dict[str, Any]:
    settling = sheet.settling.get(s.topic)
    people = s.voice.evidence.people if s.voice else 0  # type: ignore[union-attr]
    heard = s.voice.evidence.of if s.voice else 0  # type: ignore[union-attr]
    return {"topic": s.topic, "label": label(s.topic), "people": people, "of": heard, "settling": settling,
            "indicators": [f.label for _z, f in s.data.evidence.indicators][:3] if s.data else [],  # type: ignore[union-attr]
            "points": s.strategy.evidence.points if s.strategy else 0}  # type: ignore[union-attr] # fmt: skip


def rankings(sheet: BoardSheet) -> dict[str, Any] | None:
    """Lay residents' own order beside that of those who work here; the two are never added (I-32). None where nobody works."""
    sides = {name: sheet.sides.get(name, {}) for name in ("resident", "professional")}
    if not all(side.get("people") for side in sides.values()):
        return None
    places = {name: ranks(side["topics"]) for name, side in sides.items()}
    first = {t for of in places.values() for t, rank in of.items() if rank <= MOST}
    rows = [
        {"topic": t, "label": label(t), "resident": places["resident"].get(t), "professional": places["professional"].get(t),
         "residents": sides["resident"]["topics"].get(t, 0), "professionals": sides["professional"]["topics"].get(t, 0)}
        for t in first
    ]  # fmt: skip
    rows.sort(key=lambda row: (row["resident"] or 99, row["professional"] or 99))
    return {"rows": rows, "residents": sides["resident"]["people"], "professionals": sides["professional"]["people"]}


def expected(found: Expected | None) -> dict[str, Any] | None:
    """Give what was expected in words; None where nobody was asked."""
    if found is None:
        return None
    lines = [{"label": label(one.topic), "called": CALLED[one.called], "line": one} for one in found.lines]
    missed = [line["label"] for line in lines if line["line"].called == "raised only"]
    return {"found": found, "lines": lines, "missed": listed([str(m) for m in missed]) if missed else "",
            "mine": [label(t) for t in found.mine]}  # fmt: skip


def words(request: HttpRequest, place, topic: str, sheet: BoardSheet) -> dict[str, Any]:
    """Give the very words behind a topic, of those who agree to be quoted today and were heard by the day of the board."""
    if not voices.holds_here(request.actor, "theme.see", place, on=request.today):
        return {"may": False, "quotes": []}
    told = voice.quotes(
        place, topic, on=request.today, by=sheet.as_at, limit=SHOWN
    )  # what ran out or was taken back is gone
    whole = voices.holds_here(request.actor, "contribution.see", place, on=request.today)
    return {"may": True, "quotes": told, "whole": whole}
