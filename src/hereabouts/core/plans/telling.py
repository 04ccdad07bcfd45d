"""What somebody tells of an action for a period, and whether two people tell of it at once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Words:
    """What is told: words, where the action stands (empty: as before), and the ids of milestones that were reached."""

    narrative: str = ""
    next: str = ""
    help_needed: str = ""
    evidence: str = ""
    state: str = ""
    milestones: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Words":
        """Take the words out of a form, or out of a draft that was kept; what is no word of a return is left out."""
        words = {
            f.name: str(given[f.name]).strip() for f in fields(cls) if f.name != "milestones" and given.get(f.name)
        }
        return cls(**words, milestones=tuple(map(str, given.get("milestones") or ())))


def mark(versions: Iterable[object]) -> str:
    """Give the mark of what stands now (a draft's number, a return's words): a page that carries another is out of date."""
    return sha256(json.dumps([str(one) for one in versions]).encode()).hexdigest()[:16]


def overtaken(seen: str, now: str, *, whose: str, by: str) -> bool:
    """Say whether somebody else wrote since a page was opened; one's own words in another window are one's own to replace.

    A page that carries no mark at all has seen nothing, so nothing of anybody else's is written over by it.
    """
    return seen != now and bool(whose) and whose != by
