"""Where nobody does anything, and what is done that nothing asks for: three gaps between need, action and outcome."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.priorities.agreement import SOURCES, level
from hereabouts.core.priorities.board import Standing
from hereabouts.core.priorities.legs import missing

NEED = ("voice", "data")  # what residents raise and what is measured are need; what a plan asks for is an answer to it


@dataclass(frozen=True)
class Unmet:
    """A topic that is a need and has no action: the sources that are high on it, the agreed priority, whether it was put off."""

    topic: str
    high: tuple[str, ...]
    agreed: str
    put_off: bool


@dataclass(frozen=True)
class Work:
    """A live action as the gaps look at it: its topic, whether anything written stands behind it, and what it counts.

    ``outputs`` are outputs and measures that name no outcome; ``feeds`` says that the action as a whole serves one.
    """

    ref: str
    topic: str
    cited: bool
    outputs: tuple[str, ...]
    feeds: bool


@dataclass(frozen=True)
class Uncited:
    """An action that neither voice nor data nor strategy speaks for; ``compared`` is False where no board could be asked."""

    ref: str
    topic: str
    compared: bool


def unmet(
    standings: Iterable[Standing], agreed: Mapping[str, str], *, served: Collection[str], put_off: Collection[str] = ()
) -> list[Unmet]:
    """Give the needs without action, in the order of the board, then agreed priorities that are on no board.

    ``agreed`` is the statement of each agreed priority by topic, ``served`` every topic that a live action or an offer serves.
    """
    high = {one.topic: sources for one in standings if (sources := _high(one))}
    topics = dict.fromkeys([*high, *agreed])
    return [Unmet(t, high.get(t, ()), agreed.get(t, ""), t in put_off) for t in topics if t not in served]


def _high(one: Standing) -> tuple[str, ...]:
    legs = {"voice": one.voice, "data": one.data}
    return tuple(name for name in NEED if (leg := legs[name]) is not None and level(leg.score) == "high")


def uncited(works: Iterable[Work], standings: Sequence[Standing] | None) -> list[Uncited]:
    """Give the actions without need: nothing is written for them, and the board has nothing on their topic.

    Without a board (None) only actions that name no topic are given: what could not be asked is no finding.
    """
    by_topic = {one.topic: one for one in standings or ()}
    return [
        Uncited(work.ref, work.topic, bool(work.topic))
        for work in works
        if not work.cited and _unasked(work.topic, by_topic, asked=standings is not None)
    ]


def _unasked(topic: str, by_topic: Mapping[str, Standing], *, asked: bool) -> bool:
    return not topic or (asked and set(missing(by_topic.get(topic))) == set(SOURCES))


def resultless(works: Iterable[Work]) -> list[Work]:
    """Give the actions that count what they put out and feed no outcome: activity of which nobody awaits a result (W-15)."""
    return [work for work in works if work.outputs and not work.feeds]
