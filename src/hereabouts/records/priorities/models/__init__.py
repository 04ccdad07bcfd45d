"""Aims, boards and what was expected of them; sessions; what was chosen and what was not."""

from hereabouts.records.priorities.models.asked import ResourceRequest
from hereabouts.records.priorities.models.board import SETTLING, Aim, Disagreement, Expectation, Run, Shown
from hereabouts.records.priorities.models.chosen import STATES, Dissent, NotChosen, Priority
from hereabouts.records.priorities.models.sessions import OUTCOMES, STAGES, Attendee, Ballot, Choice, Session
from hereabouts.records.priorities.models.touched import TouchedGroups

__all__ = [
    "OUTCOMES", "SETTLING", "STAGES", "STATES", "Aim", "Attendee", "Ballot", "Choice", "Disagreement", "Dissent", "Expectation",
    "NotChosen", "Priority", "ResourceRequest", "Run", "Session", "Shown", "TouchedGroups",
]  # fmt: skip
