"""The triangulation board (C15): what people raised, what the data shows, what plans ask for, topic by topic.

A topic keeps all three voices, silence among them. Where they part the board says so and does not average it away.
The same inputs and the same seed give the same board.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hereabouts.core.evidence.findings import Finding
from hereabouts.core.priorities.agreement import SOURCES, Divergence, class_of, divergences
from hereabouts.core.priorities.aims import MOST, Aim
from hereabouts.core.priorities.order import EQUAL, Order, kendalls_w, order
from hereabouts.core.priorities.robustness import (
    Robustness,
    agreement_by_chance,
    classes_held,
    ranks_by_chance,
    robustness,
)  # fmt: skip
from hereabouts.core.priorities.scores import WORSE, data, points, strategy, voice, z_score
from hereabouts.core.voice.heard import Heard


@dataclass(frozen=True)
class Raised:
    """How many contributors raised a topic, of how many heard."""

    people: int
    of: int


@dataclass(frozen=True)
class Measured:
    """The indicators of a topic, each with how far it lies on the bad side."""

    indicators: tuple[tuple[float, Finding], ...]


@dataclass(frozen=True)
class Asked:
    """The points that plans in force give a topic, and their aims."""

    points: int
    of: int
    aims: tuple[Aim, ...]


@dataclass(frozen=True)
class Leg:
    """One source's score on one topic, from 0 to 100, with its interval (None: chance is not known) and evidence."""

    score: float
    lo: float | None
    hi: float | None
    evidence: Raised | Measured | Asked


@dataclass(frozen=True)
class Standing:
    """Where one topic stands. A leg is None when that source is missing; without a rank it is not on the board.

    ``rank_range`` is what other weights would make of its rank, ``rank_by_chance`` what the draws make of it, and
    ``called_held`` the part of the draws in which its class is the same. Boards of before these were kept have none.
    """

    topic: str
    voice: Leg | None
    data: Leg | None
    strategy: Leg | None
    called: str
    divergence: Divergence | None
    index: float | None
    rank: int | None
    rank_range: tuple[int, int] | None
    top_five: float | None
    rank_by_chance: tuple[int, int] | None = None
    called_held: float | None = None


@dataclass(frozen=True)
class Board:
    """Every topic, the most pressing first, and how far the three sources agree on the whole order."""

    standings: tuple[Standing, ...]
    kendalls_w: float | None
    compared: int
    people: int
    documents: int
    indicators: int
    weights: tuple[float, ...]
    kendalls_w_interval: tuple[float, float] | None = None
    robustness: Robustness | None = None


def triangulate(
    topics: Sequence[str],
    *,
    heard: Heard,
    findings: Sequence[Finding],
    aims: Sequence[Aim],
    rng: np.random.Generator,
    weights: Sequence[float] = EQUAL,
) -> Board:
    """Lay what residents say beside what the data shows and what plans ask for."""
    three = (voice(topics, heard, rng), data(topics, findings, rng), strategy(topics, aims))
    best = np.stack([source.best for source in three], axis=1)
    places = order(best, weights, rng)
    draws = np.stack([source.draws for source in three], axis=2)
    apart = divergences(best, draws)
    held, (lowest, highest) = classes_held(best, draws), ranks_by_chance(best, draws, weights)
    limits = [source.limits() for source in three]
    standings = []
    for n, topic in enumerate(topics):
        evidence: tuple[Raised | Measured | Asked, ...] = (
            Raised(heard.count(topic), heard.people),
            Measured(tuple((z_score(f), f) for f in findings if f.topic == topic and f.polarity in WORSE)),
            Asked(points(topic, aims), MOST, tuple(aim for aim in aims if aim.topic == topic)),
        )
        legs = [_leg(best[n, k], limits[k][0][n], limits[k][1][n], of) for k, of in enumerate(evidence)]
        of_chance = (int(lowest[n]), int(highest[n])), float(held[n])
        standings.append(_standing(topic, n, legs, apart[n], places, of_chance))
    whole = ~np.isnan(best).any(axis=1) & (places.rank > 0)
    full = best[whole]
    return Board(
        standings=tuple(sorted(standings, key=lambda s: (s.rank is None, s.rank or 0, s.topic))),
        kendalls_w=kendalls_w(full.T),
        compared=len(full),
        people=heard.people,
        documents=len({aim.document for aim in aims}),
        indicators=len(findings),
        weights=tuple(float(w) for w in weights),
        kendalls_w_interval=agreement_by_chance(draws[:, whole]),
        robustness=robustness(topics, best, weights),
    )


def _standing(
    topic: str, n: int, legs: Sequence[Leg | None], apart: Divergence | None, places: Order,
    of_chance: tuple[tuple[int, int], float],
) -> Standing:  # fmt: skip
    placed = bool(places.rank[n])
    heard, measured, asked = legs
    return Standing(
        topic=topic,
        voice=heard,
        data=measured,
        strategy=asked,
        called=class_of({name: leg.score if leg else None for name, leg in zip(SOURCES, legs, strict=True)}),
        divergence=apart,
        index=float(places.index[n]) if placed else None,
        rank=int(places.rank[n]) if placed else None,
        rank_range=(int(places.lowest[n]), int(places.highest[n])) if placed else None,
        top_five=float(places.top[n]) if placed else None,
        rank_by_chance=of_chance[0] if placed else None,
        called_held=of_chance[1] if any(legs) else None,
    )


def _leg(score: float, lo: float, hi: float, evidence: Raised | Measured | Asked) -> Leg | None:
    if np.isnan(score):
        return None
    return Leg(float(score), None if np.isnan(lo) else float(lo), None if np.isnan(hi) else float(hi), evidence)
