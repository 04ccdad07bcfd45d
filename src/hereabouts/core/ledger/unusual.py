"""Which looks at a record are unusual, and which of the others are drawn: pure rules, with their words as text elsewhere.

The draw is reproducible: looks stand in the order of SHA-256 over the seed and what names them, and the first tenth is taken.
The seed is the month and the head of the seal that covers it, which nobody can choose.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Unusual:
    """One rule as text: its name, its words, and its numbers."""

    id: str
    label: str
    words: str
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """Somebody at one record on one day, however often."""

    actor: str
    actor_name: str
    object: str
    what: str
    on: date
    entries: tuple[int, ...]
    at: tuple[datetime, ...]
    restricted: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Name the look for the draw."""
        return self.on.isoformat(), self.actor, self.object


@dataclass(frozen=True)
class Traits:
    """What of a record makes a look at it unusual: the surnames in it, its postcodes, whether it is restricted."""

    surnames: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()
    restricted: bool = False


@dataclass(frozen=True)
class Declared:
    """What is known of who looked: their surnames and their postcode ("" where they have not told)."""

    surnames: frozenset[str]
    postcode: str = ""


def unusual(text: Mapping[str, Any]) -> Unusual:
    """Read one rule."""
    numbers = {name: float(value) for name, value in text.items() if name not in {"id", "label", "words"}}
    return Unusual(text["id"], text["label"], text["words"], numbers)


def surname(name: str) -> str:
    """Give the surname of a name as it is compared: its last word, without capitals."""
    words = name.split()
    return words[-1].casefold() if len(words) > 1 else ""


def postcode(text: str) -> str:
    """Give a postcode as it is compared."""
    return "".join(text.split()).upper()


def noticed(
    rules: Iterable[Unusual],
    look: Look,
    of: Traits,
    who: Declared,
    *,
    works_on: Callable[[date], bool],
    that_day: int,
    usual: Sequence[int],
) -> tuple[str, ...]:
    """Give the rules that a look meets. ``at`` of a look is local time; ``usual`` are records a day of who looked, before."""
    met: dict[str, Callable[[Mapping[str, float]], bool]] = {
        "own_name": lambda _: bool(who.surnames & of.surnames),
        "neighbour": lambda _: bool(who.postcode) and who.postcode in of.postcodes,
        "out_of_hours": lambda n: any(not works_on(t.date()) or not n["from"] <= t.hour < n["until"] for t in look.at),
        "restricted": lambda _: look.restricted or of.restricted,
        "own_role": lambda _: False,  # no look: it comes into the queue when the role is given
        "more_than_usual": lambda n: that_day >= n["least"] and that_day > n["times"] * (median(usual) if usual else 0),
    }
    return tuple(rule.id for rule in rules if met[rule.id](rule.numbers))


def drawn(looks: Iterable[Look], *, seed: str, share: float) -> list[Look]:
    """Draw a share of some looks, rounded up; the same looks and seed give the same draw in any order."""
    ranked = sorted(looks, key=lambda look: sha256("|".join([seed, *look.key]).encode()).digest())
    return ranked[: math.ceil(round(share * len(ranked), 9))]
