"""A definition of a place: its rule, how areas at the edge count, who overruled which, and how it came about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.places.fitting import Fit, How, Member, Overrule
from hereabouts.core.places.rules import Rule
from hereabouts.core.sentences import Sentence


@dataclass(frozen=True)
class Definition:
    """What somebody says a place is. ``remarks`` tell what was done to the boundary that they gave."""

    rule: Rule
    how: How = "best"
    overrules: tuple[Overrule, ...] = ()
    note: str = ""
    remarks: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Remark:
    """Something that whoever reads a figure of the place should know; of one generation, or of all ("")."""

    generation: str
    sentence: Sentence


@dataclass(frozen=True)
class Found:
    """What a definition comes to in the evidence file: areas and fit by generation, and what was found out on the way."""

    members: Mapping[str, tuple[Member, ...]]
    fits: Mapping[str, Fit]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Moved:
    """What a new version changed in one generation: areas that came in, that went out, that count for more or less."""

    generation: str
    came: tuple[str, ...]
    went: tuple[str, ...]
    altered: tuple[str, ...]


def moved(before: Mapping[str, Mapping[str, float]], after: Mapping[str, Mapping[str, float]]) -> tuple[Moved, ...]:
    """Compare two versions, each the weight of every area that counts, by generation. What stayed alike is left out."""
    told = []
    for generation in sorted({*before, *after}):
        old, new = before.get(generation, {}), after.get(generation, {})
        one = Moved(
            generation, _sorted(set(new) - set(old)), _sorted(set(old) - set(new)),
            _sorted({code for code in set(old) & set(new) if old[code] != new[code]}),
        )  # fmt: skip
        if one.came or one.went or one.altered:
            told.append(one)
    return tuple(told)


def without_doubtful(members: Sequence[Member]) -> tuple[Member, ...]:
    """Give the areas that would be left if those that could as well be decided the other way were left out."""
    return tuple(m for m in members if m.counts and not m.doubtful)


def _sorted(codes: set[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))
