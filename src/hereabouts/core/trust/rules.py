"""The rule by which tables leave, and the floor below which nobody can set it."""

from dataclasses import dataclass, fields
from math import ceil

from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.tables import Rounding


class TooLax(Sentence):
    """A disclosure rule that protects less than its floor."""


@dataclass(frozen=True)
class Floor:
    """The least that a kind of rule protects, whatever is written in it."""

    hide_up_to: int
    least_width: int
    least_share: float
    least_numerator: int
    least_people: int
    least_households: int
    round_to: int = 0


# Every rule is of one of these kinds. They stand here, in code, and not in the text that people edit.
FLOORS = {
    "open": Floor(4, 5, 0.5, 10, 100, 30),
    "health": Floor(7, 4, 0.0, 10, 100, 30, round_to=5),
}


@dataclass(frozen=True)
class DisclosureRule:
    """One rule: up to which count a cell is hidden, how uncertain an attacker must remain, and the limits of single figures.

    ``kind`` names its floor; a rule that is laxer in anything raises TooLax and cannot be used at all.
    """

    id: str
    label: str
    words: str
    hidden: str
    hide_up_to: int
    least_width: int
    least_share: float
    least_numerator: int
    least_people: int
    least_households: int
    kind: str = "open"
    round_to: int = 0
    mark: str = "hidden"

    def __post_init__(self) -> None:
        if self.kind not in FLOORS:
            raise TooLax(
                "The disclosure rule “{id}” is of no kind that has a floor: {kinds}.",
                id=self.id,
                kinds=", ".join(FLOORS),
            )
        for one in fields(Floor):
            least, given = getattr(FLOORS[self.kind], one.name), getattr(self, one.name)
            if not given >= least:  # what is no number is laxer than any floor
                raise TooLax(
                    "The disclosure rule “{id}” sets {name} to {given}; the floor is {least}. Set it to {least} or more.",
                    id=self.id, name=one.name, given=given, least=least,
                )  # fmt: skip

    @property
    def rounding(self) -> Rounding | None:
        """Say how counts are rounded; None where they are printed as they are."""
        return Rounding(self.round_to, self.hide_up_to) if self.round_to else None

    def small(self, count: int) -> bool:
        """Say whether a count is hidden for its own sake. Nobody is told by a zero."""
        return 0 < count <= self.hide_up_to

    def need(self, count: int) -> int:
        """Say how wide the attacker's interval of a hidden count must be."""
        return ceil(max(self.least_width, self.least_share * count))

    def near(self, lo: float, hi: float) -> bool:
        """Say whether an interval tells of a few people: it may be a small count, is no zero, and is too narrow."""
        return hi - lo < self.least_width and lo <= self.hide_up_to and hi >= 1
