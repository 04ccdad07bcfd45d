"""How agreements change: drafted, assessed, checked, signed, in force, reviewed, ended; interests declared; glass broken."""

from hereabouts.core.trust.agreements import NotYet
from hereabouts.records.trust.changes.asking import Answer, ask
from hereabouts.records.trust.changes.drafting import NotAnAgreement, amend, draft, name_signatory, narrow, revise
from hereabouts.records.trust.changes.glass import (
    GlassNotReviewed,
    NothingToOpen,
    OpenAlready,
    break_glass,
    review_glass,
)
from hereabouts.records.trust.changes.interests import NotYourOwn, approve_interest, declare_interest, shut_again
from hereabouts.records.trust.changes.steps import (
    answer_dpia,
    begin_dpia,
    bring_in_force,
    call_for_review,
    clear,
    expire,
    finish_dpia,
    review,
    send_back,
    sign,
    suspend,
    terminate,
)  # fmt: skip

__all__ = [
    "Answer", "GlassNotReviewed", "NotAnAgreement", "NotYet", "NotYourOwn", "NothingToOpen", "OpenAlready", "amend", "answer_dpia",
    "approve_interest", "ask", "begin_dpia", "break_glass", "bring_in_force", "call_for_review", "clear", "declare_interest", "draft",
    "expire", "finish_dpia", "name_signatory", "narrow", "review", "review_glass", "revise", "send_back", "shut_again", "sign", "suspend",
    "terminate",
]  # fmt: skip
