"""Nothing about us without us: whether those whom a decision touches were heard before it is taken (S-63).

It warns and stops nothing: the group decides, and everybody sees that it was told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

RECENT = timedelta(days=730)  # what somebody said longer ago than two years was said of another time
FEW = 5  # fewer of a group are told as "fewer than five": on a page that many read, they might be known


@dataclass(frozen=True)
class GroupVoice:
    """One group that a decision touches: how many of it were heard here of late, and how many of those on this topic.

    ``known`` is how many of those heard answered the question that makes the group: nought says that nobody was asked.
    """

    group: str
    label: str
    heard: int
    on_topic: int | None
    known: int

    @property
    def judged(self) -> str:
        """Say what is missing: "not asked", "nobody", "not on this", or nothing."""
        if not self.heard:
            return "nobody" if self.known else "not asked"
        return "not on this" if self.on_topic == 0 else ""

    @property
    def few(self) -> bool:
        """Say whether so few were heard that their number is not told."""
        return 0 < self.heard < FEW


def without(voices: Iterable[GroupVoice]) -> tuple[GroupVoice, ...]:
    """Give the groups that a decision would be taken without, those of whom nobody was heard first."""
    order = ("nobody", "not asked", "not on this")
    return tuple(sorted((v for v in voices if v.judged), key=lambda v: (order.index(v.judged), v.label)))
