"""The same question asked again: how many feel so, how far that changed, and how it lies beside a benchmark (C3, C6; W-41).

A question asked in other words is another question: its answers are kept apart and never compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hereabouts.core.figures import Interval, against, difference, wilson
from hereabouts.core.sentences import Sentence, listed

FEWEST = 30  # answers, before a share is told: fewer turn with a handful of people
FEWEST_ANSWERS = 2


class NotAPerception(Sentence):
    """A question, a benchmark or a count of answers that cannot be one."""


@dataclass(frozen=True)
class Benchmark:
    """What a question is held against: a share, whose it is, and of how many answers where that is known."""

    share: float
    of: int | None
    source: str


@dataclass(frozen=True)
class AskedOnce:
    """One time a question was asked: the day, the way, and how often each answer was given; who gave none is apart."""

    on: date
    method: str
    counts: Mapping[str, int]
    unanswered: int = 0


@dataclass(frozen=True)
class AskedLine:
    """One time of asking beside the others. What is None could not be said: too few answers, or nothing to compare with."""

    asked: AskedOnce
    answered: int
    good: int
    share: Interval | None
    since_first: Interval | None
    since_before: Interval | None
    beside: Interval | None
    beside_is: str
    otherwise: bool


def checked_question(wording: str, answers: Sequence[str], good: Sequence[str]) -> None:
    """Refuse a question that nobody could ask twice: without words, answers, or what counts as feeling so."""
    if not wording.strip() or len(set(answers)) < FEWEST_ANSWERS or len(set(answers)) < len(answers):
        raise NotAPerception("Write the question as it is asked, and at least two answers, each once.")
    if not good or not set(good) < set(answers):
        raise NotAPerception("Say which of its answers count as “yes”. Not all of them can.")


def checked_counts(answers: Sequence[str], counts: Mapping[str, int]) -> None:
    """Refuse counts of other answers than those of the question, and a time at which nobody answered."""
    if strange := sorted(set(counts) - set(answers)):
        raise NotAPerception(
            "“{what}” is no answer to this question. It has {answers}.", what=strange[0], answers=listed(list(answers))
        )
    if min(counts.values(), default=0) < 0 or not sum(counts.values()):
        raise NotAPerception("Count at least one answer.")


def course(
    good: Sequence[str], asked: Sequence[AskedOnce], benchmark: Benchmark | None = None
) -> tuple[AskedLine, ...]:
    """Lay the times of asking beside each other, the first first, each against the first, the one before and the benchmark."""
    rows = sorted(asked, key=lambda one: one.on)
    told = [(one, sum(one.counts.values()), sum(one.counts.get(a, 0) for a in good)) for one in rows]
    enough = [row for row in told if row[1] >= FEWEST]
    lines = []
    for n, (one, answered, yes) in enumerate(told):
        whole = answered >= FEWEST
        share = wilson(yes, answered) if whole else None
        earlier = [row for row in enough if row[0].on < one.on]
        beside, beside_is = _beside(yes, answered, benchmark) if share and benchmark else (None, "")
        lines.append(
            AskedLine(
                one, answered, yes, share, _since(yes, answered, earlier[:1]) if whole else None,
                _since(yes, answered, earlier[-1:]) if whole else None, beside, beside_is,
                otherwise=n > 0 and one.method != told[n - 1][0].method,
            )
        )  # fmt: skip
    return tuple(lines)


def _since(yes: int, answered: int, before: Sequence[Any]) -> Interval | None:
    return difference(yes, answered, before[0][2], before[0][1]) if before else None


def _beside(yes: int, answered: int, benchmark: Benchmark) -> tuple[Interval | None, str]:
    """Compare with the benchmark: with its own uncertainty where its answers are known, as a fixed line otherwise (C6)."""
    if benchmark.of:
        apart = difference(yes, answered, round(benchmark.share * benchmark.of), benchmark.of)
        return apart, direction(apart)
    return None, against(wilson(yes, answered), benchmark.share)


def direction(change: Interval | None) -> str:
    """Say whether a difference is higher, lower, or no clearer than chance; "" where there is none."""
    if change is None:
        return ""
    if change.lo > 0:
        return "higher"
    return "lower" if change.hi < 0 else "similar"
