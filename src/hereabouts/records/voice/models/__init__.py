"""Activities, participants with their consents, contributions with their codings, themes, and the programme of listening."""

from hereabouts.records.voice.models.activities import Activity
from hereabouts.records.voice.models.background import Background
from hereabouts.records.voice.models.coding import Coding, Theme
from hereabouts.records.voice.models.contacts import Connector, LinkVisit, Stakeholder, StakeholderContact
from hereabouts.records.voice.models.people import Consent, Participant
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
from hereabouts.records.voice.models.said import MEDIA, Contribution

__all__ = [
    "MEDIA", "Activity", "Background", "Campaign", "Coding", "Connector", "Consent", "Contribution", "EngagementPlan", "GateReview",
    "GroupGrowth", "Hypothesis", "LinkVisit", "NewGroup", "Participant", "Setting", "Stakeholder", "StakeholderContact",
    "StandardScore", "Theme",
]  # fmt: skip
