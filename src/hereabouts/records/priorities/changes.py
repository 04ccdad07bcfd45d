"""How priorities change: aims recorded, boards frozen, disagreements owned, things chosen, dropped and not chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.priorities.aims import Aim as CountedAim
from hereabouts.core.priorities.aims import NotAnAim, checked
from hereabouts.core.priorities.choosing import origin, passed_over, people_heard, standing_of
from hereabouts.core.priorities.frozen import thaw
from hereabouts.core.priorities.order import EQUAL
from hereabouts.core.sentences import Sentence, listed
from hereabouts.engines import definitions
from hereabouts.records.ledger.changes import change, next_ref
from hereabouts.records.priorities import reads
from hereabouts.records.priorities.models import Aim, Disagreement, Dissent, NotChosen, Priority, Run

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account
    from hereabouts.records.places.models import Place

SEED = 20260101  # any number will do, as long as it is always the same


class NoReason(Sentence):
    """A choice that must say why, and does not."""


class CannotBe(Sentence):
    """A step that cannot be taken from where a thing is."""


@change("aim.record")
def record_aim(
    *,
    by: Actor,
    on: date,
    level: str,
    document: str,
    ref: str,
    text: str,
    topic: str,
    weight: int,
    period: str = "",
    place: Place | None = None,
) -> Aim:
    """Write down what a plan asks for. The same document, reference and topic again changes its words and weight."""
    return _write(checked(CountedAim(level, document, ref, text, topic, weight, period)), place)


def _write(aim: CountedAim, place: Place | None) -> Aim:
    _known(aim.topic)
    made, _ = Aim.objects.update_or_create(
        document=aim.document, ref=aim.ref, topic=aim.topic, place=place,
        defaults={"level": aim.level, "text": aim.text, "weight": aim.weight, "period": aim.period, "ended_on": None},
    )  # fmt: skip
    return made


@change("aim.record")
def load_aims(*, by: Actor, on: date, name: str, place: Place | None = None) -> int:
    """Record every aim of a set that ships. Loading it twice changes nothing; gives how many aims the set has."""
    sets = definitions.aims()
    if name not in sets:
        raise NotAnAim("There is no set of aims called “{name}”. There is {known}.", name=name, known=listed(sets))
    for one in sets[name]:
        _write(one, place)
    return len(sets[name])


@change("board.run")
def triangulate(*, by: Actor, on: date, place: Place, seed: int = SEED, weights: Sequence[float] = EQUAL) -> Run:
    """Work the board of a place out and freeze it. The same inputs, weights and seed on the same day give the same run."""
    if len(weights) != len(EQUAL) or min(weights) < 0 or sum(weights) <= 0:
        raise CannotBe("Give three weights of 0 or more, and not all 0: voice, data and strategy.")
    given = reads.inputs(place, on=on)
    result, fingerprint = reads.worked_out(given, weights, seed)
    newest = Run.objects.filter(place=place).first()
    if newest and newest.hash == fingerprint and newest.as_at == on:
        return newest
    return Run.objects.create(
        place=place, as_at=on, made_at=timezone.now(), by_name=by.name, inputs=given, result=result,
        hash=fingerprint, seed=seed, weights=list(weights),
    )  # fmt: skip


@change("board.settle")
def own_disagreement(
    *,
    by: Actor,
    on: date,
    place: Place,
    topic: str,
    owner_name: str,
    next_step: str,
    due_on: date,
    owner: Account | None = None,
) -> Disagreement:
    """Say who settles a topic on which the sources part, what they do next and by when. Again: a new owner or step."""
    _known(topic)
    if not owner_name.strip() or not next_step.strip():
        raise NoReason("A disagreement needs somebody who settles it and a next step.")
    run = reads.newest_run(place)
    if run is None:
        raise CannotBe("There is no board of {place} yet, so nothing to disagree about.", place=place.name)
    row, _ = Disagreement.objects.update_or_create(
        place=place, topic=topic,
        defaults={"run": run, "owner": owner, "owner_name": owner_name.strip(), "next_step": next_step.strip(),
                  "due_on": due_on, "state": "not started", "told": ""},
    )  # fmt: skip
    return row


@change("board.settle", about="disagreement")
def move_disagreement(*, by: Actor, on: date, disagreement: Disagreement, state: str, told: str = "") -> Disagreement:
    """Say how far the settling is. Done or stopped needs a word on what came of it."""
    if state in {"done", "stopped"} and not told.strip():
        raise NoReason("Say what came of it, so that the next session can read it.")
    disagreement.state, disagreement.told = state, told.strip()
    disagreement.save(update_fields=["state", "told"])
    return disagreement


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
) -> Priority:
    """Write down that a group chose this, in which minute, and who did not agree.

    Where topics that stand above it were neither chosen nor put off, it says why (the board orders the discussion, people
    decide). A priority that no resident raised says how the assumption will be tested. Adopting twice changes nothing.
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
    heard = people_heard(standing_of(thaw(run.result), topic)) if run else 0
    if not heard and not any(item.get("kind") == "voice" for item in evidence) and not test.strip():
        raise NoReason(
            "Nobody has been heard on this, so it rests on an assumption. Say how you will test it with residents."
        )
    for name, value in {"statement": statement, "topic": topic, "rationale": rationale, "minute": minute, "test": test,
                        "departure": departure, "evidence": [*evidence], "run": run, "people_heard": heard,
                        "state": "agreed", "state_on": on, "adopted_on": adopted_on or on}.items():  # fmt: skip
        setattr(chosen, name, value)
    chosen.save()
    Dissent.objects.bulk_create(Dissent(priority=chosen, who=who, why=why) for who, why in dissent)
    NotChosen.objects.filter(place=place, topic=topic).delete()
    return chosen


def _required(rationale: str, minute: str) -> None:
    if not rationale.strip() or not minute.strip():
        raise NoReason("A priority says why it was chosen, and in which minute that stands.")


def _departing(run: Run | None, place: Place, topic: str, departure: str) -> None:
    over = passed_over(thaw(run.result), topic, reads.settled_topics(place)) if run else ()
    if over and not departure.strip():
        known = definitions.topics()
        raise NoReason(
            "This departs from the order of the board: {topics} stand above it. Say why the group chose it first.",
            topics=listed([known[t]["label"] for t in over]),
        )


def _new(by: Actor, on: date, place: Place, statement: str, topic: str, rationale: str, run: Run | None) -> Priority:
    _known(topic)
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
    priority.state, priority.state_reason, priority.state_on = state, reason.strip(), on
    priority.save(update_fields=["state", "state_reason", "state_on"])
    return priority


def drop(*, by: Actor, on: date, priority: Priority, reason: str) -> Priority:
    """Drop a priority with the reason, which prints wherever it stood."""
    return move(by=by, on=on, priority=priority, state="dropped", reason=reason)


@change("priority.adopt")
def not_choose(
    *, by: Actor, on: date, place: Place, topic: str, reason: str, review_on: date, answers: str = ""
) -> NotChosen:
    """Write down that a topic was not chosen, why, when the group looks again, and who answers those who raised it."""
    _known(topic)
    if not reason.strip():
        raise NoReason("Say why it was not chosen: the residents who raised it will ask.")
    if review_on <= on:
        raise CannotBe("Choose a later day to look again.")
    row, _ = NotChosen.objects.update_or_create(
        place=place, topic=topic,
        defaults={"reason": reason.strip(), "review_on": review_on, "answers": answers, "decided_on": on,
                  "run": reads.newest_run(place)},
    )  # fmt: skip
    return row


def _known(topic: str) -> None:
    if topic not in definitions.topics():
        raise NotAnAim("There is no topic {topic}. The topics are on the page “Words we use”.", topic=topic)
