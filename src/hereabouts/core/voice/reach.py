"""Who was heard, laid beside who lives here: calculation C13.

Somebody who was not asked, or did not want to say, is counted and told, and stands in no share. People chose to take
part, so nothing here is a margin of error for what the place thinks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from hereabouts.core.figures import Interval, wilson
from hereabouts.core.voice.profile import NOT_ASKED, NOT_SAID, Question

Judged = Literal["not heard", "under-heard", "over-heard", "no clear gap", "no population figure", "nobody asked"]
EXPECTED = 3  # fewer expected people than this, and none heard is no finding
UNDER, OVER = 80, 125  # the index beyond which a clear difference is worth acting on


@dataclass(frozen=True)
class GroupReach:
    """One group: how many live here, how many were heard, the index (100 is a fair share), and what it means.

    ``lowest`` and ``highest`` are the index if all whose answer is unknown stood outside the group, or in it.
    ``chance`` is the probability that nobody of it is heard by chance; ``more`` how many more people of it would make
    a fair share, ``more_to_80`` to reach an index of 80.
    """

    id: str
    label: str
    heard: int
    people: float | None
    share_heard: float | None
    share_here: float | None
    index: Interval | None
    judged: Judged
    chance: float | None = None
    lowest: float | None = None
    highest: float | None = None
    more: int = 0
    more_to_80: int = 0


@dataclass(frozen=True)
class QuestionReach:
    """One question: the groups its answers make, and how many answered, were not asked, or did not want to say."""

    id: str
    label: str
    groups: tuple[GroupReach, ...]
    known: int
    not_asked: int
    not_said: int
    unknown_share: float | None
    dissimilarity: float | None
    source: str
    n_eff: float | None = None


@dataclass(frozen=True)
class Reach:
    """A place: how many distinct people were heard, of how many, and who they were; ``share`` is reach proper."""

    place: str
    people: int
    population: int | None
    population_source: str
    share: float | None
    questions: tuple[QuestionReach, ...]

    def judged(self, *words: str) -> tuple[GroupReach, ...]:
        """Give the groups of which one of these words is true, those furthest from a fair share first."""
        found = [g for q in self.questions for g in q.groups if g.judged in words]
        return tuple(sorted(found, key=lambda g: g.index.value if g.index else 0))


def index(heard: int, known: int, share: float) -> Interval:
    """Give the representation index of a group with its interval: 100 is a fair share."""
    of_those, scale = wilson(heard, known), 100 / share
    return Interval(of_those.value * scale, of_those.lo * scale, of_those.hi * scale, "C13")


def judge(heard: int, known: int, share: float) -> Judged:
    """Say what the index means. Only a clear difference that is large enough is a finding."""
    if not known:
        return "nobody asked"
    if heard == 0 and known * share >= EXPECTED:
        return "not heard"
    found = index(heard, known, share)
    if found.hi < 100 and found.value < UNDER:
        return "under-heard"
    return "over-heard" if found.lo > 100 and found.value > OVER else "no clear gap"


def chance_of_none(known: int, share: float) -> float:
    """Give the probability that nobody of a group is among those heard if everybody were as likely to be."""
    return (1 - share) ** known


def dissimilarity(heard: Sequence[int], shares: Sequence[float]) -> float:
    """Give the part of those heard who would have to be others for the groups to be heard as they live here."""
    known = sum(heard)
    return sum(abs(s / known - p) for s, p in zip(heard, shares, strict=True)) / 2


def extra(heard: int, known: int, share: float, target: float = 1.0) -> int:
    """Say how many more people of a group, and of no other, bring its index to 100 times the target."""
    wanted = (target * share * known - heard) / (1 - target * share)
    return max(0, ceil(wanted - 1e-9))


def effective(heard: Sequence[int], shares: Sequence[float]) -> float | None:
    """Say how many people, drawn evenly, would tell as much as those heard once each group weighs what it should.

    Nothing can be weighed up from nobody: a group that was not heard stands outside. None where nobody was heard.
    """
    known = sum(heard)
    weights = [(s, p * known / s) for s, p in zip(heard, shares, strict=True) if s]
    squares = sum(s * w * w for s, w in weights)
    return sum(s * w for s, w in weights) ** 2 / squares if squares else None


def reached(question: Question, answers: Mapping[str, int], people: Mapping[str, float], source: str) -> QuestionReach:
    """Lay one question's answers (answer -> people heard) beside the people who live here (answer -> people).

    An answer without published people has no share here; shares are of those who have.
    """
    known = sum(answers.get(answer.id, 0) for answer in question.answers)
    here = sum(people.values())
    unknown = answers.get(NOT_ASKED, 0) + answers.get(NOT_SAID, 0)
    groups = tuple(
        _group(answer.id, answer.label, answers.get(answer.id, 0), known, unknown, people.get(answer.id), here)
        for answer in question.answers
    )
    told = [g for g in groups if g.share_here]
    in_told = sum(g.heard for g in told)
    return QuestionReach(
        id=question.id,
        label=question.label,
        groups=groups,
        known=known,
        not_asked=answers.get(NOT_ASKED, 0),
        not_said=answers.get(NOT_SAID, 0),
        unknown_share=unknown / (known + unknown) if known + unknown else None,
        dissimilarity=dissimilarity([g.heard for g in told], [g.share_here or 0 for g in told]) if in_told else None,
        source=source if told else "",
        n_eff=effective([g.heard for g in told], [g.share_here or 0 for g in told]),
    )


def _group(id: str, label: str, heard: int, known: int, unknown: int, people: float | None, here: float) -> GroupReach:
    share = people / here if people and here else None
    of_those = heard / known if known else None
    if share is None or not known:
        judged: Judged = "nobody asked" if not known else "no population figure"
        return GroupReach(id, label, heard, people, of_those, share, None, judged)
    return GroupReach(
        id=id, label=label, heard=heard, people=people, share_heard=of_those, share_here=share,
        index=index(heard, known, share), judged=judge(heard, known, share),
        chance=chance_of_none(known, share) if heard == 0 else None,
        lowest=100 * heard / (known + unknown) / share, highest=100 * (heard + unknown) / (known + unknown) / share,
        more=extra(heard, known, share) if share < 1 else 0, more_to_80=extra(heard, known, share, UNDER / 100),
    )  # fmt: skip
