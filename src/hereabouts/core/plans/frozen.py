"""A quarter as it was told and frozen, and what changed in it since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# What of a row is held against today, and how a page names it.
WATCHED = {
    "narrative": "What was done", "next": "What comes next", "help_needed": "Help needed", "evidence": "What shows it",
    "brag": "Progress", "override": "The lead's own view", "override_reason": "Why the lead sees it otherwise",
    "state": "The return", "told_by": "Told by",
}  # fmt: skip
GONE, NEW = "No longer in the plan", "New in the plan"


@dataclass(frozen=True)
class Since:
    """One thing that is not as it was frozen: of which action, what, before and now."""

    ref: str
    title: str
    what: str
    before: str
    now: str


def changed_since(frozen: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> list[Since]:
    """Say what changed between a frozen quarter and the same quarter as it stands today; actions are known by reference.

    Nothing differs exactly when nothing that is watched does, in either direction.
    """
    then, today = {row["ref"]: row for row in frozen}, {row["ref"]: row for row in now}
    found = []
    for ref, row in today.items():
        if ref not in then:
            found.append(Since(ref, row["title"], NEW, "", ""))
            continue
        old = then[ref]
        found += [
            Since(ref, row["title"], words, str(old.get(key, "")), str(row.get(key, "")))
            for key, words in WATCHED.items()
            if old.get(key, "") != row.get(key, "")
        ]
    return found + [Since(ref, row["title"], GONE, "", "") for ref, row in then.items() if ref not in today]
