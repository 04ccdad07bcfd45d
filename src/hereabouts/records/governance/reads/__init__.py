"""What the room can tell, as frozen answers: groups, meetings, and the decisions register."""

from hereabouts.records.governance.reads.agenda import proposed, report_back, since_last_time
from hereabouts.records.governance.reads.groups import (
    Came,
    GroupLine,
    GroupSheet,
    Member,
    Terms,
    group_sheet,
    outcomes_of,
    parts,
    tree,
)
from hereabouts.records.governance.reads.meetings import (
    ItemLine,
    MeetingLine,
    MeetingSheet,
    Presence,
    calendar_entry,
    coming,
    meeting_sheet,
    next_of,
    paper_order,
    past,
    quorum_of,
)
from hereabouts.records.governance.reads.register import (
    ActionLine,
    DecisionLine,
    TaskLine,
    decision_line,
    register,
    tasks,
)

__all__ = [
    "ActionLine", "Came", "DecisionLine", "GroupLine", "GroupSheet", "ItemLine", "MeetingLine", "MeetingSheet", "Member", "Presence",
    "TaskLine",
    "Terms",
    "calendar_entry", "coming", "decision_line", "group_sheet", "meeting_sheet", "next_of",
    "outcomes_of", "paper_order", "parts", "past", "proposed", "quorum_of", "register", "report_back",
    "since_last_time", "tasks", "tree",
]  # fmt: skip
