"""Whether people who coded the same answers agree, code by code: Cohen's kappa for two, Krippendorff's alpha for any. C14.

Codebook mode only: agreement says that a codebook is used alike, not that it is right. Bands are conventions, so none is
given; the counts stand beside each figure.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hereabouts.core.figures.kappa import kappa

Codings = Mapping[str, Mapping[str, frozenset[str]]]  # by coder, by answer; an answer somebody did not code is absent


@dataclass(frozen=True)
class Agreement:
    """One code: the answers at least two people coded, how many of these anybody gave it to, how many all did."""

    code: str
    answers: int
    by_anybody: int
    by_all: int
    kappa: float | None
    alpha: float | None


def agreements(codings: Codings) -> tuple[Agreement, ...]:
    """Give the agreement on each code. Kappa only for exactly two coders; alpha copes with more and with answers left out."""
    answers = sorted({answer for mine in codings.values() for answer in mine})
    shared = [a for a in answers if sum(a in mine for mine in codings.values()) > 1]
    codes = sorted({code for mine in codings.values() for said in mine.values() for code in said})
    return tuple(
        _agreement(code, [[code in m[a] if a in m else None for m in codings.values()] for a in shared])
        for code in codes
    )


def alpha(units: Sequence[Sequence[object]]) -> float | None:
    """Give Krippendorff's alpha for names (not amounts): for each unit what each coder said, None where one did not.

    One minus the disagreement there is over the disagreement there would be by chance. None where nothing ever differs.
    """
    told = [[value for value in unit if value is not None] for unit in units]
    told = [unit for unit in told if len(unit) > 1]
    all_said = Counter(value for unit in told for value in unit)
    n = sum(all_said.values())
    by_chance = n**2 - sum(k * k for k in all_said.values())
    if not by_chance:
        return None
    apart = sum((len(unit) ** 2 - sum(k * k for k in Counter(unit).values())) / (len(unit) - 1) for unit in told)
    return 1 - (n - 1) * apart / by_chance


def _agreement(code: str, units: list[list[bool | None]]) -> Agreement:
    said = [[value for value in unit if value is not None] for unit in units]
    pairs = Counter(map(tuple, said)) if all(len(unit) == 2 for unit in units) else None
    table = np.array([[pairs[a, b] for b in (True, False)] for a in (True, False)]) if pairs else None
    return Agreement(
        code, len(said), sum(map(any, said)), sum(map(all, said)), None if table is None else kappa(table), alpha(units)
    )
