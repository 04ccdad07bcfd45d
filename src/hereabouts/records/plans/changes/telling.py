"""How somebody tells of an action, signed in or by link: kept as they type, sent once, and nobody's words written over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.telling import Words
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans import by_link, reads
from hereabouts.records.plans.changes.actions import NoReason, reach_milestone, update_action
from hereabouts.records.plans.changes.proofs import kept
from hereabouts.records.plans.changes.returns import alone, submit_return
from hereabouts.records.plans.models import Action, AskedOf, Return, ReturnDraft, ReturnLink

Added = tuple[Iterable[bytes], str]  # the parts of a file that shows what is told, and what can be seen in it


@change("return.submit", about="link", step="opened")
def opened(*, by: Actor, on: date, link: ReturnLink) -> ReturnLink:
    """Write down that a link was opened for the first time, so that whoever asked can tell silence from a lost e-mail."""
    if link.opened_at is None:
        link.opened_at = timezone.now()
        link.save(update_fields=["opened_at"])
    return link


@change("return.submit", about="action", step="kept for later")
def keep_draft(
    *,
    by: Actor,
    on: date,
    action: Action,
    period: str,
    words: Words,
    seen: str,
    link: ReturnLink | None = None,
    browser: str = "",
    file: Added | None = None,
) -> reads.Standing:
    """Keep what is written of an action until it is sent. OthersWords where somebody else wrote since ``seen``."""
    _by_this_link(link, action, on, browser)
    alone(action, period, seen, by_link.teller(link, by), by)
    _shown_by(file, action, period, by, on)
    draft, _ = ReturnDraft.objects.get_or_create(action=action, period=period)
    draft.words, draft.number = asdict(words), draft.number + 1
    draft.whose, draft.who, draft.saved_at = by_link.teller(link, by), by.name, timezone.now()
    draft.save()
    return reads.standing(action, period)


@change("return.submit", about="action")
def tell(
    *,
    by: Actor,
    on: date,
    action: Action,
    period: str,
    words: Words,
    seen: str,
    link: ReturnLink | None = None,
    browser: str = "",
    file: Added | None = None,
) -> Return:
    """Send what is told of an action for a period: the milestones reached, its state, and the return with its letter.

    OthersWords where somebody else wrote since ``seen``. By link each action is told once, and the last one ends the link.
    """
    _by_this_link(link, action, on, browser)
    alone(action, period, seen, by_link.teller(link, by), by)
    _shown_by(file, action, period, by, on)
    for milestone in [m for m in action.milestones.all() if str(m.pk) in words.milestones and m.done_on is None]:
        reach_milestone(by=by, on=on, action=action, milestone=milestone)
    if words.state and words.state != action.state:
        update_action(by=by, on=on, action=action, state=words.state, told=words.narrative, proof=words.evidence)
    told: Return = submit_return.__wrapped__(  # its entry is this one
        by=by, on=on, action=action, period=period, narrative=words.narrative, next=words.next,
        help_needed=words.help_needed, evidence=words.evidence,
    )  # fmt: skip
    if link is not None:
        _told_by(link, action)
    return told


def _shown_by(file: Added | None, action: Action, period: str, by: Actor, on: date) -> None:
    if file is not None:
        kept(action, period, file[0], file[1], by=by, on=on)


def _by_this_link(link: ReturnLink | None, action: Action, on: date, browser: str) -> None:
    """Hold the link and look at it once more: of two at the same moment the second is a replay. The first browser binds it."""
    if link is None:
        return
    link.hold()
    by_link.good(link, on=on, browser=browser)
    asked = AskedOf.objects.filter(link=link, action=action).first()
    if asked is None or asked.told_at:
        raise NoReason("You have told of {ref} already. To change it, ask {whom}.", ref=action.ref,
                       whom=by_link.whom_to_ask(link, on=on))  # fmt: skip
    if not link.bound:
        link.bound = by_link.hashed(browser)
        link.save(update_fields=["bound"])


def _told_by(link: ReturnLink, action: Action) -> None:
    now = timezone.now()
    AskedOf.objects.filter(link=link, action=action).update(told_at=now)
    if not link.asked.filter(told_at=None).exists():
        link.used_at = now
        link.save(update_fields=["used_at"])
