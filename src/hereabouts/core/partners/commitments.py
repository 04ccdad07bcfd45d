"""What a partner promises, and what came of it: a promise is late, kept or taken back, and never forgotten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hereabouts.core.sentences import Sentence

RECENT = 30  # days that count as "lately" (I:39 asks for momentum)
CAPACITY = ("enough", "stretched", "none")  # how a partner says what it can still take on, from plenty to nothing


class NotACommitment(Sentence):
    """A promise that says nothing, or that could not be kept; or a step that it cannot take."""


@dataclass(frozen=True)
class Promise:
    """One commitment as the sums see it: how much of what was promised, by when, and what came so far."""

    organisation: str
    kind: str
    promised: float | None
    delivered: float
    due_on: date | None
    done: bool = False
    ended: bool = False

    @property
    def share(self) -> float | None:
        """Give the share that was delivered; None where nothing was counted when it was promised."""
        return None if not self.promised else self.delivered / self.promised


def status(promise: Promise, on: date) -> str:
    """Say in one of the house's five words how a promise stands on a day."""
    if promise.ended:
        return "stopped"
    if promise.done or (promise.share is not None and promise.share >= 1):
        return "done"
    if promise.due_on is not None and promise.due_on < on:
        return "late"
    return "in progress" if promise.delivered > 0 else "not started"


def kept(promises: Iterable[Promise], on: date) -> tuple[int, int, int]:
    """Count (kept, due by now, all): a promise whose day has not come is neither kept nor broken until it is done."""
    rows = list(promises)
    done = sum(status(p, on) == "done" for p in rows)
    due = sum(status(p, on) in {"done", "late"} for p in rows)
    return done, due, len(rows)


@dataclass(frozen=True)
class Tally:
    """What was promised of one kind and what came of it, added up in the unit that it is counted in."""

    kind: str
    unit: str
    promised: float
    delivered: float

    @property
    def share(self) -> float:
        """Give the share that came. More than was promised is more than all of it, and says so."""
        return self.delivered / self.promised


def tallies(counted: Iterable[tuple[str, str, float, float]]) -> list[Tally]:
    """Add up promises (kind, unit, promised, delivered) by kind and unit: hours are never added to pounds.

    Only what was counted when it was promised is given; nothing promised, nothing to tally.
    """
    sums: dict[tuple[str, str], list[float]] = {}
    for kind, unit, promised, delivered in counted:
        row = sums.setdefault((kind, unit), [0, 0])
        row[0] += promised
        row[1] += delivered
    return [Tally(kind, unit, *row) for (kind, unit), row in sorted(sums.items()) if row[0]]


def not_yet(partners: Mapping[str, str], promising: Iterable[str]) -> list[str]:
    """Name the partners that have promised nothing: who, by name, is not at the table with anything yet (L:11)."""
    have = set(promising)
    return sorted(name for id_, name in partners.items() if id_ not in have)


def lately(days: Iterable[date], on: date) -> tuple[int, int]:
    """Count what was done in the last thirty days, and in the thirty before: whether it gathers pace."""
    days = list(days)
    start, before = on - timedelta(days=RECENT), on - timedelta(days=2 * RECENT)
    return sum(start < d <= on for d in days), sum(before < d <= start for d in days)


def at_risk(said: Mapping[str, str], leading: Iterable[str]) -> list[str]:
    """Give which of those who lead or help with something said that they are stretched or have no capacity left (L:13)."""
    return [id_ for id_ in leading if said.get(id_) in {"stretched", "none"}]
