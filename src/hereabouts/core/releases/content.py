"""A release is a copy that leaves the partnership: canonical bytes, their fingerprint, and the shape a page relies on."""

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import sha256
from typing import Any

from hereabouts.core.sentences import Sentence, listed

# What the public page of each kind needs. A kind that is not here is free in shape, and has no page of its own.
NEEDED = {
    "plan": {
        "place", "place_id", "title", "intro", "period", "published_on", "next_update", "people_heard", "priorities",
        "not_chosen", "money", "meeting", "contact", "checked",
    },
    "profile": {"place", "place_id", "index", "finding", "population", "rows", "areas", "sources", "checked"},
}  # fmt: skip
STATUSES = ("not started", "in progress", "done", "late", "stopped")
FIGURES = ("value", "lo", "hi")
NOT_COMPARED = "not compared"
# What the page of a kind prints, and so what somebody sees before it leaves: at its head, and in each of its lists.
PRINTED = {
    "plan": {"": NEEDED["plan"] | {"tables"}, "priorities": {"title", "topic", "said", "did", "raised", "changed"}},
    "profile": {
        "": NEEDED["profile"] | {"tables", "credits", "map_credits", "deprived"},
        "rows": {"label", "topic", "unit", "period", *FIGURES, "compared_with", "council", "words", "hidden"},
        "areas": {"code", "name", "people", "decile", "boundary"},
    },
}


class NotReleasable(Sentence):
    """Content that the public page of its kind could not show, or that tells what it says it hides."""


def canonical(content: Mapping[str, Any]) -> str:
    """Write content as the one JSON text that is kept, hashed and downloaded."""
    try:
        return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as wrong:
        raise NotReleasable("This cannot be written as JSON: {why}.", why=str(wrong)) from wrong


def fingerprint(text: str) -> str:
    """Give the SHA-256 of a released text: who has the number can tell whether a page is what was published."""
    return sha256(text.encode()).hexdigest()


def checked(kind: str, content: Mapping[str, Any]) -> None:
    """Refuse content that its page could not show, or in which a hidden figure still carries its number."""
    missing = sorted(NEEDED.get(kind, set()) - content.keys())
    if missing:
        raise NotReleasable("A {kind} cannot be published without {missing}.", kind=kind, missing=listed(missing))
    for priority in content["priorities"] if kind == "plan" else ():
        wrong = [action["status"] for action in priority["did"] if action["status"] not in STATUSES]
        if wrong:
            raise NotReleasable(
                "“{word}” is not a status. Use {words}.", word=wrong[0], words=listed(STATUSES, last="or")
            )
    _nothing_unseen(kind, content)
    for row in content["rows"] if kind == "profile" else ():
        if row["hidden"] and (any(row.get(name) is not None for name in FIGURES) or row.get("words") != NOT_COMPARED):
            raise NotReleasable(
                "“{label}” is hidden and must not carry its number, nor how it compares.", label=row["label"]
            )


def _nothing_unseen(kind: str, content: Mapping[str, Any]) -> None:
    """Refuse what no page prints: it would leave in the JSON alone, and whoever looks before the release would not see it."""
    for part, known in PRINTED.get(kind, {}).items():
        for one in content[part] if part else (content,):
            if more := sorted(one.keys() - known):
                raise NotReleasable("Nobody would see {what} before it leaves: no page prints it.", what=listed(more))


def without(content: Any, words: AbstractSet[str]) -> Any:
    """Give content with some words of somebody taken out of it, wherever they stand as theirs."""
    if isinstance(content, dict):
        return {
            key: "" if key == "words" and value in words else without(value, words) for key, value in content.items()
        }
    return [without(one, words) for one in content] if isinstance(content, list) else content


def units(content: Mapping[str, Any]) -> dict[str, int]:
    """Count the actions of a plan by status, in the order in which they are read: done first, stopped last."""
    found = [action["status"] for priority in content["priorities"] for action in priority["did"]]
    return {
        word: found.count(word) for word in ("done", "in progress", "late", "not started", "stopped") if word in found
    }


def spent(money: Sequence[Mapping[str, Any]]) -> dict[str, float | None]:
    """Add the money up. A sum with a part that is not known is not known."""
    return {
        key: None if any(line[key] is None for line in money) else sum(line[key] for line in money)
        for key in ("planned", "spent")
    }
