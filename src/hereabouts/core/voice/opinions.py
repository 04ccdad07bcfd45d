"""Opinion groups: who votes alike, how firmly that can be said, and a refusal where the votes cannot carry it.

A sample always falls into groups if it is asked to. So each number of groups is found again in many halves of the voters;
groups are named only where the halves agree, and where voters stand further apart than the same votes dealt at random.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

import numpy as np

from hereabouts.core.sentences import counted
from hereabouts.core.voice.opinions_grouping import adjusted_rand, crossed, grouped, nearest, silhouette
from hereabouts.core.voice.opinions_model import DEALT, Cast, Lines, beyond_chance, fitted, numbers, standing
from hereabouts.core.voice.opinions_statements import (
    Consensus,
    Counted,
    Divides,
    StandsFor,
    consensus,
    divides,
    overall,
    stands_for,
    table,
)  # fmt: skip
from hereabouts.core.voice.votes import NONE, Votes

LEAST = 7  # votes before a voter is counted, or all statements where there are fewer: Polis's rule
SMALLEST = 10  # voters of a group in one half of the sample; fewer are no group
FEWEST = 2 * 2 * SMALLEST  # voters: two groups, in each of two halves
MOST = 5  # groups tried
SPLITS = 10  # into halves
STABLE = 0.6  # adjusted Rand index of the halves from which on groups are named
FIRM = 0.8  # part of the groupings in which a voter must stand in the same group

Halves = Sequence[tuple[np.ndarray, np.ndarray]]  # by split: everybody in the groups of one half, and of the other
AT_RANDOM = (
    f"The voters stand no further apart than when the same votes are dealt among them at random ({DEALT} times): nobody here"
    " votes like anybody else, beyond chance."
)


@dataclass(frozen=True)
class Tried:
    """One number of groups: how far the halves agree on it, how well apart the groups stand, and the smallest."""

    groups: int
    stability: float
    silhouette: float
    smallest: int


@dataclass(frozen=True)
class OpinionGroup:
    """One group: who is in it, how surely it is found again (Jaccard), and how many of it are firmly in it."""

    name: str
    members: tuple[str, ...]
    share: float
    stability: float
    firm: int
    stands_for: tuple[StandsFor, ...]


@dataclass(frozen=True)
class Opinions:
    """What was found. ``groups`` is None where the votes cannot carry any, and ``because`` says why."""

    voters: int
    votes: int
    statements: int
    counted: int
    least: int
    groups: tuple[OpinionGroup, ...] | None
    because: str
    tried: tuple[Tried, ...]
    consensus: tuple[Consensus, ...]
    divides: tuple[Divides, ...]
    overall: tuple[tuple[str, Counted], ...]

    @property
    def found(self) -> Tried | None:
        """Give the number of groups that was chosen, with its measures."""
        return next((t for t in self.tried if self.groups and t.groups == len(self.groups)), None)


def opinions(votes: Votes, rng: np.random.Generator) -> Opinions:
    """Find the groups of a conversation, or say why none can be named. The same votes and seed give the same groups."""
    least = min(LEAST, len(votes.statements))
    kept = (votes.cast != NONE).sum(axis=1) >= least
    cast, voters = votes.cast[kept], np.array(votes.voters, dtype=object)[kept]
    found = Opinions(
        voters=len(votes.voters), votes=votes.count, statements=len(votes.statements), counted=len(voters), least=least,
        groups=None, because="", tried=(), consensus=(), divides=(), overall=overall(votes.cast, votes.statements),
    )  # fmt: skip
    told = numbers(cast)
    because = _too_few(len(voters), len(votes.voters), least)
    across = 0 if because else beyond_chance(told, rng)
    if not across:
        return replace(found, because=because or AT_RANDOM)
    lines = fitted(told, rng)
    stands = standing(told, lines)[:, :across]
    most = min(MOST, len(voters) // (2 * SMALLEST))
    centres = {k: grouped(stands, k, rng) for k in range(2, most + 1)}
    again = _halves(told, lines, across, centres, rng)
    tried = tuple(_tried(stands, centres[k], again[k], rng) for k in centres)
    chosen = _chosen(tried)
    if chosen is None:
        return replace(found, because=_unstable(tried), tried=tried)
    own = nearest(stands, centres[chosen.groups])
    names = ascii_uppercase[: chosen.groups]
    counts = table(cast, own, names, votes.statements)
    firmly = _firmly(own, again[chosen.groups])
    groups = tuple(
        OpinionGroup(
            name, tuple(voters[own == n]), float((own == n).mean()), _jaccard(own == n, again[chosen.groups]),
            int((firmly >= FIRM)[own == n].sum()), stands_for(counts, n),
        )
        for n, name in enumerate(names)
    )  # fmt: skip
    return replace(found, groups=groups, tried=tried, consensus=consensus(counts, rng), divides=divides(counts))


def _too_few(enough: int, all_of_them: int, least: int) -> str:
    if enough >= FEWEST:
        return ""
    of = f" of {all_of_them:,}" if enough != all_of_them else ""
    return (
        f"{counted(enough, 'voter')}{of} cast {counted(least, 'vote')} or more. At least {FEWEST} are needed: two groups,"
        f" found again in each half of the voters, of at least {SMALLEST} each. Fewer fall into groups by chance."
    )


def _halves(
    told: Cast, lines: Lines, across: int, centres: dict[int, np.ndarray], rng: np.random.Generator
) -> dict[int, list[tuple[np.ndarray, np.ndarray]]]:
    """Group each half of the voters on its own, many times, and put everybody into the groups of either half."""
    found: dict[int, list[tuple[np.ndarray, np.ndarray]]] = {k: [] for k in centres}
    for _ in range(SPLITS):
        mixed = rng.permutation(len(told.said))
        pair = []
        for half in (np.sort(mixed[: len(mixed) // 2]), np.sort(mixed[len(mixed) // 2 :])):
            own = fitted(told.some(half), rng, near=lines)
            stands = standing(told, own)[:, :across]
            pair.append({k: nearest(stands, grouped(stands[half], k, rng)) for k in centres})
        for k in centres:
            found[k].append((pair[0][k], pair[1][k]))
    return found


def _tried(stands: np.ndarray, centres: np.ndarray, again: Halves, rng: np.random.Generator) -> Tried:
    own = nearest(stands, centres)
    stability = float(np.mean([adjusted_rand(one, other) for one, other in again]))
    return Tried(
        len(centres), stability, silhouette(stands, own, rng), int(np.bincount(own, minlength=len(centres)).min())
    )


def _chosen(tried: Sequence[Tried]) -> Tried | None:
    """Choose, of the numbers of groups that the halves agree on, the one whose groups stand best apart."""
    held = [t for t in tried if t.stability >= STABLE and t.smallest >= 2 * SMALLEST]
    return max(held, key=lambda t: (t.silhouette, -t.groups), default=None)


def _unstable(tried: Sequence[Tried]) -> str:
    best = max(tried, key=lambda t: t.stability)
    if best.stability >= STABLE:
        return (
            f"The halves of the voters agree on {best.groups} groups, the smallest of which has"
            f" {counted(best.smallest, 'voter')}. A group needs {2 * SMALLEST}: fewer are a few unlike people."
        )
    return (
        f"Each half of the voters gives other groups. The halves agree at {best.stability:.2f} at best, for {best.groups}"
        f" groups, where 1 is the same, 0 is chance, and {STABLE} is needed."
    )


def _matched(own: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Say whether each voter stands, in another grouping, in the group that holds most of their own."""
    return np.asarray(
        crossed(own, other).argmax(axis=1)[np.unique(own, return_inverse=True)[1]]
        == np.unique(other, return_inverse=True)[1]
    )


def _firmly(own: np.ndarray, again: Halves) -> np.ndarray:
    return np.asarray(np.mean([_matched(own, other) for pair in again for other in pair], axis=0))


def _jaccard(mine: np.ndarray, again: Halves) -> float:
    """Say how far a group is found again: the people in both over the people in either, of the group most like it."""
    best = [
        max(float((mine & (other == k)).sum() / (mine | (other == k)).sum()) for k in np.unique(other))
        for pair in again for other in pair
    ]  # fmt: skip
    return float(np.mean(best))
