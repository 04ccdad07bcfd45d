"""Activities, participants with their consents, contributions with their codings, codebooks, themes and votes."""

from hereabouts.records.voice.models.activities import Activity
from hereabouts.records.voice.models.codebooks import (
    Code,
    Codebook,
    CodebookVersion,
    CodeUse,
    Judgement,
    Memo,
    Reading,
)
from hereabouts.records.voice.models.coding import Coding, Theme
from hereabouts.records.voice.models.people import Consent, Participant
from hereabouts.records.voice.models.said import MEDIA, Contribution
from hereabouts.records.voice.models.votes import VoteRound

__all__ = [
    "MEDIA", "Activity", "Code", "CodeUse", "Codebook", "CodebookVersion", "Coding", "Consent", "Contribution", "Judgement", "Memo",
    "Participant", "Reading", "Theme", "VoteRound",
]  # fmt: skip
