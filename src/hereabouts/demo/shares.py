"""Whole numbers from shares: the small arithmetic that keeps every made-up table adding up."""

from collections.abc import Iterable, Sequence
from math import floor
from zlib import crc32

import numpy as np


def dice(seed: int, name: str) -> np.random.Generator:
    """Give the dice of one part of the story, so that a change in one part leaves the others as they were."""
    return np.random.default_rng([seed, crc32(name.encode())])


def whole(total: int, weights: Sequence[float], most: Sequence[int] | None = None) -> list[int]:
    """Share a total out by weight in whole numbers, none above its ``most``; what is left goes to the largest rests."""
    room = list(most) if most is not None else [total] * len(weights)
    if total > sum(room):
        raise ValueError(f"{total} does not fit into {sum(room)}")
    given = [0] * len(weights)
    while (left := total - sum(given)) > 0:
        open_ = [i for i, n in enumerate(given) if n < room[i]]
        pull = {i: max(weights[i], 1e-9) for i in open_}
        fair = {i: left * pull[i] / sum(pull.values()) for i in open_}
        added = {i: min(floor(fair[i]), room[i] - given[i]) for i in open_}
        if not any(added.values()):
            added = dict.fromkeys(sorted(open_, key=lambda i: (-fair[i], i))[:left], 1)
        for i, n in added.items():
            given[i] += n
    return given


def dealt(rng: np.random.Generator, counts: Iterable[tuple[object, int]]) -> list:
    """Deal a pack in which each value stands as often as its count says."""
    pack = [value for value, count in counts for _ in range(count)]
    return [pack[i] for i in rng.permutation(len(pack))]
