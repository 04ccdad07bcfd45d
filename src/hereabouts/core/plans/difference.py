"""What differs between two versions of a plan, in sentences that somebody reads who was not there.

How an action stands and what it has cost is progress, not an amendment: it changes daily and needs nobody's endorsement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Text = Mapping[str, Any]
ENDED = "stopped"
PLAN = {
    "title": "The title", "vision": "The vision", "problem": "The problem statement", "exit": "How it ends",
    "mainstreaming": "Who takes on what worked", "pen": "Who holds the pen", "coproduced": "How far residents wrote it",
}  # fmt: skip
OUTCOME = {
    "tier": "tier",
    "improvement": "improvement",
    "inequality_gap": "inequality it narrows",
    "accountable": "accountable group",
}
ACTION = {
    "title": "title", "lead": "lead", "supporting": "supporters", "starts": "start", "due": "day it is due", "measure": "measure",
    "baseline": "baseline", "target": "target", "money planned": "planned money", "priority": "priority",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One difference: ``how`` is added, ended, changed or done. What is done is no amendment."""

    how: str
    words: str


def differences(before: Text, now: Text) -> list[Difference]:
    """Tell what differs, the plan's own words first, then outcomes, priorities and actions."""
    return [*_plan(before, now), *_outcomes(before, now), *_priorities(before, now), *_actions(before, now)]


def amendments(before: Text, now: Text) -> list[Difference]:
    """Give the differences that a strategic group endorses: all but what was done as planned."""
    return [one for one in differences(before, now) if one.how != "done"]


def _plan(before: Text, now: Text) -> list[Difference]:
    told = [_changed(label, before.get(key, ""), now.get(key, "")) for key, label in PLAN.items()]
    old, new = before.get("period", ["", ""]), now.get("period", ["", ""])
    return [one for one in [*told, _changed("The period", _period(old), _period(new))] if one]


def _period(days: Sequence[str]) -> str:
    return f"{_plain(days[0])} to {_plain(days[1])}" if any(days) else ""


def _outcomes(before: Text, now: Text) -> list[Difference]:
    return _things(before, now, "outcomes", "statement", "Outcome", OUTCOME)


def _priorities(before: Text, now: Text) -> list[Difference]:
    return _things(before, now, "priorities", "ref", "Priority", {"statement": "words"})


def _things(before: Text, now: Text, part: str, key: str, noun: str, fields: Mapping[str, str]) -> list[Difference]:
    old, new = ({one[key]: one for one in text.get(part, ())} for text in (before, now))
    name = {**{k: _called(v, key) for k, v in old.items()}, **{k: _called(v, key) for k, v in new.items()}}
    return [
        *(Difference("added", f"{noun} added: {name[k]}.") for k in new if k not in old),
        *(Difference("ended", f"{noun} taken out: {name[k]}.") for k in old if k not in new),
        *(
            _differs(f"{noun} “{name[k]}”", old[k], new[k], fields)
            for k in new
            if k in old and _any(old[k], new[k], fields)
        ),
    ]


def _called(one: Mapping[str, Any], key: str) -> str:
    return str(one.get("statement") or one[key])


def _actions(before: Text, now: Text) -> list[Difference]:
    old, new = ({one["ref"]: one for one in text.get("actions", ())} for text in (before, now))
    told = [Difference("added", f"Action added: {_named(new[r])}.") for r in new if r not in old]
    told += [Difference("ended", f"Action taken out: {_named(old[r])}.") for r in old if r not in new]
    for ref in (r for r in new if r in old):
        told += _action(old[ref], new[ref])
    return told


def _action(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    if new["status"] != old["status"] and new["status"] in {ENDED, "done"}:
        how, word = ("ended", "stopped") if new["status"] == ENDED else ("done", "done")
        because = f" {new['reason']}" if how == "ended" and new.get("reason") else ""
        return [Difference(how, f"Action {word}: {_named(new)}.{because}")]
    if not _any(old, new, ACTION):
        return []
    because = f" {new['reason']}" if new.get("reason") and new.get("reason") != old.get("reason") else ""
    told = _differs(f"Action {_named(new)}", old, new, ACTION)
    return [Difference("changed", told.words + because)]


def _named(action: Mapping[str, Any]) -> str:
    return f"{action['ref']} {action['title']}"


def _any(old: Mapping[str, Any], new: Mapping[str, Any], fields: Mapping[str, str]) -> bool:
    return any(old.get(key, "") != new.get(key, "") for key in fields)


def _differs(what: str, old: Mapping[str, Any], new: Mapping[str, Any], fields: Mapping[str, str]) -> Difference:
    said = [
        f"{label} {_plain(old.get(key, ''))} → {_plain(new.get(key, ''))}"
        for key, label in fields.items() if old.get(key, "") != new.get(key, "")
    ]  # fmt: skip
    return Difference("changed", f"{what}: {'; '.join(said)}.")


def _changed(label: str, old: Any, new: Any) -> Difference | None:
    return None if old == new else Difference("changed", f"{label} changed: {_plain(old)} → {_plain(new)}.")


def _plain(value: Any) -> str:
    """Write a frozen value for reading: a day as a day, a whole number without its nought, nothing as "not said"."""
    if value in ("", None):
        return "not said"
    if isinstance(value, float):
        return f"{value:,.0f}" if value == int(value) else f"{value:,}"
    try:
        return f"{date.fromisoformat(value):%-d %B %Y}"
    except (TypeError, ValueError):
        return f"“{value}”" if isinstance(value, str) and " " in value else str(value)
