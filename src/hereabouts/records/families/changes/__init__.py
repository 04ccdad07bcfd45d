"""Every way in which something about families changes: referrals on one side, stubs, matches and pointers on the other."""

from hereabouts.records.families.changes.assessing import assess
from hereabouts.records.families.changes.checking import CheckStands, NothingToCheck, NotToJudge, draw_check, judge_pair
from hereabouts.records.families.changes.correcting import NotCorrected, correct, correctable
from hereabouts.records.families.changes.drafting import begin_draft, drop_draft, keep_draft, send_draft
from hereabouts.records.families.changes.dropping_in import plan_drop_in, tell_drop_in
from hereabouts.records.families.changes.extracts import import_stubs, undo_extract
from hereabouts.records.families.changes.gaining import gain, verify, work
from hereabouts.records.families.changes.gathering import change_hub, close_hub, open_hub, record_huddle
from hereabouts.records.families.changes.grouping import NotAGroup, end_group, open_group, record_meeting
from hereabouts.records.families.changes.hearing import close, hear, lead
from hereabouts.records.families.changes.linking import acknowledge_pointer, decide_match, find_matches, send_pointer
from hereabouts.records.families.changes.needing import answer_challenge, challenge_need, decide_need
from hereabouts.records.families.changes.planning import finish, plan
from hereabouts.records.families.changes.reaching import pause, recognise, resume, try_contact, unrecognise
from hereabouts.records.families.changes.referrals import decide, draft_agreement, make_referral, screen
from hereabouts.records.families.changes.relating import relate
from hereabouts.records.families.changes.restricting import end, keep, lift, renew, restrict
from hereabouts.records.families.changes.sharing import share, withhold
from hereabouts.records.families.changes.supporting import support
from hereabouts.records.families.changes.targeting import define_group

__all__ = [
    "CheckStands",
    "NotAGroup",
    "NotCorrected",
    "NotToJudge",
    "NothingToCheck",
    "acknowledge_pointer",
    "answer_challenge",
    "assess",
    "begin_draft",
    "challenge_need",
    "change_hub",
    "close",
    "close_hub",
    "correct",
    "correctable",
    "decide",
    "decide_match",
    "decide_need",
    "define_group",
    "draft_agreement",
    "draw_check",
    "drop_draft",
    "end",
    "end_group",
    "find_matches",
    "finish",
    "gain",
    "hear",
    "import_stubs",
    "judge_pair",
    "keep",
    "keep_draft",
    "lead",
    "lift",
    "make_referral",
    "open_group",
    "open_hub",
    "pause",
    "plan",
    "plan_drop_in",
    "recognise",
    "record_huddle",
    "record_meeting",
    "relate",
    "renew",
    "restrict",
    "resume",
    "screen",
    "send_draft",
    "send_pointer",
    "share",
    "support",
    "tell_drop_in",
    "try_contact",
    "undo_extract",
    "unrecognise",
    "verify",
    "withhold",
    "work",
]  # fmt: skip
