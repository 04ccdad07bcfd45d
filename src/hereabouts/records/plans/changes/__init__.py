"""How plans change: the plan and its outcomes, its actions, and the returns that tell of them."""

from hereabouts.records.plans.changes.actions import (
    NoReason,
    add_action,
    add_milestone,
    carry_forward,
    merge,
    note_lived,
    pause,
    reach_milestone,
    say_grounds,
    set_target,
    stop,
    update_action,
)
from hereabouts.records.plans.changes.plans import (
    NotComplete,
    add_outcome,
    agree,
    draft_plan,
    link_outcomes,
    move_plan,
    renew,
    set_period,
    take_framework,
)
from hereabouts.records.plans.changes.returns import accept_return, submit_return
from hereabouts.records.plans.changes.tracker_undo import WorkedOn, undo_tracker
from hereabouts.records.plans.changes.trackers import Imported, import_actions, remember_answers, settle_lead

__all__ = [
    "Imported", "NoReason", "NotComplete", "WorkedOn", "accept_return", "add_action", "add_milestone", "add_outcome", "agree",
    "carry_forward", "draft_plan", "import_actions", "link_outcomes", "merge", "move_plan", "note_lived", "pause",
    "reach_milestone", "remember_answers", "renew", "say_grounds", "set_period", "set_target", "settle_lead", "stop",
    "submit_return", "take_framework", "undo_tracker", "update_action",
]  # fmt: skip
