"""Up to four places in one table, held against the first: what may be compared is, and what may not says why."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from hereabouts.core.evidence.comparing import NotIndependent, places
from hereabouts.core.evidence.figure import Figure
from hereabouts.core.evidence.guards import (
    RANKED,
    WAYS,
    Edition,
    MeanRank,
    OtherNation,
    RankChange,
    RankRatio,
    SnappedPoint,
    may_ask,
    may_combine,
    rank_ratio,
    same_edition,
    way_meant,
)
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.profile import Profile
from hereabouts.core.sentences import Sentence, listed

MOST = 4  # places; of more nobody sees which is which


class TooMany(Sentence):
    """More places beside each other than can be read."""


@dataclass(frozen=True)
class Beside:
    """One place in one line: its figure (None where it has none), and how it stands against the first, or why not."""

    figure: Figure | None
    words: str


@dataclass(frozen=True)
class Line:
    """One indicator of all the places, in the order they were asked for."""

    indicator: str
    label: str
    topic: str
    unit: str
    sides: tuple[Beside, ...]


@dataclass(frozen=True)
class One:
    """One place to compare: its profile, and the codes of its areas by generation of boundaries."""

    profile: Profile
    areas: Mapping[str, AbstractSet[str]]
    nation: str
    place: str = ""


def side_by_side(ones: Sequence[One], documents: Mapping[str, Indicator]) -> tuple[Line, ...]:
    """Give a line for each indicator that any of the places has. Raises TooMany beyond four."""
    if len(ones) > MOST:
        raise TooMany("At most {most} places can stand side by side; these are {n}.", most=MOST, n=len(ones))
    by = [{f.id: f for f in one.profile.indicators if f.value is not None} for one in ones]
    ids = dict.fromkeys(id_ for figures in by for id_ in figures)
    return tuple(
        Line(
            id_, documents[id_].label, documents[id_].topic, documents[id_].unit,
            tuple(_beside(documents[id_], ones[0], one, by[0].get(id_), figures.get(id_)) for one, figures in zip(ones, by, strict=True)),
        )
        for id_ in ids
    )  # fmt: skip


def _beside(document: Indicator, first: One, one: One, theirs: Figure | None, ours: Figure | None) -> Beside:
    if ours is None or one is first:
        return Beside(ours, "" if ours else "not known")
    if theirs is None:
        return Beside(ours, "not compared")
    if ours.period != theirs.period:
        return Beside(ours, f"not compared: it is of {ours.period}")
    if None in (ours.numerator, theirs.numerator) or not ours.denominator or not theirs.denominator:
        return Beside(ours, "not compared")
    on = ours.generation or one.profile.generation
    same = on == (theirs.generation or first.profile.generation)
    try:
        found = places(
            document, (ours.numerator or 0, ours.denominator), (theirs.numerator or 0, theirs.denominator),
            areas=one.areas.get(on, frozenset()) if same else (), others=first.areas.get(on, frozenset()) if same else (),
        )  # fmt: skip
    except NotIndependent:
        return Beside(ours, "not compared: they share areas")
    return Beside(ours, found.words)


def index_refused(ones: Sequence[One]) -> Sentence | None:
    """Give the refusal where the places may not be compared by index: two nations, or two editions (guards 1 and 4)."""
    told = list(
        dict.fromkeys(
            Edition(d.index, one.nation, one.profile.generation) for one in ones if (d := one.profile.deprivation)
        )
    )
    try:
        same_edition(" and ".join(one.profile.place for one in ones), list(dict.fromkeys(told)))
    except (OtherNation, RankChange) as refused:
        return refused
    return None


def refused(ones: Sequence[One], measure: str, way: str) -> Sentence | None:
    """Give the refusal where somebody asks to combine a measure of the places that may not be; None where it may be.

    A way that nobody knows is taken for a ratio: that is what "compared" means in most mouths.
    """
    way = way_meant(measure, way)
    first, *others = (one.profile.place for one in ones)
    places_ = f"Each of {listed([first, *others])}" if others and way == "mean" else listed([first, *others])
    editions = list(dict.fromkeys(d.index for one in ones if (d := one.profile.deprivation)))
    try:
        if measure.lower().strip() in RANKED and way not in {"mean", "change", "difference"}:
            rank_ratio(first, listed(others) or "another")
        may_ask(measure, place=places_, editions=editions, way=way if way in WAYS else "ratio")
    except (MeanRank, RankChange, RankRatio, SnappedPoint) as problem:
        return problem
    return None


def found(lines: Sequence[Line]) -> tuple[int, int, int]:
    """Count over all lines and places how many stand clearly worse than the first, clearly better, and can be compared at all."""
    words = [side.words for line in lines for side in line.sides[1:] if side.figure]
    tested = [word for word in words if not word.startswith("not compared")]
    return words.count("worse"), words.count("better"), len(tested)


def rank_refused(ones: Sequence[One]) -> tuple[Sentence, ...]:
    """Give why no rank stands in the table: neither a ratio nor a mean of ranks says anything (guards 2 and 3)."""
    refused: list[Sentence] = []
    for way in ("ratio", "mean"):
        try:
            may_combine("rank", way, what=ones[0].profile.place, areas=ones[0].profile.areas)
        except (RankRatio, MeanRank) as problem:
            refused.append(problem)
    return tuple(refused)
