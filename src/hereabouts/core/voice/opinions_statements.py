"""What the votes say about the statements: what every group agrees on, what divides, and what each group stands for.

The groups were made from the same votes, so a difference between them describes and proves nothing: it is no test.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hereabouts.core.figures import Interval, difference, wilson
from hereabouts.core.voice.votes import AGREE, DISAGREE, NONE, PASS

ENOUGH = 10  # votes of each group before anything is said of a statement
DRAWS = 1000
SHOWN = 10


@dataclass(frozen=True)
class Counted:
    """How one group voted on one statement: counts, and the share who agree (or disagree) with its interval."""

    group: str
    agree: int
    disagree: int
    passed: int
    share: Interval | None

    @property
    def votes(self) -> int:
        """Count the votes; a pass is one."""
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True)
class Consensus:
    """A statement on which every group votes the same way, most of each. ``probability`` is Polis's group-informed measure."""

    statement: str
    vote: str
    probability: Interval
    groups: tuple[Counted, ...]


@dataclass(frozen=True)
class Divides:
    """A statement on which two groups differ: the difference of the shares who agree, with its interval."""

    statement: str
    most: str
    least: str
    difference: Interval
    groups: tuple[Counted, ...]


@dataclass(frozen=True)
class StandsFor:
    """A statement that most of a group votes one way on, and more than of everybody else."""

    statement: str
    vote: str
    share: Interval
    others: Interval
    difference: Interval
    votes: int


@dataclass(frozen=True)
class VoteCounts:
    """Counts by group and statement: agreed, disagreed, passed, each an array of groups x statements."""

    names: tuple[str, ...]
    statements: tuple[str, ...]
    agree: np.ndarray
    disagree: np.ndarray
    passed: np.ndarray

    @property
    def votes(self) -> np.ndarray:
        """Count the votes by group and statement."""
        return np.asarray(self.agree + self.disagree + self.passed)

    def counted(self, at: int, vote: int = AGREE) -> tuple[Counted, ...]:
        """Give how each group voted on one statement."""
        told = []
        for n, name in enumerate(self.names):
            a, d, p = (int(of[n, at]) for of in (self.agree, self.disagree, self.passed))
            share = wilson(a if vote == AGREE else d, a + d + p) if a + d + p else None
            told.append(Counted(name, a, d, p, share))
        return tuple(told)


def table(cast: np.ndarray, own: np.ndarray, names: Sequence[str], statements: Sequence[str]) -> VoteCounts:
    """Count the votes by group."""
    member = np.eye(len(names), dtype=np.float32)[own].T
    counts = [np.rint(member @ (cast == vote).astype(np.float32)).astype(int) for vote in (AGREE, DISAGREE, PASS)]
    return VoteCounts(tuple(names), tuple(statements), *counts)


def consensus(told: VoteCounts, rng: np.random.Generator) -> tuple[Consensus, ...]:
    """Give what most of every group agrees with, or disagrees with, the surest first.

    The measure is the product over groups of (agreed + 1) / (votes + 2). Its interval comes from drawing each group's
    probability from what its votes leave open. A statement counts when the lower limit of every group's share is over a half.
    """
    found = []
    enough = (told.votes >= ENOUGH).all(axis=0)
    for vote, said in ((AGREE, told.agree), (DISAGREE, told.disagree)):
        product = ((said + 1) / (told.votes + 2)).prod(axis=0)
        most = enough & (2 * said > told.votes).all(axis=0)
        for at in np.flatnonzero(most):
            groups = told.counted(int(at), vote)
            if all(of.share and of.share.lo > 0.5 for of in groups):
                found.append((float(product[at]), vote, int(at), groups))
    found.sort(key=lambda one: (-one[0], one[2]))
    return tuple(
        Consensus(
            told.statements[at], _word(vote), _with_interval(value, told, at, vote, rng), groups
        )
        for value, vote, at, groups in found[:SHOWN]
    )  # fmt: skip


def _with_interval(value: float, told: VoteCounts, at: int, vote: int, rng: np.random.Generator) -> Interval:
    said, votes = (told.agree if vote == AGREE else told.disagree)[:, at], told.votes[:, at]
    drawn = rng.beta(said + 1, votes - said + 1, size=(DRAWS, len(said))).prod(axis=1)
    lo, hi = np.quantile(drawn, (0.025, 0.975))
    return Interval(value, min(value, float(lo)), max(value, float(hi)), "group-informed")


def divides(told: VoteCounts) -> tuple[Divides, ...]:
    """Give the statements on which groups differ most: the surely largest difference first, C6."""
    share = told.agree / np.maximum(told.votes, 1)
    enough = np.flatnonzero((told.votes >= ENOUGH).all(axis=0))
    rough = enough[np.argsort(-(share.max(axis=0) - share.min(axis=0))[enough], kind="stable")][: 5 * SHOWN]
    found = []
    for at in rough:
        most, least = int(share[:, at].argmax()), int(share[:, at].argmin())
        apart = difference(
            int(told.agree[most, at]), int(told.votes[most, at]), int(told.agree[least, at]), int(told.votes[least, at])
        )
        if apart.lo > 0:
            found.append((apart, most, least, int(at)))
    found.sort(key=lambda one: (-one[0].lo, one[3]))
    return tuple(
        Divides(told.statements[at], told.names[most], told.names[least], apart, told.counted(at))
        for apart, most, least, at in found[:SHOWN]
    )


def stands_for(told: VoteCounts, group: int) -> tuple[StandsFor, ...]:
    """Give what a group stands for: most of it votes so, and surely more than of all others. The surest first."""
    others = np.arange(len(told.names)) != group
    found = []
    for vote, said in ((AGREE, told.agree), (DISAGREE, told.disagree)):
        ours, rest = told.votes[group], told.votes[others].sum(axis=0)
        for at in np.flatnonzero((ours >= ENOUGH) & (rest >= ENOUGH) & (2 * said[group] > ours)):
            here, there = int(said[group, at]), int(said[others, at].sum())
            apart = difference(here, int(ours[at]), there, int(rest[at]))
            if apart.lo > 0:
                share = wilson(here, int(ours[at]))
                one = StandsFor(
                    told.statements[at], _word(vote), share, wilson(there, int(rest[at])), apart, int(ours[at])
                )
                found.append((share.lo * apart.lo, one))
    found.sort(key=lambda pair: -pair[0])
    return tuple(one for _, one in found[:SHOWN])


def overall(cast: np.ndarray, statements: Sequence[str]) -> tuple[tuple[str, Counted], ...]:
    """Give what everybody together agrees with most, by the lower limit of the share; it needs no group."""
    told = table(cast, np.zeros(len(cast), dtype=int), ["everybody"], statements)
    rough = np.argsort(-((told.agree[0] + 1) / (told.votes[0] + 2)), kind="stable")[: 5 * SHOWN]
    found = [(told.statements[at], told.counted(int(at))[0]) for at in rough if told.votes[0, at] >= ENOUGH]
    found.sort(key=lambda pair: -(pair[1].share.lo if pair[1].share else 0.0))
    return tuple(found[:SHOWN])


def _word(vote: int) -> str:
    return {AGREE: "agree", DISAGREE: "disagree", PASS: "pass", NONE: "none"}[vote]
