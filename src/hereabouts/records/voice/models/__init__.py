"""Activities, participants with their consents, contributions with their codings, themes, and the programme of listening."""

from hereabouts.records.voice.models.access_needs import InterpreterRequest, OtherForm, Venue
from hereabouts.records.voice.models.activities import Activity
from hereabouts.records.voice.models.background import Background
from hereabouts.records.voice.models.codebooks import Code, Codebook, CodebookVersion, CodeUse, Judgement, Memo, Reading
from hereabouts.records.voice.models.coding import Coding, Theme
from hereabouts.records.voice.models.contacts import Connector, LinkVisit, Stakeholder, StakeholderContact
from hereabouts.records.voice.models.people import Consent, Participant, TakenBack
from hereabouts.records.voice.models.perceptions import Perception, PerceptionRound
from hereabouts.records.voice.models.programme import (
    Campaign,
    EngagementPlan,
    GateReview,
    GroupGrowth,
    Hypothesis,
    NewGroup,
    Setting,
    StandardScore,
)
from hereabouts.records.voice.models.said import MEDIA, Contribution, Recording
from hereabouts.records.voice.models.scored import PlaceScore
from hereabouts.records.voice.models.sealing import SealingKey
from hereabouts.records.voice.models.votes import VoteRound

__all__ = [
    "MEDIA",
    "Activity",
    "Background",
    "Campaign",
    "Code",
    "CodeUse",
    "Codebook",
    "CodebookVersion",
    "Coding",
    "Connector",
    "Consent",
    "Contribution",
    "EngagementPlan",
    "GateReview",
    "GroupGrowth",
    "Hypothesis",
    "InterpreterRequest",
    "Judgement",
    "LinkVisit",
    "Memo",
    "NewGroup",
    "OtherForm",
    "Participant",
    "Perception",
    "PerceptionRound",
    "PlaceScore",
    "Reading",
    "Recording",
    "SealingKey",
    "Setting",
    "Stakeholder",
    "StakeholderContact",
    "StandardScore",
    "TakenBack",
    "Theme",
    "Venue",
    "VoteRound",
]  # fmt: skip
