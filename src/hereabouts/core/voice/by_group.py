"""What each group of those heard raises, beside all the others: what it is like, and for whom (D-103, D-40).

Only what people said of themselves makes a group, and only a group of ten or more is told apart: fewer would say little, and
might be somebody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hereabouts.core.figures import Interval, difference, wilson
from hereabouts.core.voice.profile import NOT_ASKED, NOT_SAID, Question

LEAST = 10
ONE_IN = 20  # comparisons, of which one stands out by chance alone

Person = tuple[str, frozenset[str]]  # their answer, and the topics they raised


@dataclass(frozen=True)
class GroupRaised:
    """One topic in one group: how many raised it, the share with its likely range, and how far the others are from it (C6)."""

    topic: str
    raised: int
    share: Interval
    apart: Interval

    @property
    def judged(self) -> str:
        """Say whether the group raises it more or less than the others do, where the range of the difference leaves out nought."""
        if self.apart.lo > 0:
            return "more"
        return "less" if self.apart.hi < 0 else ""


@dataclass(frozen=True)
class GroupRaises:
    """One group: how many of it were heard, and what they raised, what most of them raised first."""

    label: str
    people: int
    topics: tuple[GroupRaised, ...]


@dataclass(frozen=True)
class ByGroup:
    """The groups of one question; those too small to be told apart by name alone; and who gave no answer."""

    groups: tuple[GroupRaises, ...]
    too_few: tuple[str, ...]
    unknown: int

    @property
    def by_chance(self) -> int:
        """Count how many of the comparisons would stand out by chance alone."""
        return round(sum(len(group.topics) for group in self.groups) / ONE_IN)


def by_group(people: Iterable[Person], question: Question, topics: Sequence[str]) -> ByGroup:
    """Lay each group beside everybody else whose answer is known. Whoever was not asked, or did not say, is in none."""
    told = list(people)
    known = [one for one in told if one[0] not in {NOT_ASKED, NOT_SAID}]
    counts = {answer.id: sum(one[0] == answer.id for one in known) for answer in question.answers}
    enough = [answer for answer in question.answers if LEAST <= counts[answer.id] <= len(known) - LEAST]
    return ByGroup(
        tuple(_group(answer.id, answer.label, known, topics) for answer in enough),
        tuple(answer.label for answer in question.answers if answer not in enough and counts[answer.id]),
        len(told) - len(known),
    )


def _group(id_: str, label: str, known: Sequence[Person], topics: Sequence[str]) -> GroupRaises:
    ours, others = ([raised for answer, raised in known if (answer == id_) is mine] for mine in (True, False))
    found = []
    for topic in topics:
        here, there = sum(topic in raised for raised in ours), sum(topic in raised for raised in others)
        if here or there:
            apart = difference(here, len(ours), there, len(others))
            found.append(GroupRaised(topic, here, wilson(here, len(ours)), apart))
    return GroupRaises(label, len(ours), tuple(sorted(found, key=lambda one: (-one.raised, one.topic))))
