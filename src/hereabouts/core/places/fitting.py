"""Which areas count towards a place, how much of each, and how well they fit it (C1).

*Best fit*, the policy of the Office for National Statistics: an area counts whole or not at all, by where its people
centre; where that is not known, by whether half of it lies inside. *Apportioned*, only where it is asked for: an area
counts by the share of it that lies inside, as if its people lived evenly over it. A person who knows better overrules
either, area by area, and says why.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.steps import Row, Step

How = Literal["best", "apportion"]
HOWS: tuple[How, ...] = ("best", "apportion")
NEEDS_WARNING = 0.90  # C1: warn when cover or purity is under this
SURE = 0.90  # an area with less inside (or more, when it does not count) is doubtful
HALF = 0.5
SLIVER = 0.01  # generalised lines miss each other by this much: less of an area than this is nothing


# How much of each chosen area counts; where nobody said, the whole. Every sum over a place goes through it.
PORTION = Step(
    "portion",
    """
    SELECT generation, area, coalesce(weight, 1.0) AS weight
    FROM (SELECT * FROM chosen UNION ALL BY NAME SELECT 1.0 AS weight WHERE false)
    """,
)


class NotAnOverrule(Sentence):
    """An overruling that cannot be read, or that gives no reason."""


class NothingCounts(Sentence):
    """A place of which not one area counts."""


@dataclass(frozen=True)
class Overrule:
    """Somebody's decision that an area counts (``inside``) or does not, against what the rule says, and why."""

    code: str
    inside: bool
    reason: str
    by: str = ""


@dataclass(frozen=True)
class Touched:
    """An area that a place touches: how much of it lies inside, whether it is the best fit, and what says so.

    ``basis`` is "named" (somebody gave its code), "lookup", "centre" (where its people centre), "land", "list" or "split"
    (carried from another generation).
    """

    code: str
    share: float
    best: bool
    basis: str


@dataclass(frozen=True)
class Member:
    """What was decided for one area: ``weight`` is how much of it counts, 0 nothing and 1 the whole."""

    code: str
    share: float
    weight: float
    best: bool
    basis: str
    reason: str = ""
    overruled_by: str = ""

    @property
    def counts(self) -> bool:
        """Say whether anything of it counts."""
        return self.weight > 0

    @property
    def doubtful(self) -> bool:
        """Say whether it could as well be decided the other way: a part that matters lies on the other side of the line."""
        if self.reason or (self.counts and self.weight < 1):
            return False
        return self.share < SURE if self.counts else self.share > 1 - SURE


@dataclass(frozen=True)
class Fit:
    """How well whole areas fit the unit they stand for (C1): both 1 when they nest. ``counted_in`` people, or areas alike."""

    cover: float
    purity: float
    counted_in: str = "people"

    @property
    def warns(self) -> bool:
        """Say whether a figure for this place needs the warning."""
        return min(self.cover, self.purity) < NEEDS_WARNING


def overrules(text: str) -> tuple[Overrule, ...]:
    """Read ``CODE=in:reason,CODE=out:reason``. A reason may hold commas."""
    pieces = [p.strip() for p in re.split(r",(?=\s*\w+\s*=)", text) if p.strip()]
    return tuple(_overrule(piece) for piece in pieces)


def _overrule(piece: str) -> Overrule:
    code, _, rest = piece.partition("=")
    word, _, reason = rest.partition(":")
    if word.strip().lower() not in {"in", "out"} or not reason.strip() or not code.strip():
        raise NotAnOverrule(
            "“{piece}” is not an overruling we can read. Write CODE=in:reason or CODE=out:reason; the reason is shown with the figures.",
            piece=piece,
        )
    return Overrule(code.strip().upper(), word.strip().lower() == "in", reason.strip())


def decided(touched: Iterable[Touched], how: How, said: Sequence[Overrule] = ()) -> tuple[Member, ...]:
    """Decide for every area that a place touches whether it counts. An overruling holds against either way.

    Raises NothingCounts when no area is left; then it names what lies nearest.
    """
    kept = [t for t in touched if t.share >= SLIVER or t.best]
    members = overruled([Member(t.code, t.share, _weight(t, how), t.best, t.basis) for t in kept], said)
    if not any(m.counts for m in members):
        raise _nothing(members)
    return members


def overruled(members: Iterable[Member], said: Sequence[Overrule]) -> tuple[Member, ...]:
    """Let a person's decisions stand against the rule's; an area that the rule does not touch may be taken in."""
    by_code = {m.code: m for m in members}
    for one in said:
        before = by_code.get(one.code) or Member(one.code, 0.0, 0.0, best=False, basis="named")
        weight = 1.0 if one.inside else 0.0
        by_code[one.code] = replace(before, weight=weight, reason=one.reason, overruled_by=one.by)
    return tuple(by_code[code] for code in sorted(by_code))


def _weight(touched: Touched, how: How) -> float:
    if how == "apportion":
        return min(touched.share, 1.0) if touched.share >= SLIVER else 0.0
    return 1.0 if touched.best else 0.0


def _nothing(members: Sequence[Member]) -> NothingCounts:
    nearest = sorted(members, key=lambda m: -m.share)[:3]
    return NothingCounts(
        "No area lies far enough inside to count: {nearest}. Ask for --fit apportion, overrule an area, or draw the line wider.",
        nearest=listed([f"{m.code} lies {m.share:.0%} inside" for m in nearest]) or "none is left",
    )


def fit(members: Sequence[Member], people: Mapping[str, float]) -> Fit:
    """Give cover and purity (C1). Where somebody's number is not known in every area, areas count alike.

    An area that counts in part counts with the part that lies inside: nobody outside is in it. Overruling moves an area over
    the line, and so changes the fit to what the rule says.
    """
    known = all(m.code in people for m in members)
    size = {m.code: float(people[m.code]) if known else 1.0 for m in members}
    inside = sum(size[m.code] * min(m.share, m.weight) for m in members if m.counts)
    counted = sum(size[m.code] * m.weight for m in members)
    everywhere = sum(size[m.code] * m.share for m in members)
    counted_in = "people" if known else "areas"
    if not counted or not everywhere:
        return Fit(1.0, 0.0 if counted else 1.0, counted_in)
    return Fit(inside / everywhere, inside / counted, counted_in)


def from_lookup(rows: Sequence[Row], levels: Sequence[str], codes: Iterable[str]) -> list[Touched]:
    """Give what a lookup says: the share of each area in the units named, narrowed by every level.

    ``rows`` are the ``MATCHED`` rows of one generation, ``codes`` the best fit. An area that only touches is there too,
    unless another level of the rule leaves it out.
    """
    best = set(codes)
    shares: dict[str, dict[str, float]] = {}
    for row in rows:
        by_level = shares.setdefault(str(row["code"]), dict.fromkeys(levels, 0.0))
        by_level[str(row["level"])] += float(row["share"] or 0.0)
    return [
        Touched(code, round(min(1.0, *by_level.values()), 6), code in best, "lookup")
        for code, by_level in sorted(shares.items())
        if code in best or min(by_level.values()) > 0
    ]
