"""Every way in which the room of voice changes."""

from hereabouts.records.voice.changes.background import note_background
from hereabouts.records.voice.changes.coding import accept_theme, code, drop_theme
from hereabouts.records.voice.changes.contacts import (
    equip,
    keep_connector,
    note_contact,
    note_stakeholder,
    take_out,
    write_visit,
)
from hereabouts.records.voice.changes.listening import announce, plan_activity, propose_ways, revise_activity
from hereabouts.records.voice.changes.programme import (
    begin_campaign,
    count_group,
    explain,
    judge,
    note_group,
    note_setting,
    pass_gate,
    plan_engagement,
    revise_engagement,
    settle,
    tell_back,
)
from hereabouts.records.voice.changes.sheets import import_responses, undo_import
from hereabouts.records.voice.changes.speaking import accept_letter, record, withdraw_consent

__all__ = [
    "accept_letter", "accept_theme", "announce", "begin_campaign", "code", "count_group", "drop_theme", "equip", "explain",
    "import_responses", "judge", "keep_connector", "note_background", "note_contact", "note_group", "note_setting", "note_stakeholder",
    "pass_gate", "plan_activity", "plan_engagement", "propose_ways", "record", "revise_activity", "revise_engagement", "settle", "take_out",
    "tell_back", "undo_import", "withdraw_consent", "write_visit",
]  # fmt: skip
