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
from hereabouts.records.plans.changes.asking import NotAsked, anew, ask, ask_again, revoke
from hereabouts.records.plans.changes.freezing import freeze_quarter
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
from hereabouts.records.plans.changes.returns import OthersWords, accept_return, submit_return
from hereabouts.records.plans.changes.telling import keep_draft, opened, tell
from hereabouts.records.plans.changes.trackers import Imported, import_actions

__all__ = [
    "Imported",
    "NoReason",
    "NotAsked",
    "NotComplete",
    "OthersWords",
    "accept_return",
    "add_action",
    "add_milestone",
    "add_outcome",
    "agree",
    "anew",
    "ask",
    "ask_again",
    "carry_forward",
    "draft_plan",
    "freeze_quarter",
    "import_actions",
    "keep_draft",
    "link_outcomes",
    "merge",
    "move_plan",
    "note_lived",
    "opened",
    "pause",
    "reach_milestone",
    "renew",
    "revoke",
    "say_grounds",
    "set_period",
    "set_target",
    "stop",
    "submit_return",
    "take_framework",
    "tell",
    "update_action",
]  # fmt: skip
