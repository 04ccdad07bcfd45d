"""Activities, participants with their consents, contributions with their codings, and themes."""

from hereabouts.records.voice.models.activities import Activity
from hereabouts.records.voice.models.coding import Coding, Theme
from hereabouts.records.voice.models.people import Consent, Participant, TakenBack
from hereabouts.records.voice.models.said import MEDIA, Contribution, Recording
from hereabouts.records.voice.models.scored import PlaceScore
from hereabouts.records.voice.models.sealing import SealingKey

__all__ = [
    "MEDIA", "Activity", "Coding", "Consent", "Contribution", "Participant", "PlaceScore", "Recording", "SealingKey", "TakenBack", "Theme",
]  # fmt: skip
