"""Sessions as the room sees them: what is chosen from, who is there, and the count once the vote is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.priorities.voting import SIDES, Counted, Marks, Rules, added, counted, may_split
from hereabouts.records.priorities import access
from hereabouts.records.priorities.models import Choice, Session

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@dataclass(frozen=True)
class Result:
    """What one thing got: of residents, of professionals, and together; ``words`` is what its priority keeps for good."""

    choice: UUID
    number: int
    statement: str
    topic: str
    together: Counted
    sides: dict[str, Counted]
    words: str


@dataclass(frozen=True)
class Count:
    """The count of a session: who voted, by side and channel, and each thing in the order the votes give."""

    people: int
    voted: dict[str, int]
    on_paper: int
    split: bool
    lines: tuple[Result, ...]
    first: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class SessionLine:
    """One session in a list."""

    id: UUID
    name: str
    held_on: date
    method: str
    secret: bool
    stage: str
    things: int


@dataclass(frozen=True)
class SessionSheet:
    """A session whole. Of a secret vote nobody's is in it; of an open one each with its name, once it is counted."""

    id: UUID
    place_id: UUID
    place: str
    name: str
    held_on: date
    venue: str
    rules: Rules
    secret: bool
    stage: str
    run_id: UUID | None
    called_by: str
    closed_on: date | None
    closed_by: str
    choices: tuple[Choice, ...]
    attendees: tuple[tuple[str, str, str, bool], ...]
    unnamed: dict[str, int]
    there: dict[str, int]
    voted: int
    paper: dict[str, Any]
    mine: Marks | None
    i_voted: bool
    ballots: tuple[tuple[str, str, dict[UUID, str]], ...]
    count: Count | None


def rules(session: Session) -> Rules:
    """Give how a session votes."""
    return Rules(session.method, session.votes, session.criteria)


def results(session: Session) -> Count:
    """Count a session: open votes, secret ones and paper in one, with the two sides apart where that betrays nobody."""
    told = [(b.side, "screen", {"people": 1, "marks": b.marks}) for b in session.ballots.all()]
    told += [(*key.split("/"), of) for key, of in session.tally.items()]
    people = {side: sum(of["people"] for s, _, of in told if s == side) for side in SIDES}
    marks = {side: added(*(of["marks"] for s, _, of in told if s == side)) for side in SIDES}
    choices = list(session.choices.all())
    things, how = [str(c.pk) for c in choices], rules(session)
    screens = {side: sum(of["people"] for s, channel, of in told if (s, channel) == (side, "screen")) for side in SIDES}
    split = may_split(session.secret, people) and may_split(session.secret, screens) and all(people.values())
    by_side = {side: _by_thing(counted(how, things, marks[side], people[side])) for side in SIDES} if split else {}
    together = counted(how, things, added(*marks.values()), sum(people.values()))
    rows = {str(c.pk): c for c in choices}
    lines = tuple(_result(rows[one.thing], one, by_side, how, people) for one in together)
    return Count(
        people=sum(people.values()),
        voted=people,
        on_paper=sum(of["people"] for _, channel, of in told if channel == "paper"),
        split=split,
        lines=lines,
        first={
            side: tuple(rows[t].statement for t, one in of.items() if one.rank == 1) for side, of in by_side.items()
        },
    )


def on_screen(session: Session) -> int:
    """Count the secret votes that were cast on a screen."""
    return sum(of["people"] for key, of in session.tally.items() if key.endswith("/screen"))


def _by_thing(lines: list[Counted]) -> dict[str, Counted]:
    return {one.thing: one for one in lines}


def _result(row: Choice, one: Counted, by_side: dict, how: Rules, people: dict[str, int]) -> Result:
    sides = {side: of[one.thing] for side, of in by_side.items()}
    apart = "; ".join(f"{side}s: {_marks(how, of)}" for side, of in sides.items())
    words = f"{NAMES[how.method]}, {sum(people.values())} voted. {_marks(how, one)}{f' ({apart})' if apart else ''}."
    return Result(row.pk, row.number, row.statement, row.topic, one, sides, words)


NAMES = {"dots": "Dot vote", "moscow": "Must, should, could", "consensus": "Consensus", "weighted": "Weighted vote"}


def _marks(how: Rules, one: Counted) -> str:
    if how.method == "dots":
        return f"{one.marks['dot']} dots"
    if how.method == "weighted":
        return f"{one.score:.2f} of 5"
    return ", ".join(f"{n} {mark}" for mark, n in one.marks.items())


def sessions(actor: Actor, place: Place, *, on: date) -> list[SessionLine]:
    """Give the sessions of a place that the actor may see, the latest first."""
    rows = access.sessions(actor, on=on).filter(place=place).prefetch_related("choices")
    return [SessionLine(s.pk, s.name, s.held_on, s.method, s.secret, s.stage, len(s.choices.all())) for s in rows]


def session(actor: Actor, found: Session) -> SessionSheet:
    """Describe a session to one of those in it; nobody sees the count before the vote is closed."""
    attendees = list(found.attendees.all())
    ballots = {b.actor: b for b in found.ballots.all()}
    seen = found.stage in {"counted", "closed"}
    secret = {s: found.tally.get(f"{s}/screen", {"people": 0})["people"] for s in SIDES}
    paper = {s: found.tally.get(f"{s}/paper") for s in SIDES if found.tally.get(f"{s}/paper")}
    there = {s: sum(a.side == s for a in attendees) + found.unnamed.get(s, 0) for s in SIDES}
    mine = ballots.get(actor.id)
    return SessionSheet(
        id=found.pk, place_id=found.place_id, place=found.place.name, name=found.name, held_on=found.held_on, venue=found.venue,
        rules=rules(found), secret=found.secret, stage=found.stage, run_id=found.run_id, called_by=found.called_by,
        closed_on=found.closed_on, closed_by=found.closed_by, choices=tuple(found.choices.select_related("priority")),
        attendees=tuple((a.name, a.speaks_for, a.side, a.voted) for a in attendees), unnamed=found.unnamed, there=there,
        voted=len(ballots) + sum(secret.values()) + sum(of["people"] for of in paper.values()), paper=paper,
        mine=mine.marks if mine else None, i_voted=any(a.actor == actor.id and a.voted for a in attendees),
        ballots=_open(found, ballots.values()) if seen and not found.secret else (),
        count=results(found) if seen else None,
    )  # fmt: skip


def _open(found: Session, ballots: Any) -> tuple[tuple[str, str, dict[UUID, str]], ...]:
    how = rules(found)
    return tuple(
        (b.name, b.side, {c.pk: _said(how, b.marks.get(str(c.pk), {})) for c in found.choices.all()}) for b in ballots
    )


def _said(how: Rules, of: dict[str, int]) -> str:
    if how.method == "dots":
        return str(of.get("dot", 0))
    if how.method == "weighted":
        return ", ".join(f"{name} {n}" for name, n in of.items())
    return next(iter(of), "")
