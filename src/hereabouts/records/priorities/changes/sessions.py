"""A session is called, filled with things to choose from, held, decided and closed for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any

from hereabouts.core.ledger import Actor
from hereabouts.core.priorities.voting import METHODS, SIDES, may_count
from hereabouts.core.sentences import listed
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.priorities import reads
from hereabouts.records.priorities.changes.choosing import adopt, not_choose, propose
from hereabouts.records.priorities.changes.refusing import CannotBe, NoReason, known
from hereabouts.records.priorities.models import OUTCOMES, STAGES, Attendee, Choice, Priority, Session

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@change("session.hold")
def call(
    *, by: Actor, on: date, place: Place, name: str, held_on: date, method: str, venue: str = "", votes: int = 5,
    criteria: Mapping[str, float] | None = None, secret: bool = False,
) -> Session:  # fmt: skip
    """Call a session: by which method it chooses, and whether its vote is open or secret. Both stand before anybody votes."""
    if method not in METHODS:
        raise CannotBe("“{method}” is no way to choose. There is {known}.", method=method, known=listed(METHODS))
    if method == "weighted" and not criteria:
        raise NoReason("Name the criteria that each thing is weighed by, with how much each counts.")
    if not all(isfinite(weight) and weight > 0 for weight in (criteria or {}).values()):
        raise CannotBe("Each criterion weighs a number above nought.")
    if not name.strip():
        raise NoReason("Give the session a name that people know it by.")
    return Session.objects.create(
        place=place, organisation_id=by.organisation, name=name.strip(), held_on=held_on, venue=venue.strip(), method=method,
        votes=votes, criteria=dict(criteria or {}), secret=secret, run=reads.newest_run(place), called_by=by.name,
    )  # fmt: skip


@change("session.hold", about="session")
def put(
    *, by: Actor, on: date, session: Session, topic: str, statement: str, priority: Priority | None = None
) -> Choice:
    """Put something before a session to choose. What stands there already is not put twice."""
    return _put(session, topic, statement, priority, by.name)


@change("priority.propose", about="session")
def raise_in(*, by: Actor, on: date, session: Session, topic: str, statement: str) -> Choice:
    """Raise an issue in the room: anybody who sits in the partnership may, and the session decides it with the rest."""
    made = propose(by=by, on=on, place=session.place, statement=statement, topic=topic)
    return _put(session, topic, statement, made, by.name)


def _put(session: Session, topic: str, statement: str, priority: Priority | None, by: str) -> Choice:
    known(topic)
    _still(session, "preparing")
    if not statement.strip():
        raise NoReason("Say in one sentence what should become better.")
    if already := session.choices.filter(topic=topic, statement=statement.strip()).first():
        return already
    last = session.choices.order_by("-number").values_list("number", flat=True).first() or 0
    return Choice.objects.create(
        session=session, number=last + 1, topic=topic, statement=statement.strip(), priority=priority, raised_by=by
    )


@change("session.hold", about="session")
def take_off(*, by: Actor, on: date, session: Session, choice: object) -> None:
    """Take something off before the vote begins; an issue somebody raised stays raised."""
    _still(session, "preparing")
    session.choices.filter(pk=choice).delete()


@change("session.hold", about="session")
def attend(
    *, by: Actor, on: date, session: Session, name: str, speaks_for: str = "", side: str = "professional"
) -> Attendee:
    """Write down who is there and for whom. The same name again changes what stands beside it."""
    _open(session)
    if side not in SIDES or not name.strip():
        raise NoReason("Write the name, and whether they are there as a resident or as a professional.")
    facts = {"speaks_for": speaks_for.strip(), "side": side}
    return Attendee.objects.update_or_create(session=session, name=name.strip(), defaults=facts)[0]


@change("session.hold", about="session")
def unnamed(*, by: Actor, on: date, session: Session, people: Mapping[str, int]) -> Session:
    """Say how many were there who are not named: nobody has to leave a name to be counted."""
    _open(session)
    session.unnamed = {side: n for side, n in people.items() if side in SIDES and n > 0}
    session.save(update_fields=["unnamed"])
    return session


@change("session.hold", about="session", keeps=("to",))
def stage(*, by: Actor, on: date, session: Session, to: str) -> Session:
    """Open the vote, or close it so that it is counted. A vote that was counted is not opened again: people saw the count."""
    if session.stage == to:
        return session
    if (session.stage, to) not in {("preparing", "voting"), ("voting", "counted"), ("voting", "preparing")}:
        raise CannotBe("This session is {now} and cannot become {to}.", now=session.stage, to=to)
    if to == "voting" and session.choices.count() < 2:
        raise CannotBe("Put at least two things before the group: with one there is nothing to choose.")
    if to == "preparing" and (
        session.ballots.exists() or session.tally or session.attendees.filter(voted=True).exists()
    ):
        raise CannotBe("Somebody has voted. What stands on the paper stays as it is.")
    if to == "counted" and not may_count(session.secret, reads.on_screen(session)):
        raise CannotBe(
            "Fewer than three voted on a screen: counted, a secret vote would be known. Let more of those here vote."
        )
    session.stage = to
    session.save(update_fields=["stage"])
    return session


@change("session.hold", about="session")
def decide(
    *, by: Actor, on: date, session: Session, choice: object, outcome: str, reason: str = "", departure: str = "", test: str = "",
    without: str = "", answers: str = "", review_on: date | None = None, dissent: Iterable[tuple[str, str]] = (),
) -> Choice:  # fmt: skip
    """Write down what the group decided about one thing, why, and who did not agree. It counts when the session closes."""
    _still(session, "counted")
    row = session.choices.filter(pk=choice).first()
    if row is None:
        raise NotFound
    if outcome not in OUTCOMES or not reason.strip():
        raise NoReason("Say what the group decided, and why: the residents who raised it will ask.")
    if outcome == "not chosen" and not (answers.strip() and review_on and review_on > on):
        raise NoReason("Say who tells the residents who raised it, and on which later day the group looks again.")
    for name, value in {"outcome": outcome, "reason": reason, "departure": departure, "test": test, "without": without,
                        "answers": answers, "review_on": review_on, "dissent": [list(one) for one in dissent]}.items():  # fmt: skip
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.save()
    return row


@change("session.close", about="session")
def close(*, by: Actor, on: date, session: Session) -> Session:
    """Close a session for good: what it chose becomes priorities with the method and its counts, the rest not chosen.

    Everything happens or nothing: a choice that the board's rules do not allow is named, and the session stays open.
    """
    _still(session, "counted")
    choices = list(session.choices.select_related("priority"))
    if waiting := [c.statement for c in choices if not c.outcome]:
        raise CannotBe("Not decided yet: {what}. Decide each, even if it is “not decided”.", what=listed(waiting))
    results = {line.choice: line for line in reads.results(session).lines}
    given, minute = {"by": by, "on": on, "place": session.place}, f"{session.name}, {session.held_on:%-d %B %Y}"
    for row in choices:
        if row.outcome == "not chosen":
            not_choose(
                **given,
                topic=row.topic,
                reason=row.reason,
                review_on=row.review_on,
                answers=row.answers,
                session=session,
            )
    for row in choices:
        if row.outcome == "chosen":
            _adopt(row, **given, minute=minute, session=session, counted=results[row.pk].words)
        row.result = asdict(results[row.pk].together)
        row.save(update_fields=["result"])
    session.stage, session.closed_on, session.closed_by = "closed", on, by.name
    session.save(update_fields=["stage", "closed_on", "closed_by"])
    return session


def _adopt(row: Choice, *, on: date, session: Session, **given: Any) -> None:
    """Adopt what was chosen; what the board's rules still ask for is said with the name of the thing it is asked of."""
    try:
        adopt(
            on=on, statement=row.statement, topic=row.topic, rationale=row.reason, priority=row.priority,
            dissent=[(who, why) for who, why in row.dissent], departure=row.departure, test=row.test, without=row.without,
            session=session, adopted_on=min(session.held_on, on), **given,
        )  # fmt: skip
    except (NoReason, CannotBe) as problem:
        raise type(problem)(
            "“{what}”: {why} Open its decision in the table, and add it there.", what=row.statement, why=str(problem)
        ) from problem


def _open(session: Session) -> None:
    if session.stage == "closed":
        raise CannotBe("This session is closed. What it decided stands, and nothing is added to it.")


def _still(session: Session, wanted: str) -> None:
    _open(session)
    if session.stage != wanted:
        late = STAGES.index(session.stage) > STAGES.index(wanted)
        raise CannotBe(
            "The vote has begun: what stands on the paper stays as it is." if wanted == "preparing" and late
            else "Close the vote first; then the group decides."
        )  # fmt: skip
