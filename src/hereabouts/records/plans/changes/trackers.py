"""How a tracker changes a plan: rows that are new are added, rows that are known change what they say otherwise.

The same sheet a second time changes nothing. An empty cell says nothing and takes nothing away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.tracker import Tracked, paired
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans.changes.actions import OPEN, NoReason, add_action
from hereabouts.records.plans.models import Action, ActionEvent, Plan, Target

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account, Organisation

PENCE = Decimal("0.01")
SAID = {
    "organisation": "led by",
    "lead": "in person",
    "starts_on": "starts",
    "due_on": "due",
    "money_planned": "money planned",
}


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
    organisations: dict[str, Organisation],
    people: dict[str, Account] | None = None,
) -> list[Imported]:
    """Take every row of a tracker into a plan, or none. A row that the plan knows is never added twice.

    Changing an action asks for the right to update that very action; one that has ended is left as it is.
    """
    known = {action.ref: action for action in plan.actions.all()}
    titles = [(action.ref, action.title) for action in known.values()]
    found = []
    for row, ref in paired(rows, refs=known, titles=titles):
        leads = organisations.get(row.lead), (people or {}).get(row.person)
        if not ref:
            found.append(Imported(_added(by, on, plan, row, *leads), "added"))
            continue
        action, says = known[ref], _says(known[ref], row, *leads)
        if says and action.state in OPEN:
            action = take_over(by=by, on=on, action=action, says=says, row=row)
        found.append(Imported(action, "unchanged" if not says else "changed" if action.state in OPEN else "ended"))
    return found


def _added(by: Actor, on: date, plan: Plan, row: Tracked, organisation: Organisation | None, lead: Account | None):
    return add_action.__wrapped__(
        by=by, on=on, plan=plan, title=row.title, organisation=organisation, lead=lead, starts_on=row.starts_on, due_on=row.due_on,
        measure=row.measure, baseline=row.baseline, target=row.target, money_planned=row.money,
    )  # fmt: skip


def _says(action: Action, row: Tracked, organisation: Organisation | None, lead: Account | None) -> dict[str, Any]:
    """Give what a row says otherwise than the action: the fields with their new values."""
    leads = organisation or (lead.organisation if lead else None)
    said = {
        "title": row.title.strip(), "organisation": leads, "lead": lead, "starts_on": row.starts_on, "due_on": row.due_on,
        "money_planned": _rounded(row.money),
    }  # fmt: skip
    differs = {name: value for name, value in said.items() if value is not None and value != getattr(action, name)}
    if row.measure.strip() and not _measured(action, row):
        differs["measure"] = row.measure.strip()
    return differs


def _measured(action: Action, row: Tracked) -> bool:
    """Say whether the action is measured as the row says, already."""
    target = Target.objects.filter(action=action, measure=row.measure.strip()).first()
    pairs = () if target is None else ((row.baseline, target.baseline), (row.target, target.target))
    return target is not None and all(said is None or _rounded(said) == held for said, held in pairs)


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(PENCE)


@change("action.update", about="action")
def take_over(*, by: Actor, on: date, action: Action, says: dict[str, Any], row: Tracked) -> Action:
    """Take over what a tracker's row says otherwise. What stood there before prints in the action's history."""
    for name, value in says.items():
        if name == "measure":
            given = {"baseline": row.baseline, "target": row.target}
            values = {key: value for key, value in given.items() if value is not None}
            Target.objects.update_or_create(action=action, measure=value, defaults=values)
            _noted(action, by, on, f"measured by {value}")
            continue
        before = getattr(action, name)
        setattr(action, name, value)
        _noted(action, by, on, f"{SAID.get(name, name)} {_word(before)} → {_word(value)}")
    if action.starts_on and action.due_on and action.due_on < action.starts_on:
        raise NoReason("Row {n}: {ref} would be due before it starts. Nothing was imported.", n=row.row, ref=action.ref)
    action.save()
    return action


def _noted(action: Action, by: Actor, on: date, what: str) -> None:
    said = f"Changed by the tracker: {what}"[:200]
    ActionEvent.objects.create(action=action, on=on, at=timezone.now(), who=by.name, what=said)


def _word(value: object) -> str:
    if value is None:
        return "not said"
    return f"{value:%-d %B %Y}" if isinstance(value, date) else str(getattr(value, "name", value))
