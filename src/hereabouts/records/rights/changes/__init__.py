"""Every write of this room: requests and their steps, the review of passages, notes, holds, disposals, public-task requests."""

from hereabouts.records.rights.changes.disclosing import ask_for_data, reply
from hereabouts.records.rights.changes.disposing import drop, execute, propose, review
from hereabouts.records.rights.changes.holding import lift_hold, set_hold
from hereabouts.records.rights.changes.noting import decide_note, note_wrong
from hereabouts.records.rights.changes.packing import gather, issue, review_passages
from hereabouts.records.rights.changes.requests import (
    answer,
    ask_identity,
    lengthen,
    refuse,
    register,
    settle,
    withdraw,
)

__all__ = [
    "answer", "ask_for_data", "ask_identity", "decide_note", "drop", "execute", "gather", "issue", "lengthen", "lift_hold",
    "note_wrong", "propose", "refuse", "register", "reply", "review", "review_passages", "set_hold", "settle", "withdraw",
]  # fmt: skip
