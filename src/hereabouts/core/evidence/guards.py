"""The five things nobody may do with these numbers (C7 and the field's own list of mistakes): each refused with a reason.

1 follow a rank from edition to edition; 2 divide ranks; 3 average ranks; 4 hold an index of one nation against another's;
5 name a street or an address from published crime. Each refusal says what to do instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from hereabouts.core.sentences import Sentence, counted, listed

RANKED = ("rank", "decile", "vigintile", "quintile", "percentile")
WAYS = ("change", "difference", "ratio", "mean")
POINTS = (
    "street",
    "streets",
    "address",
    "addresses",
    "point",
    "points",
    "postcode",
    "location",
    "house",
    "latitude",
    "longitude",
)


class NotCovered(Sentence):
    """A place asked for something that does not reach it."""


class RankChange(Sentence):
    """A rank followed from one edition of an index to the next, or from one place to another as a distance."""


class RankRatio(Sentence):
    """A rank divided by a rank."""


class MeanRank(Sentence):
    """Ranks added up or averaged."""


class OtherNation(NotCovered):
    """An index of one nation held against a place, or an index, of another."""


class SnappedPoint(Sentence):
    """A street, an address or a point named from crimes that were moved before they were published."""


@dataclass(frozen=True)
class Edition:
    """One edition of one index: the nation whose areas it ranks, and their generation of boundaries."""

    name: str
    nation: str
    generation: str


def rank_change(place: str, editions: Sequence[str]) -> NoReturn:
    """Refuse to follow a rank or a decile over editions (guard 1)."""
    raise RankChange(
        "{place} cannot be followed over {editions} by rank: a rank also moves when other areas change, and each edition counts "
        "other things in another way. Show each edition by itself, with its name, or follow a count behind it, such as the "
        "share of people who are income deprived.", place=place, editions=listed(editions),
    )  # fmt: skip


def rank_ratio(one: str, other: str) -> NoReturn:
    """Refuse to say how many times as deprived, or by how much (guard 2)."""
    raise RankRatio(
        "How many times as deprived {one} is as {other} cannot be said: ranks say who is worse off, never by how much. "
        "Compare a rate of the two, such as the share of people who are income deprived; that has a ratio and a range.",
        one=one, other=other,
    )  # fmt: skip


def mean_rank(what: str, areas: int | None = None) -> NoReturn:
    """Refuse to average ranks or deciles over the areas of a place (guard 3)."""
    raise MeanRank(
        "{what}{areas} has no rank or decile of its own: the mean of ranks hides its worst area and says nothing true. "
        "Show how many of its areas, and of its people, are in the most deprived 10 and 20 per cent, and name the worst.",
        what=what, areas=f", made of {counted(areas, 'area')}," if areas else "",
    )  # fmt: skip


def same_nation(editions: Sequence[Edition]) -> None:
    """Let a comparison by index pass only within one nation (guard 4); OtherNation where it would cross a border."""
    nations = list(dict.fromkeys(e.nation for e in editions))
    if len(nations) > 1:
        raise OtherNation(
            "{editions} cannot be compared: each nation ranks its own areas by its own measures, so the most deprived tenth of "
            "{nations} are different things. Compare what both count in the same way, such as a rate from the census.",
            editions=listed([e.name for e in editions]), nations=listed(nations),
        )  # fmt: skip


def same_edition(place: str, editions: Sequence[Edition]) -> None:
    """Let places be compared by index only within one edition: OtherNation or RankChange otherwise (guards 1 and 4)."""
    same_nation(editions)
    names = list(dict.fromkeys(e.name for e in editions))
    if len(names) > 1:
        rank_change(place, names)


def other_nation(place: str, edition: Edition, covered: Sequence[str]) -> OtherNation:
    """Say that an index ranks another nation's areas, and which reach this place (guard 4)."""
    return OtherNation(
        "{index} does not cover {place}: {why} It ranks the areas of {nation}; each nation has an index of its own, and they "
        "cannot be compared. Compare what both nations count in the same way, such as a rate from the census.",
        index=edition.name, place=place, nation=edition.nation,
        why=f"ask for {listed(covered, last='or')}." if covered else "the evidence file holds no index for its areas.",
    )  # fmt: skip


def not_covered(place: str, index: str, covered: Sequence[str]) -> NotCovered:
    """Say that an index does not reach a place, and which do."""
    return NotCovered(
        "{index} does not cover {place}: {why}",
        index=index,
        place=place,
        why=f"ask for {listed(covered, last='or')}." if covered else "the evidence file holds no index for its areas.",
    )


def named_in(asked: str, editions: Sequence[Edition]) -> list[Edition]:
    """Give the editions that a wish names; one whose name only begins another's is not meant by it."""
    found = [e for e in editions if e.name.lower() in asked.lower()]
    return [e for e in found if not any(e.name != o.name and e.name.lower() in o.name.lower() for o in found)]


def point_claim(what: str, *, source: str = "The police") -> NoReturn:
    """Refuse to name a street, an address or a point from published crime (guard 5)."""
    raise SnappedPoint(
        "{what} cannot be told from published crime: {source} move every crime to one of a list of fixed points before they "
        "publish it, and many points stand for several streets. Count crimes by small area, and say that points are approximate. "
        "For a street, ask the police under an agreement.", what=what, source=source[0].lower() + source[1:],
    )  # fmt: skip


def may_ask(
    asked: str, *, place: str, editions: Sequence[str] = (), areas: int | None = None, way: str = "mean"
) -> None:
    """Let a page or a command ask for a measure of a place, or refuse: a rank of several areas, or a street (guards 1, 3, 5).

    ``asked`` is what somebody typed where an indicator or a category belongs.
    """
    words = asked.lower().replace("_", " ").strip()
    if ranked := next((word for word in _words(asked) if word in RANKED), ""):
        may_combine(ranked, way_meant(asked, way), what=place, editions=editions, areas=areas)
    if words.startswith("on or near") or words in POINTS:
        point_claim(f"“{asked}” in {place}")


def way_meant(asked: str, way: str) -> str:
    """Give the way of combining that somebody's own words name ("mean rank"), otherwise ``way``."""
    return next((one for one in WAYS if one in _words(asked)), way)


def _words(asked: str) -> list[str]:
    return [word.removesuffix("s") for word in re.findall("[a-z]+", asked.lower())]


def may_combine(measure: str, way: str, *, what: str, editions: Sequence[str] = (), areas: int | None = None) -> None:
    """Let a page or a command combine values of a measure, or refuse (guards 1 to 3).

    ``way`` is change, difference, ratio or mean. Counts and rates pass: for them there is a proper test.
    """
    if way not in WAYS:
        raise ValueError(f"{way} is not one of {listed(WAYS)}")
    if measure.lower().strip() not in RANKED:
        return
    if way == "mean":
        mean_rank(what, areas)
    if way == "ratio":
        rank_ratio(what, "another")
    rank_change(what, editions or ("two editions",))
