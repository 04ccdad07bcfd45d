"""Two activities in one another's way, and people who are asked too often (S-39).

A warning is no ban: it says what stands in the calendar beside, so that two become one or the second waits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

CLASH_DAYS = 1  # the day itself, the day before and the day after
ASKED_WITHIN = timedelta(days=90)
OFTEN = 3  # so many in that time is often


@dataclass(frozen=True)
class Asking:
    """One activity as the calendar needs it: the day, where (no area: everywhere here), and whom it is for (none: everybody)."""

    id: str
    name: str
    day: date
    area: str = ""
    community: str = ""


@dataclass(frozen=True)
class Clash:
    """Two activities within a day of each other that ask the same people."""

    first: Asking
    second: Asking
    same_day: bool


@dataclass(frozen=True)
class Tired:
    """People of an area or a community who were asked so often up to a day, with every time."""

    asking: Asking
    before: tuple[Asking, ...]


def same_people(a: Asking, b: Asking) -> bool:
    """Say whether two ask the same people: nothing sets them apart by area or by community."""
    areas = not a.area or not b.area or a.area == b.area
    communities = not a.community or not b.community or a.community == b.community
    return areas and communities


def clashes(entries: Iterable[Asking], *, on: date) -> tuple[Clash, ...]:
    """Find activities to come that are in each other's way, the soonest first."""
    coming = sorted((one for one in entries if one.day >= on), key=lambda one: (one.day, one.name))
    return tuple(
        Clash(a, b, a.day == b.day)
        for n, a in enumerate(coming)
        for b in coming[n + 1 :]
        if (b.day - a.day).days <= CLASH_DAYS and same_people(a, b)
    )


def tired(entries: Sequence[Asking], *, on: date) -> tuple[Tired, ...]:
    """Find activities to come whose very people (the same area, or the same community) were asked often shortly before.

    What is for everybody everywhere tires nobody in particular, and is left out.
    """
    found = []
    for one in sorted((e for e in entries if e.day >= on and (e.area or e.community)), key=lambda e: (e.day, e.name)):
        before = [
            e for e in entries if e.id != one.id and one.day - ASKED_WITHIN <= e.day <= one.day and _alike(e, one)
        ]
        if len(before) >= OFTEN:
            found.append(Tired(one, tuple(sorted(before, key=lambda e: e.day))))
    return tuple(found)


def _alike(a: Asking, b: Asking) -> bool:
    return bool(a.area and a.area == b.area and same_people(a, b)) or bool(a.community and a.community == b.community)
