"""Is it the same action twice? A score with its reasons in words, never a merging: people decide (C16).

Six things are compared: words, topics, target groups, places, time and who leads. What one of the two does not say counts
neither way, and the others carry its weight. Two actions whose words have next to nothing in common are not one action,
whatever else they share: those are actions that could be planned jointly, and are found elsewhere.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from hereabouts.core.plans import letters
from hereabouts.core.plans.could_be import words_needed
from hereabouts.core.plans.meeting import meetings

WEIGHTS = {"words": 0.35, "topics": 0.20, "groups": 0.15, "places": 0.15, "time": 0.10, "lead": 0.05}
ENOUGH = 0.55  # from this score on a pair is shown
NO_FEWER_WORDS = 0.2  # cosine under which two actions are not one, whatever else they share
ROUNDING = 1e-6
CLOSEST = 300  # actions nearest in words that are looked at while somebody types
SHOWN = 50  # pairs of a quarter that people look at


@dataclass(frozen=True)
class Planned:
    """One action as it is compared. Empty or None is "not said"; ``lead`` is a name, as people write it."""

    id: str
    title: str
    words: str = ""
    topics: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    starts_on: date | None = None
    ends_on: date | None = None
    lead: str = ""


@dataclass(frozen=True)
class SameAction:
    """Two actions that may be one: the score (0 to 1) and why, in words, the strongest reason first."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


def pairs(actions: Sequence[Planned], *, enough: float = ENOUGH, most: int | None = None) -> list[SameAction]:
    """Find the pairs of actions that may be one, the surest first. The order of the actions changes nothing.

    Only pairs that share some of their rarest words, or a rare word and a place or topic, are compared: near-linear in the
    number of actions.
    """
    rows = sorted(actions, key=lambda action: (letters.words(action.title), action.id))
    said = [letters.words(f"{row.title} {row.words}") for row in rows]
    a, b = meetings(said, [row.places for row in rows], [row.topics for row in rows])
    needed = words_needed(
        a, b, weights=WEIGHTS, enough=enough, days=[(row.starts_on, row.ends_on) for row in rows], leads=[row.lead for row in rows],
        sets={name: [getattr(row, name) for row in rows] for name in ("topics", "groups", "places")},
    )  # fmt: skip
    a, b, needed = (one[needed <= 1] for one in (a, b, np.maximum(needed, NO_FEWER_WORDS)))
    counts = letters.counted(said)
    alike = letters.cosines(letters.weighed(counts, letters.rarity(counts)), a, b)
    near = np.flatnonzero(alike >= needed - ROUNDING)
    found = (_judged(rows[a[i]], rows[b[i]], float(alike[i])) for i in near)
    return sorted((one for one in found if one.score >= enough), key=_surest)[:most]


class Beside:
    """Actions that are there already, made ready so that a new one is held against all of them while somebody types."""

    def __init__(self, actions: Iterable[Planned]) -> None:
        self.rows = list(actions)
        counts = letters.counted([letters.words(f"{row.title} {row.words}") for row in self.rows])
        self._tells = letters.rarity(counts)
        self._table = letters.weighed(counts, self._tells)

    def like(self, new: Planned, *, enough: float = ENOUGH, most: int = 5) -> list[SameAction]:
        """Give those that may be the same as ``new``, the surest first."""
        mine = letters.weighed(letters.counted([letters.words(f"{new.title} {new.words}")]), self._tells)
        alike = np.asarray((self._table @ mine.T).todense()).ravel()
        near = [i for i in np.argsort(-alike, kind="stable")[:CLOSEST] if alike[i] >= NO_FEWER_WORDS]
        found = [_judged(self.rows[i], new, float(alike[i])) for i in near]
        return sorted((one for one in found if one.score >= enough), key=_surest)[:most]


def _surest(one: SameAction) -> tuple[float, str, str]:
    return -one.score, one.a, one.b


def _judged(one: Planned, other: Planned, alike: float) -> SameAction:
    parts = {
        "words": alike, "topics": jaccard(one.topics, other.topics), "groups": jaccard(one.groups, other.groups),
        "places": jaccard(one.places, other.places), "time": together(one, other), "lead": _led_alike(one, other),
    }  # fmt: skip
    known = {name: value for name, value in parts.items() if value is not None}
    score = sum(WEIGHTS[name] * value for name, value in known.items()) / sum(WEIGHTS[name] for name in known)
    a, b = sorted((one.id, other.id))
    return SameAction(a, b, round(score, 4), _reasons(known))


def jaccard(one: Collection[str], other: Collection[str]) -> float | None:
    """Give the share of what either names that both name; None where one names nothing."""
    if not one or not other:
        return None
    return len(set(one) & set(other)) / len(set(one) | set(other))


def together(one: Planned, other: Planned) -> float | None:
    """Give the share of the days of either on which both run; None where a first or last day is not said."""
    if not (one.starts_on and one.ends_on and other.starts_on and other.ends_on):
        return None
    both = (min(one.ends_on, other.ends_on) - max(one.starts_on, other.starts_on)).days + 1
    either = (max(one.ends_on, other.ends_on) - min(one.starts_on, other.starts_on)).days + 1
    return max(0, both) / either if either > 0 else 0.0


def _led_alike(one: Planned, other: Planned) -> float | None:
    if not one.lead.strip() or not other.lead.strip():
        return None
    return float(one.lead.strip().casefold() == other.lead.strip().casefold())


SAID = {
    "words": ((0.7, "Nearly the same words"), (0.4, "Many of the same words"), (0, "Some of the same words")),
    "topics": ((1, "Same topic"), (0.01, "Some of the same topics")),
    "groups": ((1, "For the same people"), (0.01, "For some of the same people")),
    "places": ((1, "Same place"), (0.01, "Some of the same places")),
    "time": ((0.8, "At the same time"), (0.2, "Partly at the same time")),
    "lead": ((1, "Same lead"),),
}


def _reasons(known: dict[str, float]) -> tuple[str, ...]:
    order = sorted(known, key=lambda name: -WEIGHTS[name] * known[name])
    told = [next((words for least, words in SAID[name] if known[name] >= least), None) for name in order]
    return tuple(words for words in told if words)
