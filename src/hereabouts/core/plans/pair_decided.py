"""What people say of two actions that look alike, and what all they said adds up to (C16)."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hereabouts.core.plans.same_action import Planned

# What each decision means, as the person who decides reads it.
DECISIONS = {
    "duplicate": "The same work twice: one goes on, the other becomes a part of it",
    "joint": "One action of both plans: each keeps its reference, and they share one history",
    "complementary": "Two parts of one thing: plan them side by side",
    "unrelated": "Nothing to do with each other",
}
SAME_WORK = ("duplicate", "joint")


@dataclass(frozen=True)
class Duplication:
    """How often the same work was found: clusters as a share of the live actions, and how often a shown pair was right.

    ``rate`` is the sum over confirmed clusters of (size - 1) by live actions, ``right`` of ``decided`` pairs were the same
    work. A share of nothing is None.
    """

    extra: int
    live: int
    right: int
    decided: int

    @property
    def rate(self) -> float | None:
        """The duplication rate of C16, from 0 to 1."""
        return self.extra / self.live if self.live else None


def duplication(decided: Iterable[tuple[str, str, str]], *, live: Collection[str]) -> Duplication:
    """Add up decisions (a, b, decision). A merged action is no longer live, and no longer counts as planned twice."""
    known = list(decided)
    same = [(a, b) for a, b, word in known if word in SAME_WORK]
    return Duplication(_extra((a, b) for a, b in same if a in live and b in live), len(live), len(same), len(known))


def _extra(pairs: Iterable[tuple[str, str]]) -> int:
    """Count how many actions fewer there would be if each cluster were one: each pair that joins two clusters saves one."""
    head: dict[str, str] = {}

    def top(one: str) -> str:
        while head.setdefault(one, one) != one:
            one = head[one]
        return one

    saved = 0
    for a, b in pairs:
        first, second = top(a), top(b)
        saved += first != second
        head[second] = first
    return saved


def wording(one: Planned) -> str:
    """Give a short mark of what an action says, so that a decision is asked for anew when either says something else.

    A new day or lead is no new action; new words, people, topics or places are.
    """
    said = [one.title, one.words, *sorted(one.topics), *sorted(one.groups), *sorted(one.places)]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]
