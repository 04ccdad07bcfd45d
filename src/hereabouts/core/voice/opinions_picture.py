"""A picture of opinion groups: each counted voter a point where their votes put them, and nobody's name beside it."""

from collections.abc import Sequence

import numpy as np

from hereabouts.core.voice.opinions import Opinions
from hereabouts.core.voice.opinions_model import fitted, numbers, standing
from hereabouts.core.voice.votes import NONE, Votes

WIDE, HIGH = 600, 400
MOST = 3000  # points; of more a part is drawn, evenly
FAR = 2.0  # per cent of the points at either end that are put on the edge

Point = tuple[int, int, str]  # across, down, the letter of the group


def picture(votes: Votes, found: Opinions, rng: np.random.Generator) -> tuple[Point, ...]:
    """Give the points, sorted by where they stand, so that their order says nothing of who they are."""
    if not found.groups:
        return ()
    kept = (votes.cast != NONE).sum(axis=1) >= found.least
    told = numbers(votes.cast[kept])
    stands = standing(told, fitted(told, rng))
    group = {voter: one.name for one in found.groups for voter in one.members}
    letters = [group[voter] for voter, counts in zip(votes.voters, kept, strict=True) if counts]
    at = np.column_stack([_spread(stands[:, 0], WIDE), _spread(stands[:, 1], HIGH)])
    points = sorted((int(x), int(y), letter) for (x, y), letter in zip(at, letters, strict=True))
    return tuple(_some(points))


def _spread(along: np.ndarray, length: int) -> np.ndarray:
    low, high = np.percentile(along, (FAR, 100 - FAR))
    return np.asarray(np.round(np.clip((along - low) / max(high - low, 1e-9), 0, 1) * (length - 20) + 10))


def _some(points: Sequence[Point]) -> Sequence[Point]:
    if len(points) <= MOST:
        return points
    return [points[int(n)] for n in np.linspace(0, len(points) - 1, MOST)]
