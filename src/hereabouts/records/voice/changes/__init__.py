"""Every way in which the room of voice changes."""

from hereabouts.records.voice.changes.coding import accept_theme, code, drop_theme
from hereabouts.records.voice.changes.filming import add_recording, drop_recording
from hereabouts.records.voice.changes.listening import plan_activity, revise_activity
from hereabouts.records.voice.changes.scoring import score_place
from hereabouts.records.voice.changes.sealing import keep_keys
from hereabouts.records.voice.changes.sheets import import_responses, undo_import
from hereabouts.records.voice.changes.speaking import accept_letter, record, record_answers
from hereabouts.records.voice.changes.taking_back import expire_due, retell, settle, take_back, withdraw_consent

__all__ = [
    "accept_letter",
    "accept_theme",
    "add_recording",
    "code",
    "drop_recording",
    "drop_theme",
    "expire_due",
    "import_responses",
    "keep_keys",
    "plan_activity",
    "record",
    "record_answers",
    "retell",
    "revise_activity",
    "score_place",
    "settle",
    "take_back",
    "undo_import",
    "withdraw_consent",
]
