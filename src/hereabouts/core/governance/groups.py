"""Groups: who answers to whom, how often they meet, and whether enough of them are here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hereabouts.core.sentences import Sentence, counted

# From the top down. A group answers to one of the same height or above (W:53, S:75-100).
TIERS: Mapping[str, int] = {
    "strategic": 0, "committee": 0, "tactical": 1, "tasking": 2, "triage": 2, "lsg": 2, "working": 2, "community": 2,
}  # fmt: skip

# How often a group meets, in words, and the most days that may pass between two meetings. W:67 and W:87 set two of them.
CADENCES: Mapping[str, int | None] = {
    "every week": 7, "every two weeks": 14, "every month": 31, "every 6 to 8 weeks": 56, "every 3 months": 92,
    "every 6 months": 183, "every year": 366, "when needed": None,
}  # fmt: skip


class WrongWayUp(Sentence):
    """A group that would answer to one below it, or to itself."""


@dataclass(frozen=True)
class Seat:
    """One membership as the quorum sees it: who, whether they vote, and from when until when."""

    id: str
    voting: bool
    since: date
    until: date | None = None

    def held_on(self, on: date) -> bool:
        """Say whether the seat is held that day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Quorum:
    """How many voting members are here, how many it takes, and what that means."""

    needed: int
    present: int

    def __bool__(self) -> bool:
        return self.present >= self.needed

    def __str__(self) -> str:
        if not self.needed:
            return "This group has set no quorum."
        here = f"{counted(self.present, 'voting member')} here, {self.needed} needed."
        return f"Quorate: {here}" if self else f"Not quorate: {here}"


def quorum(needed: int, seats: Mapping[str, Seat], here: Mapping[str, str], on: date) -> Quorum:
    """Count the voting seats that are filled that day, by their holder or by a substitute.

    ``here`` says for each seat how it is filled; apologies and silence fill nothing.
    """
    filled = [seats[id_] for id_, how in here.items() if how in {"present", "substitute"} and id_ in seats]
    return Quorum(needed, sum(seat.voting and seat.held_on(on) for seat in filled))


def placed(tier: str, above: str | None, *, own: str | None = None, line: tuple[str, ...] = ()) -> None:
    """Refuse a place in the tree that turns it over: below a lower tier, or under itself (``line`` is who stands above)."""
    if own is not None and own in line:
        raise WrongWayUp("A group cannot answer to itself, not even through others.")
    if above is not None and TIERS[above] > TIERS[tier]:
        raise WrongWayUp(
            "A {tier} group cannot answer to a {above} group. Choose a group of the same tier or above.",
            tier=tier,
            above=above,
        )


def next_by(cadence: str, last: date | None) -> date | None:
    """Give the day by which the group should meet again; None when it meets when needed, or never met yet."""
    most = CADENCES[cadence]
    return None if most is None or last is None else last + timedelta(days=most)
