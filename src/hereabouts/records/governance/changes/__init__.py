"""Every way in which groups, meetings, decisions and their actions change."""

from hereabouts.records.governance.changes.decisions import (
    add_meeting_action,
    carry_out,
    finish_action,
    name_touched,
    record_decision,
)
from hereabouts.records.governance.changes.groups import (
    NameTaken,
    SeatTaken,
    add_member,
    answer_for,
    approve_terms,
    end_membership,
    revise_terms,
    set_up_group,
)
from hereabouts.records.governance.changes.meetings import (
    NotATime,
    add_item,
    call_meeting,
    cancel,
    move_meeting,
    send_papers,
)
from hereabouts.records.governance.changes.minutes import (
    agree_minutes,
    draft_minutes,
    record_attendance,
    record_discussion,
)

__all__ = [
    "NameTaken",
    "NotATime",
    "SeatTaken",
    "add_item",
    "add_meeting_action",
    "add_member",
    "agree_minutes",
    "answer_for",
    "approve_terms",
    "call_meeting",
    "cancel",
    "carry_out",
    "draft_minutes",
    "end_membership",
    "finish_action",
    "move_meeting",
    "name_touched",
    "record_attendance",
    "record_decision",
    "record_discussion",
    "revise_terms",
    "send_papers",
    "set_up_group",
]  # fmt: skip
