"""Working on a referral until it is decided: trying to reach the family, pausing the clock, saying that a family came before."""

from __future__ import annotations

from datetime import date, datetime

from hereabouts.core.families.reaching import refuse_unsafe
from hereabouts.core.families.triage import PAUSES
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import ClockPause, ContactAttempt, Referral
from hereabouts.records.families.others import address_kept
from hereabouts.records.ledger.changes import change


class NotPaused(Sentence):
    """A pause without its reason, or of a clock that does not run."""


class NotTheSame(Sentence):
    """Two referrals that cannot be of one household."""


@change("referral.try_contact", purpose=PURPOSE, keeps=("mode", "outcome"))
def try_contact(
    *, by: Actor, on: date, at: datetime, referral: Referral, mode: str, outcome: str, note: str = "", once: str = ""
) -> ContactAttempt:
    """Write down that somebody tried to reach a family, how, and what came of it (X-24).

    Raises NotTried for a letter or a visit where nobody may learn the address (X-13).
    """
    refuse_unsafe(mode, outcome, protected=address_kept(referral))
    told = {"mode": mode, "outcome": outcome, "note": note.strip(), "tried_at": at, "tried_by": by.name}
    if not once:
        return ContactAttempt.objects.create(referral=referral, **told)
    return ContactAttempt.objects.get_or_create(referral=referral, once=once, defaults=told)[0]


@change("referral.pause", purpose=PURPOSE, keeps=("reason",), step="pause")
def pause(*, by: Actor, on: date, at: datetime, referral: Referral, reason: str) -> ClockPause:
    """Stop the clock while nobody can go on, and say what is waited for. Pausing twice is one pause."""
    if reason not in PAUSES:
        raise NotPaused("Say what you wait for.", field="reason")
    if referral.state == "decided":
        raise NotPaused("This referral is decided: its clock has stopped.")
    told = {"reason": reason, "since": at, "paused_by": by.name}
    return ClockPause.objects.get_or_create(referral=referral, until=None, defaults=told)[0]


@change("referral.pause", about="referral", purpose=PURPOSE, step="resume")
def resume(*, by: Actor, on: date, at: datetime, referral: Referral) -> Referral:
    """Let the clock run on."""
    for paused in referral.pauses.filter(until=None):
        paused.until, paused.resumed_by = max(at, paused.since), by.name
        paused.save(update_fields=["until", "resumed_by"])
    return referral


@change("referral.recognise", purpose=PURPOSE, step="same")
def recognise(*, by: Actor, on: date, referral: Referral, earlier: Referral) -> Referral:
    """Say that a household was referred before: it joins no record, and lets coming again be counted (C20)."""
    if earlier.pk == referral.pk or (earlier.received_at, earlier.ref) > (referral.received_at, referral.ref):
        raise NotTheSame("Only an earlier referral can be of the same household. Say it on the later one.")
    referral.earlier = earlier
    referral.save(update_fields=["earlier"])
    return referral


@change("referral.recognise", purpose=PURPOSE, step="not the same")
def unrecognise(*, by: Actor, on: date, referral: Referral) -> Referral:
    """Take back that a household was referred before."""
    referral.earlier = None
    referral.save(update_fields=["earlier"])
    return referral
