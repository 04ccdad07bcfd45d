"""What a group chooses and what it does not, with its reasons, and what residents are told of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.ledger import Actor
from hereabouts.core.priorities.choosing import origin, passed_over, people_heard, standing_of
from hereabouts.core.priorities.frozen import thaw
from hereabouts.core.priorities.legs import missing, silent
from hereabouts.core.sentences import listed
from hereabouts.engines import definitions
from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger.changes import change, next_ref
from hereabouts.records.priorities import reads
from hereabouts.records.priorities.changes.refusing import CannotBe, NoReason, known
from hereabouts.records.priorities.models import Disagreement, Dissent, NotChosen, Priority, Run

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place
    from hereabouts.records.priorities.models import Session


@change("priority.propose")
def propose(*, by: Actor, on: date, place: Place, statement: str, topic: str, rationale: str = "") -> Priority:
    """Raise an issue: anybody who sits in the partnership may, and it waits for a session to decide."""
    return _new(by, on, place, statement, topic, rationale, reads.newest_run(place))


@change("priority.adopt")
def adopt(
    *,
    by: Actor,
    on: date,
    place: Place,
    statement: str,
    topic: str,
    rationale: str,
    minute: str,
    priority: Priority | None = None,
    dissent: Iterable[tuple[str, str]] = (),
    departure: str = "",
    test: str = "",
    evidence: Sequence[Mapping[str, Any]] = (),
    adopted_on: date | None = None,
    without: str = "",
    session: Session | None = None,
    counted: str = "",
) -> Priority:
    """Write down that a group chose this, in which minute, and who did not agree.

    Where topics that stand above it were neither chosen nor put off, it says why (the board orders the discussion, people
    decide). It stands on all three legs, or ``without`` says why not; one that no resident raised says how the assumption will
    be tested, and a silent need is listened to first. Who raised the topic is told. Adopting twice changes nothing.
    """
    _required(rationale, minute)
    if adopted_on and adopted_on > on:
        raise CannotBe("A session that is still to come has not chosen anything yet.")
    place = priority.place if priority else place
    run = reads.newest_run(place)
    _departing(run, place, topic, departure)
    chosen = priority or _new(by, on, place, statement, topic, rationale, run)
    if chosen.state not in {"proposed", "agreed"}:
        raise CannotBe("{ref} is {state} and cannot be adopted.", ref=chosen.ref, state=chosen.state)
    if chosen.state == "agreed":
        return chosen
    standing = standing_of(thaw(run.result), topic) if run else None
    heard, gone = people_heard(standing), missing(standing) if run else ()
    said = any(item.get("kind") == "voice" for item in evidence)
    _tested(heard, said, test)
    _standing_on(gone, without)
    if silent(standing) and not test.strip() and not said:
        _listened(place, topic)
    for name, value in {"statement": statement, "topic": topic, "rationale": rationale, "minute": minute, "test": test,
                        "departure": departure, "evidence": [*evidence], "run": run, "people_heard": heard,
                        "without": without.strip(), "missing": list(gone), "session": session, "counted": counted,
                        "state": "agreed", "state_on": on, "adopted_on": adopted_on or on}.items():  # fmt: skip
        setattr(chosen, name, value)
    chosen.save()
    Dissent.objects.bulk_create(Dissent(priority=chosen, who=who, why=why) for who, why in dissent)
    NotChosen.objects.filter(place=place, topic=topic).delete()
    intake.tell(
        by=by, on=on, place=place, topic=topic, outcome="chosen", key=f"chosen/{chosen.pk}",
        words=f"It was chosen as one of the priorities here: “{statement.strip()}”.",
    )  # fmt: skip
    return chosen


def _tested(heard: int, said: bool, test: str) -> None:
    if not heard and not said and not test.strip():
        raise NoReason(
            "Nobody has been heard on this, so it rests on an assumption. Say how you will test it with residents."
        )


def _standing_on(gone: Sequence[str], without: str) -> None:
    """Refuse a priority without data or strategy that does not say why; a missing voice has its own question."""
    names = {"data": "nothing measures it here", "strategy": "no plan asks for it"}
    untold = [names[leg] for leg in gone if leg in names]
    if untold and not without.strip():
        raise NoReason(
            "A priority stands on voice, data and strategy. Here {what}. Say why it is chosen all the same.",
            what=listed(untold),
        )


def _listened(place: Place, topic: str) -> None:
    if not Disagreement.objects.filter(place=place, topic=topic).exclude(activity=None).exists():
        raise NoReason(
            "This is a silent need: data and strategy are high, and few people raised it. Plan the listening on its page"
            " first, or say how you will test it with residents."
        )


# What those who raised a topic are told when its priority moves; one that was only proposed was told to nobody.
TOLD = {
    "active": ("doing", "Work has begun on “{statement}”."),
    "achieved": ("did", "It is done: “{statement}”."),
    "dropped": ("could not", "“{statement}” was dropped."),
}


def _required(rationale: str, minute: str) -> None:
    if not rationale.strip() or not minute.strip():
        raise NoReason("A priority says why it was chosen, and in which minute that stands.")


def _departing(run: Run | None, place: Place, topic: str, departure: str) -> None:
    over = passed_over(thaw(run.result), topic, reads.settled_topics(place)) if run else ()
    if over and not departure.strip():
        labels = definitions.topics()
        raise NoReason(
            "This departs from the order of the board: {topics} stand above it. Say why the group chose it first.",
            topics=listed([labels[t]["label"] for t in over]),
        )


def _new(by: Actor, on: date, place: Place, statement: str, topic: str, rationale: str, run: Run | None) -> Priority:
    known(topic)
    if not statement.strip():
        raise NoReason("Say in one sentence what should become better.")
    standing = standing_of(thaw(run.result), topic) if run else None
    return Priority.objects.create(
        place=place, ref=next_ref(place.prefix, on.year, "priority"), statement=statement.strip(), topic=topic,
        rationale=rationale, origin=origin(standing), run=run, people_heard=people_heard(standing),
        state_on=on, raised_by=by.name,
    )  # fmt: skip


@change("priority.move", about="priority")
def move(*, by: Actor, on: date, priority: Priority, state: str, reason: str = "") -> Priority:
    """Say that a priority is being worked on, is achieved, or is dropped. Dropping and achieving say why."""
    steps = {"active": {"agreed"}, "achieved": {"agreed", "active"}, "dropped": {"proposed", "agreed", "active"}}
    if priority.state == state:
        return priority
    if priority.state not in steps.get(state, set()):
        if priority.state == "proposed":
            raise CannotBe("{ref} is only proposed. A session adopts it first.", ref=priority.ref)
        raise CannotBe("{ref} is {now} and cannot become {state}.", ref=priority.ref, now=priority.state, state=state)
    if state in {"achieved", "dropped"} and not reason.strip():
        raise NoReason("Say why: the reason stands with the priority for everybody to read.")
    chosen = priority.state != "proposed"
    priority.state, priority.state_reason, priority.state_on = state, reason.strip(), on
    priority.save(update_fields=["state", "state_reason", "state_on"])
    if chosen and (told := TOLD.get(state)):
        outcome, words = told
        intake.tell(
            by=by, on=on, place=priority.place, topic=priority.topic, outcome=outcome, because=priority.state_reason,
            words=words.format(statement=priority.statement), key=f"{state}/{priority.pk}",
        )  # fmt: skip
    return priority


def drop(*, by: Actor, on: date, priority: Priority, reason: str) -> Priority:
    """Drop a priority with the reason, which prints wherever it stood."""
    return move(by=by, on=on, priority=priority, state="dropped", reason=reason)


@change("priority.adopt")
def not_choose(
    *, by: Actor, on: date, place: Place, topic: str, reason: str, review_on: date, answers: str = "",
    session: Session | None = None,
) -> NotChosen:  # fmt: skip
    """Write down that a topic was not chosen, why, when the group looks again, and who answers those who raised it."""
    known(topic)
    if not reason.strip():
        raise NoReason("Say why it was not chosen: the residents who raised it will ask.")
    if review_on <= on:
        raise CannotBe("Choose a later day to look again.")
    row, _ = NotChosen.objects.update_or_create(
        place=place, topic=topic,
        defaults={"reason": reason.strip(), "review_on": review_on, "answers": answers, "decided_on": on,
                  "run": reads.newest_run(place), "session": session},
    )  # fmt: skip
    intake.tell(
        by=by, on=on, place=place, topic=topic, outcome="not chosen", because=reason, who=answers,
        words=f"It was talked about and not chosen this time. It is looked at again on {review_on:%-d %B %Y}.",
        key=f"not chosen/{row.pk}/{on}",
    )  # fmt: skip
    return row
