"""What those who work here expected residents to raise, beside what residents raised: an assumption that is tested (L-38)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.sentences import Sentence

MOST = 5  # topics that somebody names: the first five of a board are what a session talks about


class NotExpected(Sentence):
    """An expectation that names nothing, or the same topic twice."""


@dataclass(frozen=True)
class Compared:
    """One topic: how many expected it, and its place in what residents raised (None: nobody raised it)."""

    topic: str
    expected_by: int
    people: int
    rank: int | None
    called: str  # "both", "expected only", "raised only"


def named(topics: Sequence[str]) -> list[str]:
    """Give the topics somebody named, in their order; NotExpected when there is none, or one stands twice."""
    given = [topic for topic in topics if topic]
    if not given:
        raise NotExpected("Name at least one topic that you expect residents to raise.")
    if len(set(given)) < len(given):
        raise NotExpected("You named a topic twice. Name each once, the one you expect most first.")
    return given[:MOST]


def compared(expected: Sequence[Sequence[str]], raised: Mapping[str, int]) -> list[Compared]:
    """Lay the topics anybody expected beside the first five that residents raised; both-ways surprises first."""
    order = ranks(raised)
    first = {topic for topic, rank in order.items() if rank <= MOST}
    told = {topic: sum(topic in one for one in expected) for topic in {t for one in expected for t in one} | first}
    lines = [
        Compared(topic, n, raised.get(topic, 0), order.get(topic), _called(n > 0, topic in first))
        for topic, n in told.items()
    ]
    surprise = ("expected only", "raised only", "both")
    return sorted(lines, key=lambda one: (surprise.index(one.called), -one.expected_by, one.rank or 99, one.topic))


def ranks(raised: Mapping[str, int]) -> dict[str, int]:
    """Give each topic's place by how many people raised it; equals share one, and what nobody raised has none."""
    return {t: 1 + sum(other > n for other in raised.values()) for t, n in raised.items() if n}


def _called(expected: bool, raised: bool) -> str:
    return "both" if expected and raised else "expected only" if expected else "raised only"
