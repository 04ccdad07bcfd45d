"""The three scores of C15, for all topics at once: rows of arrays stand in the order of the topics given.

Voice and strategy are known to be nothing when people were heard, or plans recorded, and none named the topic;
data that nobody measures is missing, which is not the same. Missing is NaN here, and never 50.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
from scipy.special import ndtr

from hereabouts.core.evidence.findings import Finding
from hereabouts.core.priorities.agreement import LIKELY
from hereabouts.core.priorities.aims import MOST, Aim
from hereabouts.core.voice.heard import Heard

DRAWS = 1000
WORSE = {"high_bad": 1.0, "high_good": -1.0}


@dataclass(frozen=True)
class Scores:
    """One source's scores by topic, and the scores it could have had by chance (draws x topics)."""

    best: np.ndarray
    draws: np.ndarray
    chance: np.ndarray  # by topic: whether the draws say how far the score could move

    def limits(self) -> tuple[np.ndarray, np.ndarray]:
        """Give the ends of each score's interval; NaN where chance is not known."""
        lo, hi = np.percentile(np.where(self.chance, self.draws, 0.0), LIKELY, axis=0)
        ends = np.minimum(lo, self.best), np.maximum(hi, self.best)
        return np.where(self.chance, ends[0], nan), np.where(self.chance, ends[1], nan)


def voice(topics: Sequence[str], heard: Heard, rng: np.random.Generator) -> Scores:
    """Score each topic by the share of contributors who raised it, as a part of the largest share.

    The interval comes from drawing the contributors anew. People who raised the same topics are drawn together, as
    one multinomial: the same bootstrap, and as fast for ten thousand as for a hundred. Where nobody raised a topic its draws are
    Jeffreys' (Beta(1/2, n + 1/2)): the interval has an upper end.
    """
    if not heard.people:
        return _nothing(len(topics))
    alike = sorted(([topic in of_one for topic in topics], n) for of_one, n in Counter(heard.raised).items())
    patterns, people = np.array([one for one, _ in alike], float), np.array([n for _, n in alike])
    drawn = rng.multinomial(heard.people, people / heard.people, size=DRAWS) @ patterns
    counts = people @ patterns
    # Drawing people anew never finds one who was not there, and nobody of ten is less sure than nobody of a thousand.
    silent = counts == 0
    drawn[:, silent] = heard.people * rng.spawn(1)[0].beta(0.5, heard.people + 0.5, (DRAWS, int(silent.sum())))
    return Scores(_of_largest(counts), _of_largest(drawn), np.full(len(topics), True))


def _of_largest(counts: np.ndarray) -> np.ndarray:
    largest = counts.max(axis=-1, keepdims=True)
    return 100 * counts / np.where(largest > 0, largest, 1)


def z_score(finding: Finding) -> float:
    """Say how far a figure lies on the bad side, in spreads of the neighbourhoods (its own uncertainty added)."""
    return WORSE[finding.polarity] * (finding.value - finding.reference) / _spread(finding)


def _spread(finding: Finding) -> float:
    return float(np.hypot(finding.se or 0.0, finding.sigma_ref))


def data(topics: Sequence[str], findings: Sequence[Finding], rng: np.random.Generator) -> Scores:
    """Score each topic by the mean z of its indicators; a topic without an indicator has no score."""
    best, draws, chance = np.full(len(topics), nan), np.full((DRAWS, len(topics)), nan), np.full(len(topics), False)
    by_topic: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.polarity in WORSE:
            by_topic.setdefault(finding.topic, []).append(finding)
    noise = rng.standard_normal((DRAWS, len(topics)))
    for column, topic in enumerate(topics):
        if topic in by_topic:
            z = np.mean([z_score(f) for f in by_topic[topic]])
            moves = np.array([(f.se or 0.0) / _spread(f) for f in by_topic[topic]])
            wobble = np.sqrt((moves**2).sum()) / len(moves)
            best[column], draws[:, column] = 100 * ndtr(z), 100 * ndtr(z + wobble * noise[:, column])
            chance[column] = bool(wobble > 0)
    return Scores(best, draws, chance)


def points(topic: str, aims: Sequence[Aim]) -> int:
    """Count the points that the aims give a topic; more than the most counts no further."""
    return min(MOST, sum(aim.weight for aim in aims if aim.topic == topic))


def strategy(topics: Sequence[str], aims: Sequence[Aim]) -> Scores:
    """Score each topic by what plans in force ask for. A count, so chance does not move it."""
    if not aims:
        return _nothing(len(topics))
    best = np.array([100 * points(topic, aims) / MOST for topic in topics])
    return Scores(best, np.tile(best, (DRAWS, 1)), np.full(len(topics), False))


def _nothing(topics: int) -> Scores:
    return Scores(np.full(topics, nan), np.full((DRAWS, topics), nan), np.full(topics, False))
