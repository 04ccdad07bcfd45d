"""What may be told of families' gains: counts protected together, and no sum that rests on few or mostly on one (C30)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from hereabouts.core.families.work import STAGES
from hereabouts.core.trust.disclosure import CannotProtect, DisclosureRule, protect
from hereabouts.core.trust.tables import counted

VERIFIED, WAITING = "verified", "not verified"
MOST_OF_ONE = 0.5  # where one family has more than this share of a sum, the sum tells what it has


@dataclass(frozen=True)
class FamilyGain:
    """What one family gained in pounds a year: verified, and not verified yet."""

    verified: int
    waiting: int


@dataclass(frozen=True)
class GainsTold:
    """Gains of a place as they may leave. None is hidden. Pounds are a year, to the nearest 100."""

    families: int | None
    with_verified: int | None
    pounds: int | None
    verified: int | None
    stages: Mapping[str, int | None]
    rule: str


def told(families: Sequence[FamilyGain], newest: Iterable[str], rule: DisclosureRule) -> GainsTold:
    """Tell gains under a rule. ``newest`` is each parent's furthest step into work.

    A sum stays hidden where it, or what is left when the other is taken from it, rests on few families or mostly on one.
    """
    having = [one for one in families if one.verified or one.waiting]
    kinds = Counter(VERIFIED if one.verified else WAITING for one in having)
    counts, stages = _shown("kind", (VERIFIED, WAITING), kinds, rule), _shown("stage", STAGES, Counter(newest), rule)
    verified = [one.verified for one in having if one.verified]
    waiting = [one.waiting for one in having if one.waiting]
    whole = _sum([one.verified + one.waiting for one in having], rule) if counts[""] is not None else None
    part = _sum(verified, rule)
    apart = part is not None and (not waiting or _sum(waiting, rule) is not None)
    return GainsTold(
        counts[""], counts[VERIFIED], whole, part if apart and whole is not None else None,
        {stage: stages[stage] for stage in STAGES}, rule.words,
    )  # fmt: skip


def _sum(pounds: Sequence[int], rule: DisclosureRule) -> int | None:
    if not pounds:
        return 0
    if len(pounds) < rule.least_numerator or max(pounds) > MOST_OF_ONE * sum(pounds):
        return None
    return round(sum(pounds), -2)


def _shown(name: str, parts: Sequence[str], counts: Mapping[str, int], rule: DisclosureRule) -> dict[str, int | None]:
    """Give each part, and all of them under "", as they may be told."""
    with suppress(CannotProtect):
        cells = protect(counted([name], [((part,), counts.get(part, 0)) for part in parts]), rule).cells
        return {part: cells[frozenset({(name, part)})] for part in parts} | {"": cells[frozenset()]}
    return dict.fromkeys([*parts, ""])
