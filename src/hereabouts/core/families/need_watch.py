"""Watching the need list month by month (C19): whom it leaves out, how often people decide otherwise, who challenged it.

Groups are known here only, from equality monitoring, and never to the list itself. No rate from few is told (C30).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from hereabouts.core.figures.comparison import difference
from hereabouts.core.figures.intervals import Interval, wilson
from hereabouts.core.trust.disclosure import CannotProtect, DisclosureRule, protect
from hereabouts.core.trust.small_numbers import too_few
from hereabouts.core.trust.tables import counted

TAKEN, LEFT = "taken up", "not now"


@dataclass(frozen=True)
class Watched:
    """One household of a month's list, as monitoring sees it."""

    group: str
    taken_up: bool
    against_order: bool
    not_assessed: bool
    challenged: bool = False
    upheld: bool = False


@dataclass(frozen=True)
class GroupRate:
    """How often a group was taken up, beside everybody else. None rests on too few, or would tell of a few."""

    group: str
    households: int | None
    taken_up: Interval | None
    apart: Interval | None
    not_assessed: Interval | None

    @property
    def differs(self) -> bool:
        """Say whether the group was taken up more, or less, often than chance would make it."""
        return self.apart is not None and not self.apart.lo <= 0 <= self.apart.hi


@dataclass(frozen=True)
class Month:
    """What the monthly report says: against the order, challenges upheld, and each group beside the rest."""

    households: int | None
    against_order: Interval | None
    upheld: Interval | None
    groups: tuple[GroupRate, ...]


def month(rows: Sequence[Watched], rule: DisclosureRule) -> Month:
    """Sum up a month. Each group is held against all the others by Newcombe's interval of the difference (C6)."""
    shown = _shown(rows, rule)
    challenged = [row for row in rows if row.challenged]
    return Month(
        shown.get(frozenset()) if rows else 0, _rate(sum(r.against_order for r in rows), len(rows), rule),
        _rate(sum(r.upheld for r in challenged), len(challenged), rule),
        tuple(_group(name, rows, shown, rule) for name in dict.fromkeys(sorted(row.group for row in rows))),
    )  # fmt: skip


def _shown(rows: Sequence[Watched], rule: DisclosureRule) -> Mapping[frozenset[tuple[str, str]], int | None]:
    counts = Counter((row.group, TAKEN if row.taken_up else LEFT) for row in rows)
    names = dict.fromkeys(row.group for row in rows)
    if not names:
        return {}
    whole = counted(["group", "outcome"], [((g, o), counts[g, o]) for g in names for o in (TAKEN, LEFT)])
    with suppress(CannotProtect):
        return protect(whole, rule).cells
    return {}


def _group(name: str, rows: Sequence[Watched], shown: Mapping, rule: DisclosureRule) -> GroupRate:
    ours, rest = [r for r in rows if r.group == name], [r for r in rows if r.group != name]
    here = frozenset({("group", name)})
    told = None not in (shown.get(here), shown.get(here | {("outcome", TAKEN)}))
    up, others = sum(r.taken_up for r in ours), sum(r.taken_up for r in rest)
    rate = _rate(up, len(ours), rule) if told else None
    apart = difference(up, len(ours), others, len(rest)) if rate and _rate(others, len(rest), rule) else None
    return GroupRate(
        name, shown.get(here), rate, apart, _rate(sum(r.not_assessed for r in ours), len(ours), rule) if told else None
    )


def _rate(count: int, of: int, rule: DisclosureRule) -> Interval | None:
    return None if too_few(count, of, rule) else wilson(count, of)
