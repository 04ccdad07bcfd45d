"""Every way in which the room of voice changes."""

from hereabouts.records.voice.changes.coding import accept_theme, code, drop_theme
from hereabouts.records.voice.changes.listening import plan_activity, revise_activity
from hereabouts.records.voice.changes.sheets import import_responses, undo_import
from hereabouts.records.voice.changes.speaking import accept_letter, record, withdraw_consent

__all__ = [
    "accept_letter", "accept_theme", "code", "drop_theme", "import_responses", "plan_activity", "record", "revise_activity",
    "undo_import", "withdraw_consent",
]  # fmt: skip
