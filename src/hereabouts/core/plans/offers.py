"""What is on in a place: the days of a series, who came by age, and what stands in each other's way (L-32, L-33, D-44)."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations

from hereabouts.core.sentences import Sentence

EVERY = ("once", "weekly", "fortnightly", "monthly")
AGES = ("under 5", "5 to 11", "12 to 17", "18 to 24", "25 to 64", "65 and over", "not asked")
STATES = ("planned", "running", "ended")
MOST = 120  # sessions of one series: more than two years of weeks is planned anew
ENDLESS = 130  # an age nobody has


class NotASeries(Sentence):
    """Days, hours or ages of an offer that cannot be meant."""


@dataclass(frozen=True)
class OfferKind:
    """A kind of offer, the family it stands under in the catalogue, and whether people begin and complete it."""

    id: str
    label: str
    family: str
    learning: bool = False


@dataclass(frozen=True)
class Slot:
    """A session as the timetable reads it; ``ages`` are whole years, None where there is no bound."""

    key: str
    offer: str
    organisation: str
    kind: str
    ages: tuple[int | None, int | None]
    venue: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Clash:
    """Two sessions in each other's way: the same room at one hour, or the same people asked for the same thing."""

    first: Slot
    second: Slot
    why: str


def days(first: date, last: date, every: str, *, without: AbstractSet[date] = frozenset()) -> tuple[date, ...]:
    """Give the days of a series from the first to the last; monthly keeps the weekday (the second Tuesday), a fifth one is the last.

    Raises NotASeries where there would be none, or more than MOST.
    """
    if every not in EVERY:
        raise NotASeries("A series comes once, weekly, fortnightly or monthly.")
    if last < first:
        raise NotASeries("The last day lies before the first.")
    found = [day for day in _rounds(first, last, every) if day not in without]
    if not found:
        raise NotASeries("There is no day left between the first and the last.")
    if len(found) > MOST:
        raise NotASeries("These are {n} days. Plan at most {most} at once.", n=len(found), most=MOST)
    return tuple(found)


def _rounds(first: date, last: date, every: str) -> Iterable[date]:
    if every == "once":
        return [first]
    if every == "monthly":
        months = [(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(MOST + 1)]
        return [day for year, month in months if first <= (day := _same_weekday(first, year, month)) <= last]
    step = timedelta(7 if every == "weekly" else 14)
    return [first + n * step for n in range((last - first) // step + 1)]


def _same_weekday(first: date, year: int, month: int) -> date:
    earliest = date(year, month, 1)
    nth, offset = (first.day - 1) // 7, (first.weekday() - earliest.weekday()) % 7
    day = 1 + offset + 7 * nth
    return date(year, month, day if day <= monthrange(year, month)[1] else day - 7)


def clashes(slots: Iterable[Slot]) -> list[Clash]:
    """Find what stands in each other's way among the sessions of one place, by when it begins."""
    found: list[Clash] = []
    open_: list[Slot] = []
    for slot in sorted(slots, key=lambda one: (one.starts, one.key)):
        open_ = [one for one in open_ if one.ends > slot.starts]
        found += [Clash(one, slot, why) for one in open_ if (why := _why(one, slot))]
        open_.append(slot)
    return found


def told_once(found: Iterable[Clash]) -> list[tuple[Clash, int]]:
    """Give what stands in the way again and again once: the first time, and how often."""
    first: dict[tuple[frozenset[str], str], Clash] = {}
    counted: Counter[tuple[frozenset[str], str]] = Counter()
    for clash in found:
        pair = frozenset((clash.first.offer, clash.second.offer)), clash.why
        first.setdefault(pair, clash)
        counted[pair] += 1
    return [(clash, counted[pair]) for pair, clash in first.items()]


def _why(one: Slot, other: Slot) -> str:
    if one.offer == other.offer:
        return ""
    if one.venue.strip() and _plain(one.venue) == _plain(other.venue):
        return "venue"
    theirs = one.organisation != other.organisation and one.kind == other.kind
    return "people" if theirs and ages_meet(one.ages, other.ages) else ""


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def ages_meet(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Say whether somebody could be of both ages; no bound is every age."""
    (low, high), (from_, to) = ((a or 0, ENDLESS if b is None else b) for a, b in (one, other))
    return low <= to and from_ <= high


def same_twice(offers: Sequence[Slot]) -> list[tuple[Slot, Slot]]:
    """Pair the offers of one kind for the same ages that different organisations run: one could do, or both know of it (D-44)."""
    return [
        (one, other) for one, other in combinations(offers, 2)
        if one.organisation != other.organisation and one.kind == other.kind and ages_meet(one.ages, other.ages)
    ]  # fmt: skip


def checked_counts(counts: dict[str, int]) -> dict[str, int]:
    """Give the bands somebody came in, without those of nobody. NotASeries for a band we do not know or less than nobody."""
    if set(counts) - set(AGES) or min(counts.values(), default=0) < 0:
        raise NotASeries("Count people by the ages of the form, none below nought.")
    return {band: counts[band] for band in AGES if counts.get(band)}
