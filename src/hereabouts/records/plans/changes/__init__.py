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
from hereabouts.records.plans.changes.pairs import decide_pair
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
from hereabouts.records.plans.changes.templates import keep_template, lift, say_travelled
from hereabouts.records.plans.changes.trackers import Imported, import_actions

__all__ = [
    "Imported", "NoReason", "NotComplete", "accept_return", "add_action", "add_milestone", "add_outcome", "agree",
    "carry_forward", "decide_pair", "draft_plan", "import_actions", "keep_template", "lift", "link_outcomes", "merge",
    "move_plan", "note_lived", "pause", "reach_milestone", "renew", "say_grounds", "say_travelled", "set_period",
    "set_target", "stop", "submit_return", "take_framework", "update_action",
]  # fmt: skip
