"""Hot spots of a map of small areas: the whole map first, then area by area, with what was left out and why.

C9 with C11 (smoothed rates), C10 (concentration) and C28 (what a place picked for being high will do by itself).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hereabouts.core.evidence.adjacent import Neighbours
from hereabouts.core.evidence.concentration import Concentration, concentration
from hereabouts.core.evidence.gathering import Getis, Moran, Numbers, false_discoveries, getis, moran
from hereabouts.core.evidence.smoothing import smoothed
from hereabouts.core.sentences import Sentence, counted, listed

FEWEST = 10  # areas; with fewer, so few other arrangements exist that nothing could ever be unlikely
TIMES = 999
LEVELS = ((0.01, "very clearly"), (0.05, "clearly"), (0.10, "probably"))
NOT_CLEAR, NO_NEIGHBOURS, NO_FIGURE = "not clear", "no neighbours", "no figure"
HOT = tuple(f"{how} hot" for _, how in LEVELS)
COLD = tuple(f"{how} cold" for _, how in LEVELS)


class NothingToFind(Sentence):
    """A map on which no hot spot can be looked for."""


@dataclass(frozen=True)
class Spot:
    """One area: its events, its rate as counted and as smoothed, and how unlikely its surroundings are by chance."""

    code: str
    name: str
    count: float | None
    denominator: float | None
    rate: float | None
    eb_rate: float | None
    z: float | None
    p: float | None
    q: float | None
    p_analytic: float | None
    p_sim: float | None
    kind: str
    here: bool = True


@dataclass(frozen=True)
class Sensitivity:
    """How many hot areas stay hot under another rule of neighbours."""

    neighbours: str
    hot: int
    stay_hot: int


@dataclass(frozen=True)
class Regression:
    """What areas picked for being high hold, and what may be expected of them if nothing changes (C28 by C11)."""

    areas: int
    counted: float
    expected: float


@dataclass(frozen=True)
class Hotspots:
    """The answer: whether figures are gathered at all, and where."""

    moran: Moran
    spots: tuple[Spot, ...]
    neighbours: str
    mean_neighbours: float
    alone: tuple[str, ...]
    left_out: tuple[str, ...]
    sensitivity: Sensitivity | None
    concentration: Concentration | None
    regression: Regression | None
    per: float
    permutations: int
    seed: int
    smooth: bool

    @property
    def hot(self) -> tuple[Spot, ...]:
        """The areas called hot, at whichever level."""
        return tuple(spot for spot in self.spots if spot.kind in HOT)

    @property
    def cold(self) -> tuple[Spot, ...]:
        """The areas called cold."""
        return tuple(spot for spot in self.spots if spot.kind in COLD)


@dataclass(frozen=True)
class Counted:
    """What is known of one area before anything is worked out; None is "not known", never zero."""

    code: str
    count: float | None
    denominator: float | None = None
    name: str = ""
    here: bool = True


def hotspots(
    areas: Sequence[Counted],
    near: Neighbours,
    *,
    other: Neighbours | None = None,
    rates: bool,
    per: float = 1.0,
    times: int = TIMES,
    seed: int = 1,
) -> Hotspots:
    """Look for hot spots. ``rates`` says that the count is over a denominator; otherwise the figure is taken as it is.

    An area without a figure, or without anybody to count, is left out and named. Raises NothingToFind where fewer than ten
    areas are left, where every figure is the same, or where a count is below zero.
    """
    kept, left_out = _kept(areas, rates=rates)
    codes = [area.code for area in kept]
    near = near.among(codes)
    counts = np.array([area.count for area in kept], dtype=float)
    people = np.array([area.denominator for area in kept], dtype=float) if rates else np.ones(len(kept))
    _refuse(kept, near, counts / people)
    y = smoothed(counts, people) if rates else counts
    first, local, q = _looked(y, near, times, seed)
    worked = {
        area.code: Spot(
            area.code, area.name, area.count, area.denominator if rates else None,
            per * float(counts[i] / people[i]) if rates else None, per * float(y[i]) if rates else None,
            _number(local.z[i]), _number(local.p[i]), _number(q[i]), _number(local.p_analytic[i]), _number(local.p_sim[i]),
            kind(local.z[i], q[i], alone=not near.counts[i]), area.here,
        )
        for i, area in enumerate(kept)
    }  # fmt: skip
    spots = tuple(worked.get(area.code) or _without(area, rates=rates) for area in areas)
    hot = [i for i, code in enumerate(codes) if worked[code].kind in HOT]
    return Hotspots(
        moran=first, spots=spots, neighbours=near.rule, mean_neighbours=float(near.counts.mean()), alone=near.alone,
        left_out=tuple(left_out), sensitivity=_sensitivity(y, hot, other, codes, times, seed),
        concentration=concentration(counts) if _whole(counts) else None,
        regression=Regression(len(hot), float(counts[hot].sum()), float((y * people)[hot].sum())) if rates and hot else None,
        per=per, permutations=times, seed=seed, smooth=rates,
    )  # fmt: skip


def _kept(areas: Sequence[Counted], *, rates: bool) -> tuple[list[Counted], list[str]]:
    missing = [area.code for area in areas if area.count is None or (rates and area.denominator is None)]
    empty = [area for area in areas if rates and area.code not in missing and not area.denominator]
    negative = [area.code for area in areas if rates and ((area.count or 0) < 0 or (area.denominator or 0) < 0)]
    if negative:
        raise NothingToFind("A count below zero is no count: look at {codes}.", codes=_few(negative))
    told = []
    if missing:
        told.append(f"{counted(len(missing), 'area')} without a figure left out: {_few(missing)}.")
    if empty:
        events = sum(area.count or 0 for area in empty)
        told.append(
            f"{counted(len(empty), 'area')} with a denominator of zero left out, "
            f"and the {events:,.0f} counted there: {_few([a.code for a in empty])}."
        )
    out = {*missing, *(area.code for area in empty)}
    return [area for area in areas if area.code not in out], told


def _refuse(kept: Sequence[Counted], near: Neighbours, figures: Numbers) -> None:
    if len(kept) < FEWEST:
        raise NothingToFind(
            "Hot spots need at least {fewest} small areas with a figure; here there are {n}. Take the council or district "
            "around the place.",
            fewest=FEWEST, n=len(kept),
        )  # fmt: skip
    if np.ptp(figures) == 0:
        raise NothingToFind("Every area has the same figure ({value:g}): there is nothing to find.", value=figures[0])
    if not near.counts.any():
        raise NothingToFind("No area has a neighbour under the rule “{rule}”. Try --neighbours knn:6.", rule=near.rule)


def _looked(y: Numbers, near: Neighbours, times: int, seed: int) -> tuple[Moran, Getis, Numbers]:
    """Look at the map as a whole and area by area. Where smoothing left every rate the same, nothing is unlikely."""
    dice = np.random.default_rng(seed)
    first = moran(y, near, dice, times)
    if first.i is None:
        blank = np.full(len(y), np.nan)
        return first, Getis(blank, blank, blank, blank), blank
    local = getis(y, near, dice, times)
    return first, local, false_discoveries(local.p if times else local.p_analytic)


def kind(z: float, q: float, *, alone: bool = False) -> str:
    """Say in words what an area is: by the sign of z and by q at 1, 5 and 10 %."""
    if alone:
        return NO_NEIGHBOURS
    how = next((word for level, word in LEVELS if q <= level), "")
    return f"{how} {'hot' if z > 0 else 'cold'}" if how else NOT_CLEAR


def _sensitivity(
    y: Numbers, hot: Sequence[int], other: Neighbours | None, codes: Sequence[str], times: int, seed: int
) -> Sensitivity | None:
    if other is None or np.ptp(y) == 0:
        return None
    other = other.among(codes)
    local = getis(y, other, np.random.default_rng(seed), times)
    q = false_discoveries(local.p if times else local.p_analytic)
    also = {i for i in range(len(y)) if kind(local.z[i], q[i], alone=not other.counts[i]) in HOT}
    return Sensitivity(other.rule, len(also), len(also & set(hot)))


def _without(area: Counted, *, rates: bool) -> Spot:
    below = area.denominator if rates else None
    return Spot(area.code, area.name, area.count, below, *(None,) * 7, NO_FIGURE, area.here)


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _whole(counts: Numbers) -> bool:
    """Say whether figures can be events: whole and not below zero."""
    return bool((counts >= 0).all() and (counts == counts.round()).all())


def _few(codes: Sequence[str], shown: int = 5) -> str:
    more = len(codes) - shown
    return listed([*codes[:shown], f"{more} more"] if more > 0 else codes)
