"""Putting right what a record says of a family. What stood there before is not kept: it was wrong, and it was theirs."""

from __future__ import annotations

from datetime import date

from hereabouts.core.ledger import Actor, may
from hereabouts.core.sentences import Sentence
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Referral
from hereabouts.records.ledger.changes import change, looked

TOLD = {"worry": "The worry", "going_well": "What is going well", "wants": "What they want"}
SAID_OF = {"first_name": "first name", "surname": "surname", "dob": "date of birth", "language": "language"}
MUST = ("worry", "first_name")  # what a record cannot be without


class NotCorrected(Sentence):
    """A correction of something that is not there, or with nothing to put in its place."""


def correctable(actor: Actor, referral: Referral, *, on: date) -> dict[str, str]:
    """Give what the actor may put right on a referral found at its door, with its name; and leave an entry that they looked."""
    found = _open_to(actor, referral, on)
    looked(actor, [referral], on=on, purpose=PURPOSE, verb="correct", fields=sorted({_field(what) for what in found}))
    return found


def _open_to(actor: Actor, referral: Referral, on: date) -> dict[str, str]:
    """Keep what the clause shows them: nobody puts right what they may not read."""
    fields = may(actor, "correct", referral.subject(), on, purpose=PURPOSE).fields
    people = referral.household.people.all()
    all_ = TOLD | {f"{p.pk}:{name}": f"{p.first_name}: {words}" for p in people for name, words in SAID_OF.items()}
    return {what: words for what, words in all_.items() if fields is None or _field(what) in fields}


def _field(what: str) -> str:
    return "people" if ":" in what else what


@change("referral.correct", purpose=PURPOSE)
def correct(*, by: Actor, on: date, referral: Referral, what: str, words: str) -> Referral:
    """Put one thing right: what was told, or the name, birthday or language of somebody who lives there."""
    if what not in _open_to(by, referral, on):
        raise NotCorrected("Say what is put right.", field="what")
    whose, _, name = what.rpartition(":")
    if not words.strip() and name in MUST:
        raise NotCorrected("Say what it should be.", field="words")
    row = referral.household.people.get(pk=whose) if whose else referral
    setattr(row, name, _day(words) if name == "dob" else words.strip()[: row._meta.get_field(name).max_length])  # noqa: SLF001 - Django's documented way
    row.save(update_fields=[name])
    return referral


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip()) if words.strip() else None
    except ValueError:
        raise NotCorrected("“{words}” is no day. Write it as 2019-03-12.", field="words", words=words) from None
