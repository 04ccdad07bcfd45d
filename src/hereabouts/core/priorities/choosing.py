"""From the order of a board to what people chose: whose priority it is, and where the choice left the order."""

from collections.abc import Collection

from hereabouts.core.priorities.agreement import level
from hereabouts.core.priorities.board import Board, Raised, Standing

ORIGINS = ("both", "community", "city", "data")


def standing_of(board: Board, topic: str) -> Standing | None:
    """Find a topic on a board."""
    return next((standing for standing in board.standings if standing.topic == topic), None)


def origin(standing: Standing | None) -> str:
    """Say where a priority comes from: the community, the city's plans, both, or the data alone.

    A source counts when it is high; where none is, the one that says more than the other.
    """
    if standing is None:
        return "community"
    voice, strategy = (leg.score if leg else None for leg in (standing.voice, standing.strategy))
    high = {name for name, score in (("community", voice), ("city", strategy)) if level(score) == "high"}
    if len(high) == 2:
        return "both"
    if high:
        return high.pop()
    if not (voice or strategy):
        return "data"
    return "community" if (voice or 0.0) >= (strategy or 0.0) else "city"


def people_heard(standing: Standing | None) -> int:
    """Count the people who raised a topic; a priority that nobody raised rests on an assumption (L-38)."""
    evidence = standing.voice.evidence if standing and standing.voice else None
    return evidence.people if isinstance(evidence, Raised) else 0


def passed_over(board: Board, topic: str, settled: Collection[str]) -> tuple[str, ...]:
    """Name the topics that stand above this one and were neither chosen nor put off with a reason.

    A topic without a place in the order passes over all that have one. Whoever adopts it says why.
    """
    ours = standing_of(board, topic)
    rank = ours.rank if ours and ours.rank else None
    return tuple(
        s.topic
        for s in board.standings
        if s.rank and s.topic != topic and s.topic not in settled and (rank is None or s.rank < rank)
    )
