"""Whether it matters where people are asked to come: how many came to places that feel friendly, and to formal ones (D-73).

What was held in a friendly place may have been another kind of thing, for other people: it is a reason to try, and no proof.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from hereabouts.core.figures import Interval

FEELS = ("friendly", "plain", "formal")
FEWEST = 3  # activities on each side, before a difference is told
DRAWS = 2000


@dataclass(frozen=True)
class Came:
    """One activity at a venue: how the venue feels, the way of listening, the unit, and how many came."""

    venue: str
    feels: str
    method: str
    unit: str
    count: int


@dataclass(frozen=True)
class FeltLine:
    """One way of listening in one unit: by how the venue feels, how many activities there were, and how many came to each."""

    method: str
    unit: str
    feels: dict[str, tuple[int, float]]
    ratio: Interval | None

    @property
    def clear(self) -> bool:
        """Say whether more than chance lies between friendly and formal."""
        return self.ratio is not None and (self.ratio.lo > 1 or self.ratio.hi < 1)


def compared(rows: Iterable[Came], *, rng: np.random.Generator) -> tuple[FeltLine, ...]:
    """Compare how many came by how a venue feels, within one way of listening and one unit: a stall is no interview.

    The ratio is of the means, friendly to formal, with a bootstrap interval over the activities; none where either has
    fewer than three, or nobody came to the formal ones.
    """
    kept: dict[tuple[str, str], dict[str, list[int]]] = {}
    for row in rows:
        kept.setdefault((row.method, row.unit), {}).setdefault(row.feels, []).append(row.count)
    return tuple(
        FeltLine(
            method, unit, {feels: (len(n), float(np.mean(n))) for feels in FEELS if (n := by_feel.get(feels))},
            _ratio(by_feel.get("friendly", []), by_feel.get("formal", []), rng),
        )
        for (method, unit), by_feel in sorted(kept.items())
    )  # fmt: skip


def _ratio(friendly: list[int], formal: list[int], rng: np.random.Generator) -> Interval | None:
    if min(len(friendly), len(formal)) < FEWEST or not sum(formal):
        return None
    a, b = np.array(friendly, float), np.array(formal, float)
    means = [x[rng.integers(0, len(x), (DRAWS, len(x)))].mean(axis=1) for x in (a, b)]
    drawn = means[0] / np.maximum(means[1], 1 / len(b))
    lo, hi = np.percentile(drawn, [2.5, 97.5])
    return Interval(float(a.mean() / b.mean()), float(lo), float(hi), "bootstrap")
