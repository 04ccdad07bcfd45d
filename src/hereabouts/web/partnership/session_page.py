"""What the page of a session shows, worked out from its sheet: who is there, the count in order, and where the two sides part."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import listed
from hereabouts.engines.definitions import topics
from hereabouts.records.places import access as places
from hereabouts.records.priorities.reads import SessionSheet, touched
from hereabouts.web.partnership.session_forms import MARKS, METHODS, SIDES, SIDES_MANY, marks_said
from hereabouts.web.shared.doors import holds

STAGES = {
    "preparing": gettext_lazy("Being prepared"), "voting": gettext_lazy("The vote is open"),
    "counted": gettext_lazy("Counted: the group decides"), "closed": gettext_lazy("Closed"),
}  # fmt: skip
OUTCOMES = {
    "chosen": gettext_lazy("Chosen"), "not chosen": gettext_lazy("Not chosen"), "not decided": gettext_lazy("Not decided"),
    "": gettext_lazy("Waits for a decision"),
}  # fmt: skip


def page(request: HttpRequest, sheet: SessionSheet) -> dict[str, Any]:
    """Give the template of a session what it prints."""
    may = {f"may_{verb}": holds(request, "session", verb) for verb in ("hold", "vote", "close")}
    things = {c.pk: c for c in sheet.choices}
    return may | {
        "s": sheet, "section": "plan", "stage": STAGES[sheet.stage], "method": METHODS[sheet.rules.method],
        "rows": [{"c": c, "topic": topics()[c.topic]["label"], "outcome": OUTCOMES[c.outcome]} for c in sheet.choices],
        "there": [(SIDES_MANY[side], n) for side, n in sheet.there.items()],
        "attendees": [(name, speaks_for, SIDES[side], voted) for name, speaks_for, side, voted in sheet.attendees],
        "count": _count(sheet, things) if sheet.count else None,
        "ballots": [(name, SIDES[side], [marks.get(c.pk, "") for c in sheet.choices]) for name, side, marks in sheet.ballots],
        "touched": _touched(request, sheet),
        "undecided": sum(not c.outcome for c in sheet.choices),
        "may_raise": may["may_hold"] or holds(request, "priority", "propose"),
    }  # fmt: skip


def _touched(request: HttpRequest, sheet: SessionSheet) -> list[dict[str, Any]]:
    """Give the things on the paper of which one of the groups that they touch was not heard."""
    place = places.find(request.actor, sheet.place_id, on=request.today)
    found = touched(request.actor, place, {c.topic for c in sheet.choices}, on=request.today)
    return [
        {"c": c, "voices": found[c.topic].without} for c in sheet.choices if c.topic in found and found[c.topic].without
    ]


def _count(sheet: SessionSheet, things: dict) -> dict[str, Any]:
    count, most = sheet.count, max((one.together.score or 0 for one in sheet.count.lines), default=0) or 1  # type: ignore[union-attr]
    lines = [
        {"r": one, "c": things[one.choice], "outcome": OUTCOMES[things[one.choice].outcome], "topic": topics()[one.topic]["label"],
         "said": _said(sheet, one.together), "by": by_criterion(sheet, one.together),
         "width": round(100 * (one.together.score or 0) / most, 1),
         "sides": [(SIDES_MANY[side], of.rank, _said(sheet, of)) for side, of in one.sides.items()]}
        for one in count.lines  # type: ignore[union-attr]
    ]  # fmt: skip
    first = count.first  # type: ignore[union-attr]
    apart = len(first) == 2 and set(first["resident"]) != set(first["professional"])
    return {
        "lines": lines, "people": count.people, "on_paper": count.on_paper, "split": count.split,  # type: ignore[union-attr]
        "voted": [(SIDES_MANY[side], n) for side, n in count.voted.items()] if count.split or not sheet.secret else [],  # type: ignore[union-attr]
        "apart": _("Residents put %(r)s first; those who work here put %(w)s first.")
        % {"r": listed(first["resident"]), "w": listed(first["professional"])} if apart else "",
        "bars": sheet.rules.method in {"dots", "weighted"},
    }  # fmt: skip


def by_criterion(sheet: SessionSheet, one) -> list[tuple[str, float | None]]:
    """Give the mean points of a thing on each criterion; nothing where the session weighs nothing, None where nobody voted."""
    people = sheet.count.people if sheet.count else 0
    weighs = sheet.rules.criteria if sheet.rules.method == "weighted" else {}
    return [(name, round(one.marks.get(name, 0) / people, 2) if people else None) for name in weighs]


def _said(sheet: SessionSheet, one) -> str:
    if sheet.rules.method == "weighted":
        return _("%(score)s of 5") % {"score": f"{one.score:.1f}"}
    if sheet.rules.method == "dots":
        return str(one.marks["dot"])
    said = marks_said(sheet.rules, one.marks)
    if sheet.rules.method == "consensus":
        return f"{_('Stands') if one.stands else _('Does not stand')}: {said}"
    return said


__all__ = ["MARKS", "OUTCOMES", "STAGES", "by_criterion", "page"]
