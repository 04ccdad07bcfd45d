"""How agreements change: drafted, assessed, checked, signed, in force, reviewed, ended; and interests declared."""

from hereabouts.core.trust.agreements import NotYet
from hereabouts.records.trust.changes.asking import Answer, ask
from hereabouts.records.trust.changes.drafting import NotAnAgreement, amend, draft, name_signatory, narrow, revise
from hereabouts.records.trust.changes.interests import NotYourOwn, approve_interest, declare_interest
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
    "Answer", "NotAnAgreement", "NotYet", "NotYourOwn", "amend", "answer_dpia", "approve_interest", "ask", "begin_dpia",
    "bring_in_force", "call_for_review", "clear", "declare_interest", "draft", "expire", "finish_dpia", "name_signatory", "narrow",
    "review", "revise", "send_back", "sign", "suspend", "terminate",
]  # fmt: skip
