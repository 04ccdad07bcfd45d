"""What a row of a council's own table comes to: a reading of an area in a period, and what is known of the codes it names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from hereabouts.core.imports.checking import Fault


@dataclass(frozen=True)
class Ground:
    """What is known of the codes in a table: the generations each is of, who lives there, and which areas a larger unit has.

    ``whole`` says whether every code of the generation is known, so that any other is wrong; ``looks`` is how one looks.
    """

    generations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    people_source: str = ""
    units: Mapping[str, frozenset[str]] = field(default_factory=dict)
    whole: bool = False
    looks: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


class Key(NamedTuple):
    """What a reading is of."""

    area: str
    period: str


class Amount(NamedTuple):
    """What it says: a number and what it is out of; None is not known."""

    numerator: float | None
    denominator: float | None

    @property
    def measure(self) -> float | None:
        """Give the measure that a mean was weighted into."""
        return self.numerator / self.denominator if self.numerator is not None and self.denominator else None


@dataclass(frozen=True)
class OwnRow:
    """One reading with the row of the file that it stands in."""

    key: Key
    amount: Amount
    row: int


@dataclass(frozen=True)
class OwnRead:
    """Everything a table says: its readings, its faults, and how many rows were totals, notes or not told."""

    rows: tuple[OwnRow, ...]
    faults: tuple[Fault, ...]
    totals: int = 0
    notes: int = 0
    hidden: int = 0
