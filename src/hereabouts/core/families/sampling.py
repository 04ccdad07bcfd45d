"""Which pairs a person judges anew to learn how good the matching is: so many of each band, drawn by nobody's choice (C18).

The bands below the threshold are in it: whom the machine never proposes can only be missed there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from hereabouts.core.families.linkage import bits
from hereabouts.core.families.quality import GroupQuality, Judged, Quality, by_group, quality
from hereabouts.core.figures.kappa import kappa_of

BANDS = ("confirm", "review", "near", "far")
NEAR = bits(0.01)  # from here to the review threshold a pair is "near": more of what is missed is there
FEW = 10  # judged pairs under which no share is told: it would tell of the people in them
SECOND = 10  # every tenth pair is judged by a second person, who does not see what the first said


@dataclass(frozen=True)
class Compared:
    """A pair that the machine compared, its band, and the groups that either record is in."""

    a: str
    b: str
    band: str
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Drawn:
    """The pairs to judge, and how many there were of each band: of all, and by group."""

    pairs: tuple[Compared, ...]
    sizes: Mapping[str, int]
    of_groups: Mapping[str, Mapping[str, int]]


def below(weight: float) -> str:
    """Name the band of a pair under the review threshold by its weight in bits."""
    return "near" if weight >= NEAR else "far"


def draw(compared: Sequence[Compared], each: int, seed: str) -> Drawn:
    """Draw up to ``each`` pairs of every band by the digest of seed and pair: nobody chooses, and anybody can check.

    They come in an order that says nothing of their band.
    """
    ordered = sorted(compared, key=lambda pair: sha256(f"{seed}|{pair.a}|{pair.b}".encode()).digest())
    left, taken = dict.fromkeys(BANDS, each), []
    for pair in ordered:
        if left[pair.band]:
            left[pair.band] -= 1
            taken.append(pair)
    groups = sorted({group for pair in compared for group in pair.groups})
    of_groups = {group: _sizes([pair for pair in compared if group in pair.groups]) for group in groups}
    return Drawn(tuple(taken), _sizes(compared), of_groups)


def _sizes(pairs: Collection[Compared]) -> dict[str, int]:
    many = Counter(pair.band for pair in pairs)
    return {band: many[band] for band in BANDS if many[band]}


@dataclass(frozen=True)
class GroupTold:
    """One group as it may be told; None rests on too few pairs."""

    group: str
    judged: int | None
    quality: Quality | None
    missed_ratio: float | None
    flagged: bool


@dataclass(frozen=True)
class QualityTold:
    """How good the matching is, as it may be told: for everybody, and for each group beside everybody else."""

    drawn: int
    judged: int
    everybody: Quality | None
    groups: tuple[GroupTold, ...]
    twice: int
    kappa: float | None


def told(drawn: Drawn, said: Mapping[int, Sequence[bool | None]]) -> QualityTold:
    """Sum up what was judged: ``said`` holds for a pair's place what its judges said, the first first (None: not sure).

    A share of a handful of pairs is not told, of groups nor of everybody: it would tell of the people in them (C30).
    """
    rows = [Judged(drawn.pairs[n].band, first[0], drawn.pairs[n].groups) for n, first in sorted(said.items()) if first]
    twice = [(one[0], one[1]) for one in said.values() if len(one) > 1]
    groups = tuple(_group(one) for one in by_group(drawn.of_groups, drawn.sizes, rows))
    whole = quality(drawn.sizes, rows) if len(rows) >= FEW else None
    return QualityTold(len(drawn.pairs), len(rows), whole, groups, len(twice), kappa_of(twice))


def _group(one: GroupQuality) -> GroupTold:
    if one.quality.judged < FEW:
        return GroupTold(one.group, None, None, None, False)
    return GroupTold(one.group, one.quality.judged, one.quality, one.missed_ratio, one.flagged)
