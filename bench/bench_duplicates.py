"""The same action twice among 20,000 and 200,000 actions, beside comparing the words of all with all; medians of 5 and of 1.

Also how a suggestion while typing takes against 20,000, and what is found of 400 actions that another plan tells in other
words, among 4,000 others: recall, and the share that is so of the surest 50, of the surest 400 and of all that it lists.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import actions
import numpy as np
from run import median

from hereabouts.core.plans import letters
from hereabouts.core.plans.same_action import ENOUGH, SHOWN, Beside, pairs


def measure() -> dict:
    """Time and judge the search."""
    some = actions.made(20_000)
    beside = Beside(some)
    few, many = (median(lambda n=n: pairs(actions.made(n)), times) for n, times in ((20_000, 5), (200_000, 1)))
    return {
        "actions": len(some), "pairs": len(pairs(some)), "s": few / 1000, "s_of_200000": many / 1000, "times_as_long": round(many / few, 1),
        "all_with_all_s": median(lambda: all_with_all(some), 1) / 1000, "typing_ms": median(lambda: beside.like(some[7])),
        "told_again": told_again(),
    }  # fmt: skip


def all_with_all(some: list) -> int:
    """Compare the words of every action with those of every other, and nothing else: how many pairs are alike."""
    counts = letters.counted([letters.words(f"{one.title} {one.words}") for one in some])
    table = letters.weighed(counts, letters.rarity(counts))
    alike = 0
    for at in range(0, len(some), 500):
        alike += int(np.count_nonzero((table[at : at + 500] @ table.T).toarray() >= ENOUGH))
    return (alike - len(some)) // 2


def told_again() -> dict:
    """Find 400 actions that were told again among 4,000."""
    first = actions.made(4_000, seed=3)
    both = [*first, *actions.again(first, 400)]
    found = pairs(both)
    true = {(one.id[1:], one.id) for one in both if one.id.startswith("B")}
    hits = [(p.a, p.b) in true for p in found]
    return {
        "of": len(true),
        "recall": sum(hits) / len(true),
        "found": len(found),
        "of_the_surest_50": sum(hits[:SHOWN]) / SHOWN,
        "of_the_surest_400": sum(hits[: len(true)]) / len(true),
        "precision": round(sum(hits) / len(found), 3),
    }
