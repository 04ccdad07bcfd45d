"""How a tracker changes a plan: rows that are new are added, rows that are known change what they say otherwise.

The same sheet a second time changes nothing. An empty cell says nothing and takes nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.tracker import Tracked
from hereabouts.records.imports import changes as imports
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans.changes.actions import NoReason, pause, stop
from hereabouts.records.plans.changes.tracker_added import CHANGED, NO_REASON, add_all, make_outcomes, told_event
from hereabouts.records.plans.changes.tracker_undo import as_it_stands
from hereabouts.records.plans.models import Action, ActionEvent, Plan, Target, TrackerAnswers, WaitingLead
from hereabouts.records.plans.reads.tracker_batches import SAID, word
from hereabouts.records.plans.reads.trackers import Compared, compared, their_refs

if TYPE_CHECKING:
    from hereabouts.records.imports.models import Batch
    from hereabouts.records.partners.models import Account, Organisation


@dataclass(frozen=True)
class Imported:
    """What became of one row of a tracker: the action, and whether it was added, changed, unchanged or had ended."""

    action: Action
    how: str


@change("action.propose", about="plan")
def import_actions(
    *,
    by: Actor,
    on: date,
    plan: Plan,
    rows: Sequence[Tracked],
    organisations: Mapping[str, Organisation],
    people: Mapping[str, Account] | None = None,
    answers: Mapping[str, str] | None = None,
    batch: Batch | None = None,
) -> list[Imported]:
    """Take every row of a tracker into a plan, or none. A row that the plan knows is never added twice.

    Changing an action asks for the right to update that very action; one that has ended is left as it is. ``answers`` are
    remembered for the next tracker of this plan; with a ``batch`` all of it can be taken back.
    """
    if batch is not None and batch.facts.get("thing") != str(plan.pk):
        raise NotFound
    people = people or {}
    found = compared(plan, rows, organisations, people)
    changed = [one for one in found if one.how == "changed" and one.action]
    outcomes = make_outcomes(plan, [one.row for one in found if one.how in {"added", "changed"}], by=by, on=on)
    before = {one.action.pk: as_it_stands(one.action) for one in changed if one.action} if batch else {}
    added = iter(add_all(plan, [one.row for one in found if one.how == "added"], organisations, people, by=by, on=on))
    made = [_done(one, next(added) if one.action is None else one.action, by=by, on=on) for one in found]
    if answers is not None:
        remember_answers.__wrapped__(by=by, on=on, plan=plan, answers=answers, refs=their_refs_of(found, made))
    if batch is not None:
        touched = {one.action.pk: None for one in made if one.how == "added"}
        after = {one.action.pk: as_it_stands(one.action) for one in made if one.how == "changed"}
        touched |= dict.fromkeys(outcomes)
        touched |= {pk: {"before": stood, "after": after[pk]} for pk, stood in before.items()}
        imports.done(batch, on=on, counts=counts(made), touched=touched)
    return made


def counts(made: Sequence[Imported]) -> dict[str, int]:
    """Count what became of the rows."""
    return {how: sum(one.how == how for one in made) for how in ("added", "changed", "unchanged", "ended")}


def their_refs_of(found: Sequence[Compared], made: Sequence[Imported]) -> dict[str, str]:
    """Give the partner's own references with those that the actions have now."""
    pairs = [Compared(one.row, done.action.ref, done.how) for one, done in zip(found, made, strict=True)]
    return their_refs(pairs)


def _done(one: Compared, action: Action, *, by: Actor, on: date) -> Imported:
    if one.how != "changed":
        return Imported(action, one.how)
    says = dict(one.says)
    ends = {"paused": pause, "stopped": stop}.get(says.get("state", ""))
    if ends:
        del says["state"]
    if says:
        action = take_over(by=by, on=on, action=action, says=says, row=one.row)
    if ends:
        action = ends(by=by, on=on, action=action, reason=one.row.reason or NO_REASON)
    return Imported(action, "changed")


@change("action.propose", about="plan", step="answers")
def remember_answers(
    *, by: Actor, on: date, plan: Plan, answers: Mapping[str, str], refs: Mapping[str, str] | None = None
) -> TrackerAnswers:
    """Keep what was answered for the next tracker of this plan; earlier answers to other questions stay."""
    kept, _ = TrackerAnswers.objects.get_or_create(plan=plan, defaults={"answered_on": on, "answered_by": by.name})
    kept.answers, kept.refs = {**kept.answers, **answers}, {**kept.refs, **(refs or {})}
    kept.answered_on, kept.answered_by = on, by.name
    kept.save()
    return kept


@change("action.propose", about="plan", step="answered")
def answer_tracker(*, by: Actor, on: date, plan: Plan, batch: Batch, answers: Mapping[str, str]) -> None:
    """Keep the answers of a tracker that waits, and remember them for the mended one that may come in its place."""
    imports.say(by=by, on=on, batch=batch, facts={"answers": dict(answers)})
    remember_answers.__wrapped__(by=by, on=on, plan=plan, answers=answers)


@change("action.propose", about="plan", step="lead")
def settle_lead(*, by: Actor, on: date, plan: Plan, words: str, organisation: Organisation) -> int:
    """Say who was meant by the words of a tracker: every action that waits under them is led by that partner."""
    waiting = list(WaitingLead.objects.filter(action__plan=plan, words=words).select_related("action"))
    if not waiting:
        raise NotFound
    for one in waiting:
        row = Tracked(0, one.action.title)
        if one.action.organisation_id is None:
            take_over(by=by, on=on, action=one.action, says={"organisation": organisation}, row=row)
        one.delete()
    remember_answers.__wrapped__(by=by, on=on, plan=plan, answers={f"lead: {words}".casefold(): organisation.name})
    return len(waiting)


@change("action.update", about="action")
def take_over(*, by: Actor, on: date, action: Action, says: Mapping[str, Any], row: Tracked) -> Action:
    """Take over what a tracker's row says otherwise. What stood there before prints in the action's history."""
    for name, value in says.items():
        if name == "told":
            told_event(action, row, by=by, on=on, at=timezone.now()).save()
            continue
        if name in _BESIDES:
            _noted(action, by, on, _BESIDES[name](action, value, on))
            continue
        before = getattr(action, name)
        setattr(action, name, value)
        _noted(action, by, on, f"{SAID.get(name, name)} {word(before)} → {word(value)}")
    if action.starts_on and action.due_on and action.due_on < action.starts_on:
        raise NoReason("Row {n}: {ref} would be due before it starts. Nothing was imported.", n=row.row, ref=action.ref)
    if says.get("state") == "complete":
        action.proof, action.completed_on = (
            action.proof or "Said in the tracker",
            row.completed_on or action.completed_on,
        )
    action.save()
    if action.organisation_id:
        WaitingLead.objects.filter(action=action).delete()
    return action


def _measures(action: Action, measures: Sequence[Any], on: date) -> str:
    for one in measures:
        given = {"baseline": one.baseline, "target": one.target}
        values = {key: value for key, value in given.items() if value is not None}
        Target.objects.update_or_create(action=action, measure=one.measure, defaults=values)
    return f"measured by {'; '.join(one.measure for one in measures)}"


def _supporting(action: Action, partners: Sequence[Organisation], on: date) -> str:
    action.supporting.add(*partners)
    return f"supported by {', '.join(one.name for one in partners)}"


def _outcome(action: Action, statement: str, on: date) -> str:
    action.outcomes.add(*action.plan.outcomes.filter(statement=statement))
    return f"serves {statement}"


def _lead_words(action: Action, words: str, on: date) -> str:
    WaitingLead.objects.update_or_create(action=action, defaults={"words": words, "asked_on": on})
    return f"waits for a lead: “{words}”"


_BESIDES = {"measures": _measures, "supporting": _supporting, "outcome": _outcome, "lead_words": _lead_words}


def _noted(action: Action, by: Actor, on: date, what: str) -> None:
    said = f"{CHANGED}{what}"[:200]
    ActionEvent.objects.create(action=action, on=on, at=timezone.now(), who=by.name, what=said)
