"""Boards are worked out and frozen, expected, and their disagreements owned until they are settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.priorities.expecting import named
from hereabouts.core.priorities.order import EQUAL
from hereabouts.engines import definitions
from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger.changes import change
from hereabouts.records.priorities import reads
from hereabouts.records.priorities.changes.refusing import CannotBe, NoReason, known
from hereabouts.records.priorities.models import Disagreement, Expectation, Run, Shown
from hereabouts.records.voice import access as voices
from hereabouts.records.voice import changes as voice
from hereabouts.records.voice.reads import RESIDENTS, heard_apart

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account
    from hereabouts.records.places.models import Place
    from hereabouts.records.voice.models import Activity

SEED = 20260101  # any number will do, as long as it is always the same


@change("board.run")
def triangulate(
    *, by: Actor, on: date, place: Place, seed: int = SEED, weights: Sequence[float] = EQUAL, ask_first: bool = False
) -> Run:
    """Work the board of a place out and freeze it. The same inputs, weights and seed on the same day give the same run.

    ``ask_first`` keeps it from who works here until they have said what they expect, or that they would rather not.
    """
    if len(weights) != len(EQUAL) or min(weights) < 0 or sum(weights) <= 0:
        raise CannotBe("Give three weights of 0 or more, and not all 0: voice, data and strategy.")
    apart = heard_apart(place, on=on, voices=(*RESIDENTS, "worker"))
    given = reads.inputs(place, on=on, apart=apart)
    result, fingerprint = reads.worked_out(given, weights, seed)
    newest = Run.objects.filter(place=place).first()
    if newest and newest.hash == fingerprint and newest.as_at == on:
        return newest
    return Run.objects.create(
        place=place, as_at=on, made_at=timezone.now(), by_name=by.name, inputs=given, result=result,
        hash=fingerprint, seed=seed, weights=list(weights), ask_first=ask_first, sides=reads.sides(apart),
    )  # fmt: skip


@change("board.expect", about="run")
def expect(*, by: Actor, on: date, run: Run, topics: Sequence[str]) -> Expectation:
    """Write down which topics somebody who works here expects residents to raise, the most first. Once for each board.

    It keeps whether they had seen this board or an earlier one: what was written down afterwards is no expectation.
    """
    for topic in named(topics):
        known(topic)
    if already := Expectation.objects.filter(run=run, actor=by.id).first():
        if already.topics != named(topics):
            raise CannotBe("You have said what you expect of this board. It stays as it was: the board would move it.")
        return already
    return Expectation.objects.create(
        place=run.place, organisation_id=by.organisation, actor=by.id, by_name=by.name, said_on=on, run=run,
        topics=named(topics), had_seen=reads.had_seen(by, run),
    )  # fmt: skip


@change("board.see", about="run", step="shown")
def show(*, by: Actor, on: date, run: Run) -> Run:
    """Note the first time that somebody who could say what they expect is shown a board."""
    Shown.objects.get_or_create(run=run, actor=by.id, defaults={"shown_on": on})
    return run


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
    activity: Activity | None = None,
) -> Disagreement:
    """Say who settles a topic on which the sources part, what they do next and by when. Again: a new owner or step."""
    known(topic)
    if not owner_name.strip() or not next_step.strip():
        raise NoReason("A disagreement needs somebody who settles it and a next step.")
    run = reads.newest_run(place)
    if run is None:
        raise CannotBe("There is no board of {place} yet, so nothing to disagree about.", place=place.name)
    row, _ = Disagreement.objects.update_or_create(
        place=place, topic=topic,
        defaults={"run": run, "owner": owner, "owner_name": owner_name.strip(), "next_step": next_step.strip(),
                  "due_on": due_on, "state": "not started", "told": "", **({"activity": activity} if activity else {})},
    )  # fmt: skip
    return row


@change("board.settle")
def listen_first(
    *, by: Actor, on: date, place: Place, topic: str, name: str, method: str, held_on: date, purpose: str,
    owner_name: str, venue: str = "", owner: Account | None = None,
) -> Disagreement:  # fmt: skip
    """Take a topic that few raised to the programme of listening, with who answers for it: outreach, not a priority.

    Those who raised it are told that somebody comes to listen. What stands in the programme already, by its name and day,
    is taken as it is; doing this twice makes no second one.
    """
    known(topic)
    label = definitions.topics()[topic]["label"]
    there = voices.activities(by, on=on).filter(place=place, name=name.strip(), held_on=held_on).first()
    activity = there or voice.plan_activity(
        by=by, on=on, place=place, name=name, method=method, held_on=held_on, purpose=purpose, venue=venue
    )
    step = f"{name}, {held_on:%-d %B %Y}: listen first, propose nothing yet."
    intake.tell(
        by=by, on=on, place=place, topic=topic, outcome="listening", who=owner_name, key=f"listen/{topic}/{activity.pk}",
        words=f"The numbers say that {label.lower()} needs attention here, and few people have spoken of it. "
        f"So we come to listen: {name}, {held_on:%-d %B %Y}.",
    )  # fmt: skip
    return own_disagreement(
        by=by, on=on, place=place, topic=topic, owner_name=owner_name, next_step=step, due_on=held_on, owner=owner,
        activity=activity,
    )  # fmt: skip


@change("board.settle", about="disagreement")
def move_disagreement(*, by: Actor, on: date, disagreement: Disagreement, state: str, told: str = "") -> Disagreement:
    """Say how far the settling is. Done or stopped needs a word on what came of it."""
    if state in {"done", "stopped"} and not told.strip():
        raise NoReason("Say what came of it, so that the next session can read it.")
    disagreement.state, disagreement.told = state, told.strip()
    disagreement.save(update_fields=["state", "told"])
    return disagreement
