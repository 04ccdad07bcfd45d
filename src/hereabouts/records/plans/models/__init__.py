"""What is remembered of plans: outcomes and what they lead to, plans and their versions, actions with all that belongs to them, returns."""

from hereabouts.records.plans.models.actions import ACTION_STATES, Action, ActionEvent, Milestone, Target
from hereabouts.records.plans.models.outcomes import TIERS, Outcome, OutcomeLink
from hereabouts.records.plans.models.pairs import ActionPair
from hereabouts.records.plans.models.plans import KINDS, PLAN_STATES, Plan, PlanVersion
from hereabouts.records.plans.models.returns import RETURN_STATES, Return
from hereabouts.records.plans.models.templates import KeptTemplate, Lineage

__all__ = [
    "ACTION_STATES",
    "KINDS",
    "PLAN_STATES",
    "RETURN_STATES",
    "TIERS",
    "Action",
    "ActionEvent",
    "ActionPair",
    "KeptTemplate",
    "Lineage",
    "Milestone",
    "Outcome",
    "OutcomeLink",
    "Plan",
    "PlanVersion",
    "Return",
    "Target",
]
