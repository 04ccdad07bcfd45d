"""How referrals reach the partnership, and whether more come than before (D-68): counts side by side, and no word of why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hereabouts.core.families.balance import FEW
from hereabouts.core.figures import Interval, ratio

NOT_KNOWN = "not known yet"
CHANNELS = (NOT_KNOWN, "phone", "e-mail", "social media", "in person", "letter", "online form")


@dataclass(frozen=True)
class Came:
    """Referrals of one way, or of all: before and now; how many times as many, with its interval. None is kept back."""

    channel: str
    before: int | None
    now: int | None
    times: Interval | None


@dataclass(frozen=True)
class Trend:
    """All referrals of as many weeks before and now, and by the way they came."""

    everything: Came
    channels: tuple[Came, ...]


def trend(before: Iterable[str], now: Iterable[str]) -> Trend:
    """Hold the referrals of some weeks beside those of as many weeks before, in all and by how they came (C6).

    Counts of one to four are kept back, and others with them until the total no longer gives them away.
    """
    then, these = Counter(before), Counter(now)
    hidden = _kept_back(then, these)
    rows = [_came(one, then[one], these[one], hidden=one in hidden) for one in CHANNELS if then[one] or these[one]]
    all_then, all_now = then.total(), these.total()
    few = any(0 < n < FEW for n in (all_then, all_now))
    return Trend(_came("", all_then, all_now, hidden=few), tuple(rows))


def _kept_back(*periods: Counter[str]) -> set[str]:
    """Say which ways are kept back: the small ones, and more until what is hidden of a period is at least five, of two ways."""
    hidden = {one for one in CHANNELS if any(0 < counts[one] < FEW for counts in periods)}
    for counts in periods:
        while (
            hidden and not _safe(counts, hidden) and (others := [o for o in CHANNELS if counts[o] and o not in hidden])
        ):
            hidden.add(min(others, key=lambda one: counts[one]))
    return hidden


def _safe(counts: Counter[str], hidden: set[str]) -> bool:
    """Say whether a total minus what is shown tells of few. That none of them came at all may be known."""
    total = sum(counts[one] for one in hidden)
    return not total or (len(hidden) > 1 and total >= FEW)


def _came(channel: str, before: int, now: int, *, hidden: bool) -> Came:
    if hidden:
        return Came(channel, None, None, None)
    return Came(channel, before, now, ratio(now, 1, before, 1) if before and now else None)
