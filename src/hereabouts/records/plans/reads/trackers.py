"""What a plan knows before a tracker comes in: who may lead, the answers of last time, and what each row would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hereabouts.core.plans.progress import status
from hereabouts.core.plans.tracker import Measure, Tracked, own_refs, paired
from hereabouts.core.plans.tracker_leads import Leads
from hereabouts.core.plans.tracker_read import Known
from hereabouts.records.plans.models import Action, Plan, TrackerAnswers, WaitingLead

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account, Organisation

ABOUT = "action"  # what the rows of a tracker become, in the history of imports
SETTLED = {"complete", "stopped", "merged"}  # a tracker changes nothing in these
PENCE = Decimal("0.01")
PLAIN = {"title": "title", "starts_on": "starts_on", "due_on": "due_on", "evidence": "evidence"}


@dataclass(frozen=True)
class Compared:
    """One row of a tracker beside the plan. ``how`` is added, changed, unchanged or ended; ``says`` what it says otherwise."""

    row: Tracked
    ref: str
    how: str
    action: Action | None = None
    says: Mapping[str, Any] = field(default_factory=dict)


def known(plan: Plan | None, *, organisations: Sequence[str], people: Mapping[str, str], on: date) -> Known:
    """Give what a sheet is read against for a plan, or for one that is still to be begun."""
    outcomes = tuple(plan.outcomes.values_list("statement", flat=True)) if plan else ()
    refs = frozenset(plan.actions.values_list("ref", flat=True)) if plan else frozenset()
    led = plan.actions.exclude(lead=None).exclude(organisation=None) if plan else Action.objects.none()
    together = frozenset(led.values_list("organisation__name", "lead__name"))
    return Known(Leads(organisations, people, together), on, outcomes, plan.period_to if plan else None, refs)


def remembered(plan: Plan) -> dict[str, str]:
    """Give the answers of the last import into this plan; none for the first."""
    kept = TrackerAnswers.objects.filter(plan=plan).first()
    return dict(kept.answers) if kept else {}


def leads_waiting(plan: Plan) -> dict[str, list[Action]]:
    """Give the actions that wait for a lead, under the words that a tracker has for each."""
    found: dict[str, list[Action]] = {}
    for one in WaitingLead.objects.filter(action__plan=plan).select_related("action"):
        found.setdefault(one.words, []).append(one.action)
    return found


def compared(
    plan: Plan, rows: Sequence[Tracked], organisations: Mapping[str, Organisation], people: Mapping[str, Account]
) -> list[Compared]:
    """Lay a tracker beside the plan: which action each row is, and what it says otherwise. Nothing is written."""
    actions = plan.actions.select_related("organisation", "lead", "waiting_lead").prefetch_related(
        "targets", "supporting", "outcomes", "events"
    )
    held = {action.ref: action for action in actions}
    kept = TrackerAnswers.objects.filter(plan=plan).first()
    titles = [(action.ref, action.title) for action in held.values()]
    pairs = paired(rows, refs=held, titles=titles, theirs=kept.refs if kept else {})
    return [_beside(row, held.get(ref), organisations, people) for row, ref in pairs]


def their_refs(found: Sequence[Compared]) -> dict[str, str]:
    """Give the partner's own references with those of the plan."""
    return own_refs((one.row, one.ref) for one in found)


def _beside(
    row: Tracked, action: Action | None, organisations: Mapping[str, Organisation], people: Mapping[str, Account]
) -> Compared:
    if action is None:
        return Compared(row, "", "added")
    says = _says(action, row, organisations, people)
    how = "unchanged" if not says else "ended" if action.state in SETTLED else "changed"
    return Compared(row, action.ref, how, action, says)


def _says(
    action: Action, row: Tracked, organisations: Mapping[str, Organisation], people: Mapping[str, Account]
) -> dict[str, Any]:
    """Give what a row says otherwise than the action: the fields with their new values. An empty cell says nothing."""
    lead = people.get(row.person)
    leads = organisations.get(row.lead) or (lead.organisation if lead else None)
    said: dict[str, Any] = {name: getattr(row, theirs) or None for name, theirs in PLAIN.items()}
    said |= {
        "organisation": leads,
        "lead": lead,
        "money_planned": rounded(row.money),
        "money_spent": rounded(row.spent),
    }
    differs = {name: value for name, value in said.items() if value is not None and value != getattr(action, name)}
    if row.state and status(row.state, due_on=None, on=date.max) != status(action.state, due_on=None, on=date.max):
        differs["state"] = row.state
    if measures := [one for one in row.measures if not _measured(action, one)]:
        differs["measures"] = measures
    return differs | _besides(action, row, organisations)


def _besides(action: Action, row: Tracked, organisations: Mapping[str, Organisation]) -> dict[str, Any]:
    differs: dict[str, Any] = {}
    if row.told and row.told not in {event.reason for event in action.events.all()}:
        differs["told"] = row.told
    here = {one.name for one in action.supporting.all()}
    leads = row.lead or (action.organisation.name if action.organisation else "")
    if more := [organisations[name] for name in row.supporting if name not in here and name != leads]:
        differs["supporting"] = more
    if row.outcome and row.outcome not in {one.statement for one in action.outcomes.all()}:
        differs["outcome"] = row.outcome
    waits = getattr(action, "waiting_lead", None)
    if row.lead_words and action.organisation is None and (waits is None or waits.words != row.lead_words[:200]):
        differs["lead_words"] = row.lead_words[:200]
    return differs


def _measured(action: Action, said: Measure) -> bool:
    """Say whether the action is measured as the row says, already."""
    target = next((one for one in action.targets.all() if one.measure == said.measure), None)
    if target is None:  # several measures that stood in one cell, without a number
        return said.baseline is said.target is None and {s.strip() for s in said.measure.split(";")} == {
            one.measure for one in action.targets.all()
        }
    pairs = (said.baseline, target.baseline), (said.target, target.target)
    return all(told is None or rounded(told) == held for told, held in pairs)


def rounded(value: Decimal | None) -> Decimal | None:
    """Round to pence, as it is kept."""
    return None if value is None else value.quantize(PENCE)
