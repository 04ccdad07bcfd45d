"""How many people raised each theme: counted from codes that a person accepted, and from nothing else. C14.

What a machine suggested cannot get in here: a coding without the person who accepted it is refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hereabouts.core.figures.intervals import Interval, wilson
from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.coding import MACHINE


class NotAccepted(Sentence):
    """A suggestion that was to be counted as if somebody had accepted it."""


@dataclass(frozen=True)
class AcceptedCode:
    """That a person accepted a code for what a contributor said."""

    contributor: str
    code: str
    accepted_by: str

    def __post_init__(self) -> None:
        if self.accepted_by.strip() in {"", MACHINE}:
            raise NotAccepted("“{code}” is only suggested. It counts once a person accepts it.", code=self.code)


@dataclass(frozen=True)
class Prevalence:
    """One code: different contributors who raised it, of those whose words are coded."""

    code: str
    contributors: int
    of: int
    share: Interval


def prevalence(accepted: Iterable[AcceptedCode], coded: int) -> tuple[Prevalence, ...]:
    """Give each code's share of the contributors whose words were coded, the commonest first. Somebody counts once."""
    who: dict[str, set[str]] = {}
    for one in accepted:
        who.setdefault(one.code, set()).add(one.contributor)
    found = [Prevalence(code, len(people), coded, wilson(len(people), coded)) for code, people in who.items()]
    return tuple(sorted(found, key=lambda one: (-one.contributors, one.code)))


def saturation(codes: Sequence[frozenset[str]], every: int = 10) -> tuple[int, ...]:
    """Give how many codes are new in each ten contributions, in the order they were coded. Zeros at the end: enough heard."""
    known: set[str] = set()
    found = []
    for start in range(0, len(codes), every):
        fresh = frozenset().union(*codes[start : start + every]) - known
        found.append(len(fresh))
        known |= fresh
    return tuple(found)
