"""How progress is told: a return for an action and a period, with the letter worked out, and its acceptance."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.telling import overtaken
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans import reads
from hereabouts.records.plans.changes.actions import NoReason
from hereabouts.records.plans.models import Action, Return, ReturnDraft


class OthersWords(Sentence):
    """Somebody else wrote about the same action meanwhile; ``standing`` is what they wrote. Nothing was written over."""

    def __init__(self, standing: reads.Standing) -> None:
        super().__init__(
            "{who} wrote about this meanwhile. Their words stand beside yours; nothing of either is lost.",
            who=standing.who,
        )
        self.standing = standing


def alone(action: Action, period: str, seen: str, whose: str, by: Actor) -> None:
    """Refuse to write over what somebody else wrote since a page was opened. The action is held, so nobody comes between.

    A return keeps the name of who sent it and no more: it is one's own by that.
    """
    standing = reads.standing(action, period)
    mine = standing.sent and standing.who == by.name
    if not mine and overtaken(seen, standing.mark, whose=standing.whose, by=whose):
        raise OthersWords(standing)


@change("return.submit", about="action")
def submit_return(
    *,
    by: Actor,
    on: date,
    action: Action,
    period: str,
    narrative: str,
    next: str = "",
    help_needed: str = "",
    evidence: str = "",
    override: str = "",
    override_reason: str = "",
    seen: str | None = None,
) -> Return:
    """Tell of an action for a period. The letter is worked out (C21); another one needs a reason, and both print.

    Until it is accepted the same period may be told again. With ``seen``, the mark of what a page showed, nothing that
    somebody else wrote meanwhile is written over: OthersWords.
    """
    if seen is not None:
        alone(action, period, seen, by.id, by)
    if not narrative.strip():
        raise NoReason("Say in a sentence what was done.")
    if override and not override_reason.strip():
        raise NoReason("Say why you see it otherwise than the dates do. Both print.")
    before = Return.objects.filter(action=action, period=period).first()
    if before and before.state == "accepted":
        raise NoReason("The return for {period} is accepted. Tell what is new in the next one.", period=period)
    found = reads.progress_of(action, on=on, evidenced=bool(evidence.strip() or action.proof))
    row, _ = Return.objects.update_or_create(
        action=action, period=period,
        defaults={"place_id": action.place_id, "organisation_id": action.organisation_id, "narrative": narrative.strip(),
                  "next": next.strip(), "help_needed": help_needed.strip(), "evidence": evidence.strip(),
                  "brag": found.brag, "facts": asdict(found), "override": override if override != found.brag else "",
                  "override_reason": override_reason.strip(), "state": "submitted", "submitted_by": by.name,
                  "submitted_on": on, "checked_by": "", "checked_on": None, "remark": ""},
    )  # fmt: skip
    ReturnDraft.objects.filter(action=action, period=period).delete()
    return row


@change("return.accept", about="return_")
def accept_return(*, by: Actor, on: date, return_: Return, back: bool = False, remark: str = "") -> Return:
    """Accept a return, or send it back with a remark that says what is missing. Accepting twice changes nothing."""
    if back and not remark.strip():
        raise NoReason("Say what is missing, so that it can be mended.")
    if return_.state == "accepted" and not back:
        return return_
    return_.state = "sent back" if back else "accepted"
    return_.checked_by, return_.checked_on, return_.remark = by.name, on, remark.strip()
    return_.save(update_fields=["state", "checked_by", "checked_on", "remark"])
    return return_
