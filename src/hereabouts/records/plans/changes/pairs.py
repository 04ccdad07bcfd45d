"""What two actions that look alike are to each other: said by a person, never by the machine (C16, S-18)."""

from __future__ import annotations

from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.pair_decided import DECISIONS, SAME_WORK, wording
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans.changes.actions import NoReason, merge, told_of
from hereabouts.records.plans.models import Action, ActionPair
from hereabouts.records.plans.reads.alike import as_planned

SAID = {
    "duplicate": "Found to be the same work as {ref}",
    "joint": "Joint action with {ref}",
    "complementary": "To be planned side by side with {ref}",
    "unrelated": "Found to have nothing to do with {ref}",
}


@change("action.end", about="one")
def decide_pair(
    *, by: Actor, on: date, one: Action, other: Action, decision: str, why: str = "", keeps: Action | None = None
) -> ActionPair:
    """Say what two actions are to each other; of the same work twice, ``keeps`` is the one that goes on.

    The other is merged into it, which asks for the right to end that very one. The same work, once or jointly, needs a
    reason, which prints in the history of both.
    """
    if one.pk == other.pk or decision not in DECISIONS:
        raise NoReason("Choose two actions, and say what they are to each other.")
    if decision in SAME_WORK and not why.strip():
        raise NoReason("Say why they are the same work. It prints in the history of both.")
    if decision == "duplicate":
        if keeps is None or keeps.pk not in (one.pk, other.pk):
            raise NoReason("Say which of the two goes on.")
        merge(by=by, on=on, action=other if keeps.pk == one.pk else one, into=keeps, reason=why)
    first, second = sorted((one, other), key=lambda row: row.ref)
    made, _ = ActionPair.objects.update_or_create(
        a=first, b=second,
        defaults={"decision": decision, "why": why.strip(), "decided_by": by.name, "decided_on": on,
                  "wordings": [wording(as_planned(row)) for row in (first, second)]},
    )  # fmt: skip
    for row, beside in ((first, second), (second, first)):
        told_of(row, by, on, SAID[decision].format(ref=beside.ref), why.strip())
    return made
