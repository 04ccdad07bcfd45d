"""A tracker is taken back: what it added goes, what it changed stands as it stood, unless somebody has worked on it since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import ProtectedError, Q
from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, listed
from hereabouts.records.imports import changes as imports
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans.changes.tracker_added import CHANGED, TOLD
from hereabouts.records.plans.models import Action, ActionEvent, Plan, Target, WaitingLead
from hereabouts.records.plans.reads.trackers import ABOUT

if TYPE_CHECKING:
    from hereabouts.records.imports.models import Batch

FIELDS = (
    "title", "organisation_id", "lead_id", "starts_on", "due_on", "money_planned", "money_spent", "evidence", "state", "reason", "proof",
    "completed_on",
)  # fmt: skip
ITS_OWN = {
    Target,
    ActionEvent,
    WaitingLead,
}  # what an import writes of an action; anything else somebody else has put there
SHOWN = 5
BACK = "The tracker was taken back: it stands as before"
# What trackers themselves leave in a history: a later one is taken back before this one, and is no work of a person.
BY_TRACKERS = Q(what__in=("Added", TOLD, BACK)) | Q(what__startswith=CHANGED)


class WorkedOn(Sentence):
    """An import that cannot be taken back because somebody has worked on what it brought."""


def as_it_stands(action: Action) -> dict[str, Any]:
    """Write down what a tracker may change in an action, so that it can be put back."""
    action = Action.objects.get(pk=action.pk)
    fields = {name: _plain(getattr(action, name)) for name in FIELDS}
    targets = [[t.measure, _plain(t.baseline), _plain(t.target)] for t in action.targets.order_by("measure")]
    waits = WaitingLead.objects.filter(action=action).first()
    return {
        "fields": fields, "targets": targets, "supporting": sorted(str(one.pk) for one in action.supporting.all()),
        "outcomes": sorted(str(one.pk) for one in action.outcomes.all()), "waits": waits.words if waits else "",
    }  # fmt: skip


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else str(value)


@change("action.propose", about="plan", step="undo")
def undo_tracker(*, by: Actor, on: date, plan: Plan, batch: Batch) -> Batch:
    """Take a tracker back, exactly. WorkedOn names the actions that somebody has worked on since; nothing is taken back then."""
    if batch.about != ABOUT or batch.facts.get("thing") != str(plan.pk):
        raise NotFound
    added, changed = imports.undone(batch, on=on)
    outcomes = plan.outcomes.filter(pk__in=added)
    made, added = list(outcomes), [pk for pk in added if pk not in set(outcomes.values_list("pk", flat=True))]
    _untouched(plan, added, changed)
    _remove(added)
    for pk, stood in changed.items():
        _restore(Action.objects.get(pk=pk), stood["before"], by=by, on=on)
    for outcome in made:
        if not outcome.actions.exists() and not outcome.links_up.exists() and not outcome.links_down.exists():
            outcome.delete()
    return batch


def _untouched(plan: Plan, added: list[UUID], changed: Mapping[UUID, dict[str, Any]]) -> None:
    new, touched = set(added), set()
    rows = {action.pk: action for action in plan.actions.all()}
    touched |= {pk for pk, stood in changed.items() if pk not in rows or as_it_stands(rows[pk]) != stood["after"]}
    for few in (added[n : n + 500] for n in range(0, len(added), 500)):
        touched |= set(ActionEvent.objects.filter(action__in=few).exclude(BY_TRACKERS).values_list("action", flat=True))
        for link in Action._meta.related_objects:  # noqa: SLF001 - Django's own list of what points to an action
            if link.related_model not in ITS_OWN and link.field.model is link.related_model:
                theirs = link.related_model._base_manager.filter(**{f"{link.field.name}__in": few})  # noqa: SLF001
                touched |= set(theirs.values_list(link.field.name, flat=True)) & new
    if touched:
        refs = sorted(rows[pk].ref for pk in touched if pk in rows)
        more = f" and {len(refs) - SHOWN} more" if len(refs) > SHOWN else ""
        raise WorkedOn(
            "Somebody has worked since on {refs}{more}. Stop those actions instead; nothing was taken back.",
            refs=listed(refs[:SHOWN]) or "an action", more=more,
        )  # fmt: skip


def _remove(added: list[UUID]) -> None:
    try:
        for n in range(0, len(added), 500):
            Action.objects.filter(pk__in=added[n : n + 500]).delete()
    except ProtectedError:
        raise WorkedOn("Something else rests on actions of this tracker. Nothing was taken back.") from None


def _restore(action: Action, stood: Mapping[str, Any], *, by: Actor, on: date) -> None:
    Action.objects.filter(pk=action.pk).update(**stood["fields"])
    measures = [measure for measure, _, _ in stood["targets"]]
    action.targets.exclude(measure__in=measures).delete()
    for measure, baseline, target in stood["targets"]:
        action.targets.filter(measure=measure).update(baseline=baseline, target=target)
    action.supporting.set(stood["supporting"])
    action.outcomes.set(stood["outcomes"])
    WaitingLead.objects.filter(action=action).delete()
    if stood["waits"]:
        WaitingLead.objects.create(action=action, words=stood["waits"], asked_on=on)
    ActionEvent.objects.create(action=action, on=on, at=timezone.now(), who=by.name, what=BACK)
