"""Every way in which the room of voice changes."""

from hereabouts.records.voice.changes.access_needs import (
    answer_interpreter,
    ask_interpreter,
    note_venue,
    say_otherwise,
)
from hereabouts.records.voice.changes.background import note_background
from hereabouts.records.voice.changes.codebooks import begin_codebook, join_codes, split_code, write_codes, write_memo
from hereabouts.records.voice.changes.coding import accept_theme, code, drop_theme
from hereabouts.records.voice.changes.contacts import (
    equip,
    keep_connector,
    note_contact,
    note_stakeholder,
    take_out,
    write_visit,
)
from hereabouts.records.voice.changes.filming import add_recording, drop_recording
from hereabouts.records.voice.changes.judging import judge, judge_blind, judge_nothing, read_anew
from hereabouts.records.voice.changes.listening import announce, plan_activity, propose_ways, revise_activity
from hereabouts.records.voice.changes.perceptions import keep_question, write_answers
from hereabouts.records.voice.changes.programme import (
    assess,
    begin_campaign,
    count_group,
    explain,
    find_out,
    note_group,
    note_setting,
    pass_gate,
    plan_engagement,
    revise_engagement,
    tell_back,
)
from hereabouts.records.voice.changes.scoring import score_place
from hereabouts.records.voice.changes.sealing import keep_keys
from hereabouts.records.voice.changes.sheets import import_responses, undo_import
from hereabouts.records.voice.changes.speaking import accept_letter, record, record_answers
from hereabouts.records.voice.changes.taking_back import expire_due, retell, settle, take_back, withdraw_consent
from hereabouts.records.voice.changes.votes import drop_votes, load_votes

__all__ = [
    "accept_letter", "accept_theme", "add_recording", "announce", "answer_interpreter", "ask_interpreter", "assess",
    "begin_campaign", "begin_codebook", "code", "count_group", "drop_recording", "drop_theme", "drop_votes", "equip",
    "expire_due", "explain", "find_out", "import_responses", "join_codes", "judge", "judge_blind", "judge_nothing",
    "keep_connector", "keep_keys", "keep_question", "load_votes", "note_background", "note_contact", "note_group",
    "note_setting", "note_stakeholder", "note_venue", "pass_gate", "plan_activity", "plan_engagement", "propose_ways",
    "read_anew", "record", "record_answers", "retell", "revise_activity", "revise_engagement", "say_otherwise",
    "score_place", "settle", "split_code", "take_back", "take_out", "tell_back", "undo_import", "withdraw_consent",
    "write_answers", "write_codes", "write_memo", "write_visit",
]  # fmt: skip
