"""How good suggestions are, held against the codes people accepted: precision, recall, F1, with intervals. C14.

The figure to publish beside every question whose answers a machine helped to code. Intervals are by resampling answers.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hereabouts.core.figures.intervals import Interval
from hereabouts.core.figures.kappa import kappa

DRAWS = 1000
AT_ONCE = 50
RESAMPLED = "bootstrap over answers"

Codes = frozenset[str]


@dataclass(frozen=True)
class CodeQuality:
    """One code: how often both, only the machine, only people gave it, and what follows. Kappa is beyond chance."""

    code: str
    both: int
    only_suggested: int
    only_accepted: int
    precision: float | None
    recall: float | None
    f1: float | None
    kappa: float | None


@dataclass(frozen=True)
class Averages:
    """Precision, recall and F1 over all codes, with F1's interval."""

    precision: float
    recall: float
    f1: Interval


@dataclass(frozen=True)
class Quality:
    """One question. ``micro`` counts every coding alike, ``macro`` every code; ``exact`` is how often all codes were right."""

    answers: int
    exact: Interval
    micro: Averages
    macro: Averages
    codes: tuple[CodeQuality, ...]
    nothing_suggested: int


def quality(accepted: Sequence[Codes], suggested: Sequence[Codes], dice: np.random.Generator) -> Quality:
    """Hold suggestions against what people accepted, answer by answer. Macro is over the codes that people used."""
    pairs = Counter(zip(accepted, suggested, strict=True))
    codes = sorted({code for pair in pairs for side in pair for code in side})
    used = np.array([any(code in a for a, _ in pairs) for code in codes], bool)
    told = np.array(
        [[[c in a and c in s, c in s and c not in a, c in a and c not in s] for c in codes] for a, s in pairs], float
    )
    right = np.array([a == s for a, s in pairs], float)
    times = np.array(list(pairs.values()), float)
    drawn = _drawn(times, dice)
    table = np.tensordot(times, told.reshape(len(times), len(codes), 3), 1)
    many = np.tensordot(drawn, told.reshape(len(times), len(codes), 3), 1)
    n = int(times.sum())
    return Quality(
        n,
        _interval(float(right @ times / n), drawn @ right / n),
        _micro(table, many),
        _macro(table[used], many[:, used]),
        tuple(_code(code, row, n) for code, row in zip(codes, table.astype(int), strict=True)),
        sum(k for (_, s), k in pairs.items() if not s),
    )


def _drawn(times: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    n = int(times.sum())
    rounds = [dice.multinomial(n, times / n, size=AT_ONCE) for _ in range(DRAWS // AT_ONCE)]
    return np.vstack(rounds).astype(float)


def _micro(table: np.ndarray, many: np.ndarray) -> Averages:
    both, machine, people = table.sum(axis=0)
    drawn = many.sum(axis=1)
    return Averages(
        _over(both, both + machine), _over(both, both + people), _interval(float(_f1(table.sum(axis=0))), _f1(drawn))
    )


def _macro(table: np.ndarray, many: np.ndarray) -> Averages:
    if not len(table):
        return Averages(0.0, 0.0, Interval(0.0, 0.0, 0.0, RESAMPLED))
    precision = np.mean([_over(row[0], row[0] + row[1]) for row in table])
    recall = np.mean([_over(row[0], row[0] + row[2]) for row in table])
    return Averages(float(precision), float(recall), _interval(float(_f1(table).mean()), _f1(many).mean(axis=1)))


def _f1(counts: np.ndarray) -> np.ndarray:
    both, machine, people = counts[..., 0], counts[..., 1], counts[..., 2]
    return np.asarray(2 * both / np.maximum(2 * both + machine + people, 1))


def _over(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0


def _interval(value: float, drawn: np.ndarray) -> Interval:
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Interval(value, float(low), float(high), RESAMPLED)


def _code(code: str, counts: np.ndarray, n: int) -> CodeQuality:
    both, machine, people = map(int, counts)
    from_either = 2 * both + machine + people
    return CodeQuality(
        code, both, machine, people,
        both / (both + machine) if both + machine else None,
        both / (both + people) if both + people else None,
        2 * both / from_either if from_either else None,
        kappa(np.array([[both, machine], [people, n - both - machine - people]])),
    )  # fmt: skip
