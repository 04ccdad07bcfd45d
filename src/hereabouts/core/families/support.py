"""What a family needs beside the support that is there: gaps, the same support twice, and how far each need has moved.

Needs are shown side by side. Nothing here adds them up or puts one family before another (X-05).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hereabouts.core.sentences import Sentence

SEVERITIES = (0, 1, 2, 3)
WANTING = 2  # from here on a need without support in place is a gap
STEPS = {"offered": ("accepted", "ended"), "accepted": ("active", "ended"), "active": ("ended",), "ended": ()}


class NotASupport(Sentence):
    """A need, a support or an action of a plan that lacks something, or a support that went a way it cannot go."""


@dataclass(frozen=True)
class Need:
    """How serious one need of one member was judged, 0 to 3; ``who`` is "" for the whole family."""

    domain: str
    who: str
    severity: int


@dataclass(frozen=True)
class Episode:
    """Support that an agency gives for one need; ``who`` is "" for the whole family."""

    domain: str
    who: str
    agency: str
    state: str


@dataclass(frozen=True)
class Moved:
    """One need with its first and its newest severity. Less is better."""

    domain: str
    who: str
    start: int
    latest: int


def distance(needs: Iterable[Need]) -> list[Moved]:
    """Say for each need how it began and how it stands. The needs come in the order in which they were judged."""
    first: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], int] = {}
    for need in needs:
        first.setdefault((need.domain, need.who), need.severity)
        last[need.domain, need.who] = need.severity
    return [Moved(domain, who, first[domain, who], last[domain, who]) for domain, who in last]


def meets(episode: Episode, need: Moved) -> bool:
    """Say whether support is in place for a need: active, for this need, for them or for the whole family."""
    return episode.state == "active" and episode.domain == need.domain and episode.who in {"", need.who}


def gaps(needs: Iterable[Moved], episodes: Sequence[Episode]) -> list[Moved]:
    """Give the needs that are serious now and that no active support meets. Support that was only offered is no support."""
    return [n for n in needs if n.latest >= WANTING and not any(meets(episode, n) for episode in episodes)]


def twice(episodes: Iterable[Episode]) -> list[tuple[str, tuple[str, ...]]]:
    """Give each need for which two agencies or more are active for the same member, with their names in order."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in episodes:
        if one.state == "active":
            found.setdefault((one.domain, one.who), set()).add(one.agency.strip())
    return [(domain, tuple(sorted(who))) for (domain, _), who in found.items() if len(who) > 1]


def refuse_jump(before: str, after: str) -> None:
    """Refuse a step that support cannot take. The same state again is no step. Raises NotASupport."""
    if before != after and after not in STEPS[before]:
        raise NotASupport("Support that is {before} cannot become {after}.", before=before, after=after, field="state")
