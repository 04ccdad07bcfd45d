"""Somebody agrees to something, says no, or does not want to say. Each is kept; only a yes opens anything."""

from __future__ import annotations

from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.consent import YES, Agreed, checked, reaches, stands
from hereabouts.engines.definitions import consent_kinds
from hereabouts.records.voice.changes.taking_back import take
from hereabouts.records.voice.models import Consent, Participant


def agree(who: Participant, told: str | Agreed, *, by: Actor, on: date, since: date) -> None:
    """Note what somebody answered, from the day they spoke. What they took back they may give again; a later no takes back what they gave.

    A kind alone is a yes, for the audience the form offers first. Call it inside a change.
    """
    one = checked(told if isinstance(told, Agreed) else Agreed(told), consent_kinds())
    kept = Consent.objects.filter(participant=who, kind=one.kind).first()
    standing = kept is not None and stands(kept, max(on, kept.given_on or on))
    if standing and one.answer != YES:
        take(who, one.kind, by=by, on=on, how="officer")
    if standing and one.answer == YES and (kept.audience, kept.until) == (one.audience, one.until):
        return
    if kept is not None and one.answer == YES and _said_since(kept, who, since):
        return
    if standing and one.answer == YES and not reaches(one.audience, kept.audience):
        take(who, one.kind, by=by, on=on, how="officer")  # printed for more than they agree to now
    Consent.objects.update_or_create(
        participant=who, kind=one.kind,
        defaults={
            "answer": one.answer, "audience": one.audience, "until": one.until, "withdrawn_on": None,
            "given_on": since if one.answer == YES else None,
        },
    )  # fmt: skip


def _said_since(kept: Consent, who: Participant, since: date) -> bool:
    """Say whether what is kept is newer than a yes: taken back on that day or since, or spoken after it.

    A phone may send late what it heard, and nobody can tell which came first on one day: what was taken back stays so.
    """
    taken = kept.withdrawn_on is not None and kept.withdrawn_on >= since
    return taken or (kept.answer != YES and who.contributions.filter(withdrawn_on=None, heard_on__gt=since).exists())
