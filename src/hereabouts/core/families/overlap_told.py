"""What of an overlap may be told: every count protected together with the others, and no rate from too few (C17, C30)."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from hereabouts.core.families.overlap import INDEPENDENT, Coverage, Overlap, jaccard, pairs, unseen
from hereabouts.core.families.together import Loose, Together, together
from hereabouts.core.figures.intervals import Interval, wilson
from hereabouts.core.trust.disclosure import CannotProtect, DisclosureRule, protect_together
from hereabouts.core.trust.small_numbers import too_few
from hereabouts.core.trust.tables import Cell

NOT_KNOWN, KNOWN = "no contact written down", "in contact"
CANNOT = "Nobody wrote down who spoke with whom, so it cannot be said how much of this the agencies did not know of."
NOBODY = "“No record found” never means that nobody is involved: only the agencies named here are in it."


@dataclass(frozen=True)
class Pair:
    """Two agencies: how many households they share, and as a share of all of either; None is hidden."""

    agencies: tuple[str, str]
    households: int | None
    jaccard: float | None


@dataclass(frozen=True)
class Need:
    """One need as it may be told; None is hidden."""

    need: str
    assessed: int | None
    met: int | None
    gap: int | None
    twice: int | None

    @property
    def printed(self) -> bool:
        """Say whether any of it is printed. Where nothing is, its name stays away too: agencies write it as they like."""
        return self.assessed is not None or self.met is not None


@dataclass(frozen=True)
class Told:
    """An overlap that may leave. None is hidden, or rests on too few; ``wider`` is the rate if links for review are true."""

    on: date
    households: int | None
    by_number: Mapping[int, int | None]
    agencies: Mapping[str, int | None]
    several: int | None
    rate: Interval | None
    wider: Interval | None
    unknown: int | None
    unknown_rate: Interval | None
    unknown_can_be_said: bool
    twice: int | None
    pairs: tuple[Pair, ...]
    needs: tuple[Need, ...]
    needs_of_few: int
    total: Interval | None
    warnings: tuple[str, ...]
    rule: str


def told(one: Overlap, rule: DisclosureRule) -> Told:
    """Tell an overlap under a rule of disclosure. What is hidden cannot be worked out from what is printed."""
    known = None if one.unknown is None else {NOT_KNOWN: one.unknown, KNOWN: one.several - one.unknown}
    counts = together(one.agencies, one.sets, rule, of_several=known)
    unknown = counts.more.get(NOT_KNOWN)
    rate, total = _rate(counts.several, counts.everybody, rule), _total(one, counts.agencies, counts.pairs)
    needs = _needs(one.coverage, rule)
    return Told(
        one.on, counts.everybody, counts.by_number, counts.agencies, counts.several, rate, _wider(one, rate, rule),
        unknown, _rate(unknown, counts.several, rule), known is not None,
        _twice(one, needs, counts.several, rule),
        tuple(Pair(two, counts.pairs[two], _alike(two, counts)) for two in pairs(one.agencies)),
        tuple(one for one in needs if one.printed), sum(not one.printed for one in needs), total,
        (NOBODY, *(() if known is not None else (CANNOT,)), *((INDEPENDENT,) if total else ())), rule.words,
    )  # fmt: skip


def _rate(part: int | None, whole: int | None, rule: DisclosureRule) -> Interval | None:
    return None if part is None or whole is None or too_few(part, whole, rule) else wilson(part, whole)


def _twice(one: Overlap, needs: tuple[Need, ...], several: int | None, rule: DisclosureRule) -> int | None:
    """Give in how many households anything is given twice; hidden where it would tell of a need, or of the others, that is."""
    if not any(need.twice != 0 for need in needs):
        return 0  # the needs say so one by one
    near = rule.small(one.twice) or rule.small(one.several - one.twice) or several is None
    return None if near or any(need.twice is None for need in needs) else one.twice


def _wider(one: Overlap, rate: Interval | None, rule: DisclosureRule) -> Interval | None:
    """Give the rate with links for review; hidden where the difference is of a few households."""
    several, everybody = one.with_review
    near = rule.small(abs(several - one.several)) or rule.small(abs(everybody - one.households))
    return None if rate is None or near else _rate(several, everybody, rule)


def _alike(two: tuple[str, str], counts: Together) -> float | None:
    both, a, b = counts.pairs[two], counts.agencies[two[0]], counts.agencies[two[1]]
    return None if both is None or a is None or b is None else jaccard(both, a, b)


def _total(one: Overlap, agencies: Mapping[str, int | None], shared: Mapping) -> Interval | None:
    """Estimate the unseen from two lists, and only from two: with more, which two would be a choice."""
    if len(one.agencies) != 2:
        return None
    first, second, both = agencies[one.agencies[0]], agencies[one.agencies[1]], shared[one.agencies]
    return None if first is None or second is None or not both else unseen(first, second, both)


def _needs(coverage: tuple[Coverage, ...], rule: DisclosureRule) -> tuple[Need, ...]:
    """Protect every need's counts as one problem: found is met and gap, met is once and twice."""
    counts: dict[Cell, int] = {}
    links = []
    for c in coverage:
        assessed, met, gap, twice, once = (_of(c.need, what) for what in ("assessed", "met", "gap", "twice", "once"))
        counts |= {assessed: c.assessed, met: c.met, gap: c.gap, twice: c.twice}
        links += [(assessed, (met, gap)), (met, (twice, once))]
    shown: Mapping[Cell, int | None] = dict.fromkeys(counts)
    with suppress(CannotProtect):
        shown = protect_together([Loose(("need",), counts)], rule, links=links)[0].cells if counts else {}
    return tuple(
        Need(c.need, *(shown[_of(c.need, what)] for what in ("assessed", "met", "gap", "twice"))) for c in coverage
    )


def _of(need: str, what: str) -> Cell:
    return frozenset({("need", need), ("what", what)})
