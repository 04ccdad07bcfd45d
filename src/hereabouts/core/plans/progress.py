"""How far an action is (C21), and the one word that everybody reads for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

BRAGS = ("blue", "green", "amber", "red", "grey")
BEHIND_GREEN = 10.0  # points that milestones may lie behind time and still be on course
BEHIND_AMBER = 25.0
LATE_AMBER = 30  # days a milestone may be late, when a date is set by which it will be caught up

# What each letter says; a page prints the words, never the colour alone.
WORDS = {
    "blue": "complete, with evidence",
    "green": "on course",
    "amber": "behind, and can be caught up",
    "red": "behind, and needs help",
    "grey": "nothing due yet",
}

TELL_WITHIN = 45  # days before a quarter ends from which everybody is asked to tell of it


@dataclass(frozen=True)
class Stone:
    """One milestone as progress counts it."""

    due_on: date
    weight: float = 1.0
    done_on: date | None = None
    recovery_on: date | None = None


@dataclass(frozen=True)
class Progress:
    """How far milestones and time are, in points of 100, and the letter that follows."""

    brag: str
    milestones: float | None
    time: float | None
    days_late: int
    recovery: bool


def quarter(on: date) -> tuple[str, date]:
    """Name the quarter that a return of this day is for, and give its last day: by then it is told."""
    number = (on.month + 2) // 3
    return f"{on.year} quarter {number}", date(on.year + number // 4, number % 4 * 3 + 1, 1) - timedelta(days=1)


def brag(
    *,
    milestones: float,
    time: float,
    days_late: int = 0,
    recovery: bool = False,
    due: bool = True,
    complete: bool = False,
    evidenced: bool = False,
) -> str:
    """Give the letter (C21): blue, green, amber, red, or grey while nothing is due.

    ``milestones`` and ``time`` are points of 100. Late things with a date to catch up are amber for up to thirty days.
    """
    if complete and evidenced:
        return "blue"
    if not due:
        return "grey"
    if days_late:
        return "amber" if days_late <= LATE_AMBER and recovery else "red"
    behind = time - milestones
    if behind <= BEHIND_GREEN:
        return "green"
    return "amber" if behind <= BEHIND_AMBER else "red"


def progress(
    stones: Sequence[Stone],
    *,
    starts_on: date | None,
    due_on: date | None,
    on: date,
    complete: bool = False,
    evidenced: bool = False,
) -> Progress:
    """Work the progress of an action out from its milestones and dates.

    An action that is past its own day and not complete is late, milestones or not. A recovery day counts until it passes.
    """
    done, whole = sum(s.weight for s in stones if s.done_on), sum(s.weight for s in stones)
    share = 100 * done / whole if whole else None
    time = _time(starts_on, due_on, on)
    open_ = [s for s in stones if s.done_on is None and s.due_on < on]
    over = (on - due_on).days if due_on is not None and due_on < on and not complete else 0
    late = max([over, *((on - s.due_on).days for s in open_)])
    recovery = bool(open_) and all(s.recovery_on and s.recovery_on >= on for s in open_)
    letter = brag(
        milestones=100.0 if share is None and complete else share or 0.0,
        time=time if time is not None else 0.0,
        days_late=0 if complete else late,
        recovery=recovery,
        due=late > 0 or complete or any(s.due_on <= on for s in stones),
        complete=complete,
        evidenced=evidenced,
    )
    return Progress(letter, share, time, 0 if complete else late, recovery)


def _time(starts_on: date | None, due_on: date | None, on: date) -> float | None:
    """Give how much of the planned time is gone; None where a day is missing."""
    if starts_on is None or due_on is None or due_on <= starts_on:
        return None
    return 100 * min(1.0, max(0.0, (on - starts_on).days / (due_on - starts_on).days))


ENDED = {"stopped", "merged", "paused"}


def status(state: str, *, due_on: date | None, on: date) -> str:
    """Give the public word of an action: not started, in progress, done, late or stopped.

    Lateness is a date: whatever its lead calls it, an open action past its day is late. A pause reads as stopped, and
    its reason stands beside it.
    """
    if state == "complete":
        return "done"
    if state in ENDED:
        return "stopped"
    if due_on is not None and due_on < on:
        return "late"
    return "in progress" if state in {"in progress", "carried forward"} else "not started"


FROM_WORST = ("red", "amber", "green", "blue")


def direction(before: str, now: str) -> str:
    """Say which way an action travels since the return before: better, worse or the same; nothing while either is grey.

    It stands beside the letter and never changes it: red and getting better is not amber.
    """
    if before not in FROM_WORST or now not in FROM_WORST:
        return ""
    step = FROM_WORST.index(now) - FROM_WORST.index(before)
    return "better" if step > 0 else "worse" if step < 0 else "the same"
