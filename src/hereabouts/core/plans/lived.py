"""Which part people with lived experience have in an action: in its design and in its delivery, from none to led (S-14).

A part that nobody wrote down is not known, and is never taken for none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hereabouts.core.sentences import Sentence

PARTS = ("none", "told", "asked", "worked with us", "led")  # rising
EQUAL = PARTS.index("worked with us")  # from here on they are partners, and not asked


class NotAPart(Sentence):
    """A part that stands in no list, or one without who had it and how."""


@dataclass(frozen=True)
class LivedParts:
    """How many actions have a part written down, in how many people are equal partners in both, and how many are still open."""

    actions: int
    equal: int
    led: int
    without: int
    unknown: int


def checked(design: str, delivery: str, words: str) -> None:
    """Refuse a part that is no part, and one above "told" of which nobody says who had it: a claim needs its people."""
    for part in (design, delivery):
        if part and part not in PARTS:
            raise NotAPart("“{part}” is no part somebody can have. Choose from none to led.", part=part)
    if any(part in PARTS[2:] for part in (design, delivery)) and not words.strip():
        raise NotAPart("Say who it was, as a group, and how: otherwise nobody can tell it from a phrase.")


def counted(parts: Iterable[tuple[str, str]]) -> LivedParts:
    """Count actions by their (design, delivery)."""
    told = list(parts)
    known = [(PARTS.index(a), PARTS.index(b)) for a, b in told if a and b]
    return LivedParts(
        actions=len(told),
        equal=sum(min(pair) >= EQUAL for pair in known),
        led=sum(PARTS.index("led") in pair for pair in known),
        without=sum(max(pair) == 0 for pair in known),
        unknown=len(told) - len(known),
    )
