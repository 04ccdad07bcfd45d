"""Where each voter stands among the others: two lines through the votes, fitted to the votes that were cast.

Nobody votes on everything. A vote that was not cast says nothing, so the lines are fitted (alternating least squares, with a
penalty that keeps statements of few votes near the middle) on the cast votes alone, where Polis fills the others with the
statement's mean. A voter then stands at the sum of what their votes say, over the root of how many they are: who voted on
ten statements is not nearer the middle than who voted on a hundred. That last step is Polis's correction, up to a constant.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hereabouts.core.voice.votes import NONE

LINES = 2
PENALTY = 10.0  # in votes: what a voter or a statement must outweigh before it moves a line
ROUNDS, ROUNDS_AGAIN = 12, 4  # of least squares; fewer where the lines are known roughly
DEALT = 19  # times the votes are dealt at random: to beat all of them by chance happens once in twenty
START = 10  # rounds of the power method that finds where to begin


@dataclass(frozen=True)
class Lines:
    """What was fitted: each statement's mean vote, and how strongly it speaks on each of the two lines."""

    mean: np.ndarray
    loads: np.ndarray


@dataclass(frozen=True)
class Cast:
    """Votes as numbers: 1 where a vote was cast and 0 where not, and the vote (0 where there is none)."""

    there: np.ndarray
    said: np.ndarray

    def some(self, rows: np.ndarray) -> "Cast":
        """Give the votes of some voters."""
        return Cast(self.there[rows], self.said[rows])


def numbers(cast: np.ndarray) -> Cast:
    """Turn votes into numbers; half as wide as usual, which is as exact as votes are and twice as fast."""
    there = cast != NONE
    return Cast(there.astype(np.float32), np.where(there, cast, 0).astype(np.float32))


def fitted(told: Cast, rng: np.random.Generator, near: Lines | None = None) -> Lines:
    """Fit the two lines; with ``near`` begin from lines that are known, which is faster."""
    mean = told.said.sum(axis=0) / (told.there.sum(axis=0) + 1)
    off = (told.said - mean) * told.there
    loads = near.loads if near else _start(off, rng)
    for _ in range(ROUNDS_AGAIN if near else ROUNDS):
        stands = _solved(told.there, off, loads)
        loads = _solved(told.there.T, off.T, stands)
    return Lines(mean, _turned(_solved(told.there, off, loads), loads))


def standing(told: Cast, lines: Lines) -> np.ndarray:
    """Give where each voter stands: what their votes say, over the root of how many they cast."""
    off = (told.said - lines.mean) * told.there
    cast = told.there.sum(axis=1, keepdims=True)
    return np.asarray((off @ lines.loads) / np.sqrt(np.maximum(cast, 1)), dtype=np.float64)


def spreads(told: Cast, rng: np.random.Generator) -> np.ndarray:
    """Say how far apart the voters stand along each of the two lines on which they stand furthest apart."""
    mean = told.said.sum(axis=0) / (told.there.sum(axis=0) + 1)
    lines = np.linalg.qr(_start((told.said - mean) * told.there, rng))[0]
    return np.asarray((standing(told, Lines(mean, lines)) ** 2).mean(axis=0))


def beyond_chance(told: Cast, rng: np.random.Generator) -> int:
    """Count the lines on which voters stand further apart than with the same votes dealt at random, every time."""
    voted = [np.flatnonzero(column) for column in told.there.T]
    most = np.max([spreads(dealt(told, voted, rng), rng) for _ in range(DEALT)], axis=0)
    held = spreads(told, rng) > most
    return int(held[0]) + int(held[0] and held[1])


def dealt(told: Cast, voted: Sequence[np.ndarray], rng: np.random.Generator) -> Cast:
    """Deal each statement's votes anew among those who voted on it: the same counts, and nobody like anybody."""
    said = told.said.T.copy()
    for column, rows in zip(said, voted, strict=True):
        column[rows] = rng.permutation(column[rows])
    return Cast(told.there, said.T)


def _start(off: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    lines = rng.standard_normal((off.shape[1], LINES)).astype(np.float32)
    for _ in range(START):
        lines = np.linalg.qr(off.T @ (off @ lines))[0]
    return np.asarray(lines * 5)


def _solved(there: np.ndarray, off: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Fit one side while the other is known: a small system of equations for each row, all at once."""
    squares = (known[:, :, None] * known[:, None, :]).reshape(len(known), -1)
    system = (there @ squares).reshape(-1, LINES, LINES) + PENALTY * np.eye(LINES, dtype=np.float32)
    return np.asarray(np.linalg.solve(system, (off @ known)[:, :, None])[:, :, 0])


def _turned(stands: np.ndarray, loads: np.ndarray) -> np.ndarray:
    """Turn the lines so that they stand at right angles, the one that says most first."""
    (_, own), (across, other) = np.linalg.qr(stands), np.linalg.qr(loads)
    return np.asarray(across @ np.linalg.svd(own @ other.T)[2].T)
