"""Every way in which something about families changes: referrals on one side, stubs, matches and pointers on the other."""

from hereabouts.records.families.changes.assessing import assess
from hereabouts.records.families.changes.correcting import NotCorrected, correct, correctable
from hereabouts.records.families.changes.extracts import import_stubs, undo_extract
from hereabouts.records.families.changes.linking import acknowledge_pointer, decide_match, find_matches, send_pointer
from hereabouts.records.families.changes.planning import finish, plan
from hereabouts.records.families.changes.referrals import decide, draft_agreement, make_referral, screen
from hereabouts.records.families.changes.restricting import end, keep, lift, renew, restrict
from hereabouts.records.families.changes.sharing import share, withhold
from hereabouts.records.families.changes.supporting import support

__all__ = [
    "NotCorrected", "acknowledge_pointer", "assess", "correct", "correctable", "decide", "decide_match", "draft_agreement", "end",
    "find_matches", "finish", "import_stubs", "keep", "lift",
    "make_referral", "plan", "renew", "restrict", "screen", "send_pointer", "share", "support", "undo_extract", "withhold",
]  # fmt: skip
