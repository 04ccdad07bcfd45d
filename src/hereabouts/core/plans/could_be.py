"""How much the words of a pair would have to agree for the pair to count: what else the two share says so beforehand (C16).

The bounds are generous (two sets that share anything count as equal), so that no pair is lost by them; nearly all pairs that
meet fall here, before their words are compared letter by letter.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from zlib import crc32

import numpy as np


def words_needed(
    a: np.ndarray, b: np.ndarray, *, weights: Mapping[str, float], enough: float, sets: Mapping[str, Sequence[Collection[str]]],
    days: Sequence[tuple[date | None, date | None]], leads: Sequence[str],
) -> np.ndarray:  # fmt: skip
    """Give, for pairs (a, b) of actions, the least cosine of their words with which they could still reach ``enough``."""
    known, shared = np.full(len(a), weights["words"]), np.zeros(len(a))
    for name, told in sets.items():
        masks = np.array([_mask(one) for one in told], np.uint64)
        both = (masks[a] > 0) & (masks[b] > 0)
        known += weights[name] * both
        shared += weights[name] * (both & ((masks[a] & masks[b]) > 0))
    together = _together(np.array([[_day(d) for d in both] for both in days], float).reshape(-1, 2), a, b)
    known += weights["time"] * ~np.isnan(together)
    shared += weights["time"] * np.nan_to_num(together)
    codes = np.array([crc32(lead.strip().casefold().encode()) if lead.strip() else 0 for lead in leads], np.int64)
    known += weights["lead"] * ((codes[a] > 0) & (codes[b] > 0))
    shared += weights["lead"] * ((codes[a] == codes[b]) & (codes[a] > 0))
    needed: np.ndarray = (enough * known - shared) / weights["words"]
    return needed


def _mask(told: Collection[str]) -> int:
    mask = 0
    for one in told:
        mask |= 1 << crc32(one.encode()) % 64
    return mask


def _day(day: date | None) -> float:
    return np.nan if day is None else float(day.toordinal())


def _together(days: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    both = np.minimum(days[a, 1], days[b, 1]) - np.maximum(days[a, 0], days[b, 0]) + 1
    either = np.maximum(days[a, 1], days[b, 1]) - np.minimum(days[a, 0], days[b, 0]) + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        share: np.ndarray = np.where(either > 0, np.maximum(both, 0) / either, 0)
    return np.where(np.isnan(days[a].sum(axis=1) + days[b].sum(axis=1)), np.nan, share)
