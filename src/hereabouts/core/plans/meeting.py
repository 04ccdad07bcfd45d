"""Which actions are held against each other at all: those that meet under a key of rare words (C16).

Comparing every action with every other grows with the square. Each action stands instead under keys of its rarest words:
three of them wherever it is, two with each of its topics, one with each of its places, and none where topic and place are
both the same: the less two actions have in common otherwise, the more their words must. Under a key that very many share,
each meets its nearest neighbours only, in the order the actions are given (by title), so the work stays near-linear and no
key is dropped.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import combinations
from zlib import crc32

import numpy as np

RAREST = 5  # words of an action that make keys
NEIGHBOURS = 30  # how many others each meets under one key, at most


def meetings(
    said: Sequence[Sequence[str]], places: Sequence[Collection[str]], topics: Sequence[Collection[str]]
) -> tuple[np.ndarray, np.ndarray]:
    """Give the places in ``said`` of the two sides of every pair that meets, each pair once, the smaller place first."""
    having = Counter(word for text in said for word in set(text))
    keys, of = [], []
    for at, text in enumerate(said):
        rare = sorted(set(text), key=lambda word: (having[word], word))[:RAREST]
        mine = _keys(sorted(rare), places[at], topics[at])
        keys += mine
        of += [at] * len(mine)
    return _neighbours(np.array(keys, np.int64), np.array(of, np.int64), len(said))


def _keys(rare: Sequence[str], places: Collection[str], topics: Collection[str]) -> list[int]:
    anywhere = [" ".join(three) for three in combinations(rare, 3)] or [" ".join(rare)]
    on_a_topic = [f"{a} {b}#{topic}" for a, b in combinations(rare, 2) for topic in topics]
    here = [f"{word}@{place}" for word in rare for place in places]
    alike = [f"#{topic}@{place}" for topic in topics for place in places]
    return [crc32(key.encode()) for key in {*anywhere, *on_a_topic, *here, *alike}]


def _neighbours(keys: np.ndarray, of: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    order = np.lexsort((of, keys))
    keys, of = keys[order], of[order]
    met = []
    for step in range(1, NEIGHBOURS + 1):
        same = keys[step:] == keys[:-step]
        if not same.any():
            break
        met.append(of[:-step][same] * n + of[step:][same])
    pairs = np.sort(np.concatenate(met)) if met else np.empty(0, np.int64)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    a, b = pairs // max(n, 1), pairs % max(n, 1)
    return a[a != b], b[a != b]
