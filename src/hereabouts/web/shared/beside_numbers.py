"""What the numbers say and what residents say, topic by topic: neither is averaged into the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hereabouts.core.evidence.figure import beside, in_words
from hereabouts.core.evidence.profile import Profile
from hereabouts.core.voice.heard import Heard
from hereabouts.engines.definitions import topics

PAIRS, QUIET = 6, 2  # topics on the page, and how many of them are those that numbers show and few people raise
FEW = 0.1  # of those heard
ORDER = ("worse", "higher", "lower", "similar", "better", "not compared")


@dataclass(frozen=True)
class Pair:
    """One topic: its most telling number, how many more there are, and how many people raised it."""

    topic: str
    label: str
    figure: Any
    council: Any
    words: str
    indicators: int
    worse: int
    raised: int
    quote: Any
    silent: bool  # numbers are worse here and few raised it: silence is not proof that it matters less


def pairs(profile: Profile, heard: Heard | None, quotes: Mapping[str, Sequence[Any]]) -> list[Pair]:
    """Give the topics that numbers or people speak of most; none that nobody measures, those stand under the gaps."""
    told = [p for topic in topics() if (p := _pair(topic, profile, heard, quotes)) is not None]
    loud = sorted(told, key=lambda p: (-p.raised, ORDER.index(p.words), p.label))
    quiet = sorted((p for p in told if p.silent), key=lambda p: (-p.worse, p.raised, p.label))[:QUIET]
    return [p for p in loud if p not in quiet][: PAIRS - len(quiet)] + quiet


def _pair(topic: str, profile: Profile, heard: Heard | None, quotes: Mapping[str, Sequence[Any]]) -> Pair | None:
    figures = [f for f in profile.indicators if f.topic == topic and f.value is not None]
    if not figures:
        return None
    worded = sorted(((in_words(f, beside(f)), f) for f in figures), key=lambda one: ORDER.index(one[0]))
    words, figure = worded[0]
    said = next(iter(quotes.get(topic, ())), None)
    worse, raised = sum(w == "worse" for w, _ in worded), heard.count(topic) if heard else 0
    return Pair(
        topic, topics()[topic]["label"], figure, beside(figure), words, len(figures), worse, raised, said,
        worse > 0 and raised < FEW * (heard.people if heard else 0),
    )  # fmt: skip


def unmeasured(profile: Profile, heard: Heard | None) -> list[tuple[str, int]]:
    """Give what people raised and no number here is about, most people first."""
    if heard is None:
        return []
    measured = {f.topic for f in profile.indicators if f.value is not None}
    raised = [(t["label"], heard.count(code)) for code, t in topics().items() if code not in measured]
    return sorted(((label, n) for label, n in raised if n), key=lambda one: (-one[1], one[0]))
