"""Every way in which the room of voice changes."""

from hereabouts.records.voice.changes.codebooks import begin_codebook, join_codes, split_code, write_codes, write_memo
from hereabouts.records.voice.changes.coding import accept_theme, code, drop_theme
from hereabouts.records.voice.changes.judging import judge, judge_blind, judge_nothing, read_anew
from hereabouts.records.voice.changes.listening import plan_activity, revise_activity
from hereabouts.records.voice.changes.sheets import import_responses, undo_import
from hereabouts.records.voice.changes.speaking import accept_letter, record, withdraw_consent
from hereabouts.records.voice.changes.votes import drop_votes, load_votes

__all__ = [
    "accept_letter", "accept_theme", "begin_codebook", "code", "drop_theme", "drop_votes", "import_responses",
    "join_codes", "judge", "judge_blind", "judge_nothing", "load_votes", "plan_activity", "read_anew", "record",
    "revise_activity", "split_code", "undo_import", "withdraw_consent", "write_codes", "write_memo",
]  # fmt: skip
