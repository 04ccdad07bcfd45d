"""How far two people agree beyond what chance would make them (Cohen's kappa)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np


def kappa(table: np.ndarray) -> float | None:
    """Give Cohen's kappa of a square table of what one said by what the other said; None where chance explains all."""
    n = table.sum()
    if not n:
        return None
    by_chance = float(table.sum(axis=0) @ table.sum(axis=1)) / n**2
    return float((np.trace(table) / n - by_chance) / (1 - by_chance)) if by_chance < 1 else None


def kappa_of(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Give it of what two people said, thing by thing."""
    words = list(dict.fromkeys(word for pair in pairs for word in pair))
    table = np.zeros((len(words), len(words)), int)
    for one, other in pairs:
        table[words.index(one), words.index(other)] += 1
    return kappa(table)
