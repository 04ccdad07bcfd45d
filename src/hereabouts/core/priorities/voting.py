"""Four ways in which a group chooses, and how each is counted. What residents and what professionals say stays apart (I-32).

A vote is, for each thing voted on, how often it was given each mark: three dots, one "must", four points for a criterion.
Adding votes up is adding marks up, so paper and screen go into one count and each stays known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.sentences import Sentence

METHODS = ("dots", "moscow", "consensus", "weighted")
SIDES = ("resident", "professional")
MARKS: Mapping[str, tuple[str, ...]] = {
    "dots": ("dot",),
    "moscow": ("must", "should", "could", "not now"),
    "consensus": ("agree", "stand aside", "object"),
}
MOST_POINTS = 5  # that one person gives a thing on one criterion
FEW = 3  # of a side in a secret vote: fewer than this, and its votes would be known

Marks = Mapping[str, Mapping[str, int]]  # by thing, how often each mark was given


class NotAVote(Sentence):
    """A vote, or a count of votes, that the method does not allow."""


@dataclass(frozen=True)
class Rules:
    """How a session votes: its method, dots for each person, and what each criterion weighs."""

    method: str
    votes: int
    criteria: Mapping[str, float]

    @property
    def marks(self) -> tuple[str, ...]:
        """Give the marks that a thing can get: for a weighted vote they are the criteria."""
        return tuple(self.criteria) if self.method == "weighted" else MARKS[self.method]


@dataclass(frozen=True)
class Counted:
    """What one thing got: its marks, its place, and a score where the method gives one."""

    thing: str
    marks: Mapping[str, int]
    score: float | None
    rank: int
    stands: bool | None  # of consensus alone: somebody agrees and nobody objects


def checked(rules: Rules, things: Iterable[str], marks: Marks, people: int = 1) -> Marks:
    """Give a vote back, of one person or of so many on paper, when its method allows it; NotAVote says what does not fit."""
    known = set(things)
    kept = {t: {m: n for m, n in of.items() if n} for t, of in marks.items()}
    for thing, of in kept.items():
        if thing not in known or not set(of) <= set(rules.marks) or min(of.values(), default=0) < 0:
            raise NotAVote("That was not on the paper of this session.")
        most = MOST_POINTS * people if rules.method == "weighted" else people
        over = max(of.values(), default=0) if rules.method == "weighted" else sum(of.values())
        if rules.method != "dots" and over > most:
            raise NotAVote("{n} is more than {people} can give to one thing.", n=over, people=_people(people))
    given = sum(sum(of.values()) for of in kept.values())
    if rules.method == "dots" and given > rules.votes * people:
        raise NotAVote(
            "That is {n} dots. {people} can give {most}.", n=given, people=_people(people), most=rules.votes * people
        )
    return {t: of for t, of in kept.items() if of}


def _people(n: int) -> str:
    return "1 person" if n == 1 else f"{n} people"


def added(*votes: Marks) -> dict[str, dict[str, int]]:
    """Add votes up."""
    total: dict[str, dict[str, int]] = {}
    for one in votes:
        for thing, of in one.items():
            sums = total.setdefault(thing, {})
            for mark, n in of.items():
                sums[mark] = sums.get(mark, 0) + n
    return total


def counted(rules: Rules, things: Sequence[str], marks: Marks, people: int) -> list[Counted]:
    """Put things in the order the votes give, the first first; equals share a place.

    Dots: most dots. MoSCoW: most "must", then "should", then "could". Consensus: fewest objections, then most who agree.
    Weighted: the mean points on each criterion by what it weighs. With no vote nothing has a place but the first.
    """
    keys = {thing: _key(rules, marks.get(thing, {}), people) for thing in things}
    lines = [
        Counted(
            thing,
            {mark: marks.get(thing, {}).get(mark, 0) for mark in rules.marks},
            score(rules, marks.get(thing, {}), people),
            1 + sum(other > keys[thing] for other in keys.values()),
            stands(marks.get(thing, {})) if rules.method == "consensus" else None,
        )
        for thing in things
    ]
    return sorted(lines, key=lambda line: (line.rank, things.index(line.thing)))


def _key(rules: Rules, of: Mapping[str, int], people: int) -> tuple[float, ...]:
    if rules.method == "moscow":
        return tuple(of.get(mark, 0) for mark in ("must", "should", "could"))
    if rules.method == "consensus":
        return (-of.get("object", 0), of.get("agree", 0))
    return (score(rules, of, people) or 0.0,)


def score(rules: Rules, of: Mapping[str, int], people: int) -> float | None:
    """Give the dots, or the weighted mean of the points; the other methods count and give no score."""
    if rules.method == "dots":
        return float(of.get("dot", 0))
    if rules.method == "weighted":
        total = sum(rules.criteria.values()) or 1.0
        return round(sum(w * of.get(c, 0) for c, w in rules.criteria.items()) / total / max(people, 1), 2)
    return None


def stands(of: Mapping[str, int]) -> bool:
    """Say whether a consensus stands: somebody agrees and nobody objects. Who stands aside does not stop it."""
    return bool(of.get("agree")) and not of.get("object")


def may_count(secret: bool, on_screen: int) -> bool:
    """Say whether a vote may be counted: whoever wrote the paper in takes it from the count, and what is left was secret."""
    return not secret or on_screen == 0 or on_screen >= FEW


def may_split(secret: bool, people: Mapping[str, int]) -> bool:
    """Say whether the two sides may be shown apart: not where a secret vote would be known by how few there are."""
    return not secret or all(n == 0 or n >= FEW for n in people.values())
