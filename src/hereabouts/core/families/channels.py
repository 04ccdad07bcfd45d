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

    Counts of one to four are kept back, and so is the next smallest where exactly one would be: else the total gives it away.
    """
    then, these = Counter(before), Counter(now)
    hidden = _kept_back(then) | _kept_back(these)
    rows = [_came(one, then[one], these[one], hidden=one in hidden) for one in CHANNELS if then[one] or these[one]]
    all_then, all_now = then.total(), these.total()
    few = any(0 < n < FEW for n in (all_then, all_now))
    return Trend(_came("", all_then, all_now, hidden=few), tuple(rows))


def _kept_back(counts: Counter[str]) -> set[str]:
    few = {one for one in CHANNELS if 0 < counts[one] < FEW}
    if len(few) == 1:
        others = [one for one in CHANNELS if counts[one] and one not in few]
        few |= set(sorted(others, key=lambda one: counts[one])[:1])
    return few


def _came(channel: str, before: int, now: int, *, hidden: bool) -> Came:
    if hidden:
        return Came(channel, None, None, None)
    return Came(channel, before, now, ratio(now, 1, before, 1) if before and now else None)
