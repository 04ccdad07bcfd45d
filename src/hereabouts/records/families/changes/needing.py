"""Deciding about the need list: a household is taken up or put off by a person, and a family can say that it stands wrong."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hereabouts.core.families.need_list import NotANeed, taken
from hereabouts.core.families.need_queue import place_of
from hereabouts.core.ledger import Actor
from hereabouts.engines.definitions import need_rules
from hereabouts.records.families import needs
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import NeedChallenge, NeedDecision, Referral
from hereabouts.records.ledger.changes import change


@change("need.decide", about="referral", purpose=PURPOSE)
def decide_need(
    *, by: Actor, on: date, at: datetime, referral: Referral, taken_up: bool, reason: str = ""
) -> NeedDecision:
    """Take a household up, or say "not now". Raises NoReason against the order without a reason.

    What was decided before stays; so a decision is taken back by another one.
    """
    rule, (rows, newest) = need_rules(), needs.rows(by, on=on)
    row = next((one for one in rows if one.ref == referral.ref), None)
    if row is None:
        raise NotANeed("This family is not on the list: nobody has assessed a need of it, or its work has ended.")
    place = place_of(row, rows, newest, rule, on=on)
    told = taken(row, place, 1, taken_up=taken_up, reason=reason, by=by.name, on=on)
    return NeedDecision.objects.create(
        referral=referral, taken_up=taken_up, against_order=told.against_order, reason=told.reason, stood=place,
        because=list(row.because), not_assessed=bool(row.not_assessed), rules=rule.version, decided_on=on, decided_at=at,
        decided_by=by.name,
    )  # fmt: skip


@change("need.challenge", about="referral", purpose=PURPOSE)
def challenge_need(*, by: Actor, on: date, referral: Referral, who: str, words: str) -> NeedChallenge:
    """Write down what a family says against where it stands. The clock to the answer starts today."""
    if not words.strip():
        raise NotANeed("Write down what they say, in their own words.", field="words")
    due = on + timedelta(days=need_rules().answer_within)
    return NeedChallenge.objects.create(
        referral=referral, who=who.strip(), words=words.strip(), made_on=on, due_on=due, written_by=by.name
    )


@change("need.answer", about="referral", purpose=PURPOSE)
def answer_challenge(
    *, by: Actor, on: date, referral: Referral, challenge: str, upheld: bool, answer: str
) -> NeedChallenge:
    """Answer a family's challenge with a reason, once. An upheld one moves nobody by itself: somebody assesses or decides anew."""
    found = needs.challenge_of(by, referral, challenge, on=on)
    if found is None or found.upheld is not None:
        raise NotANeed("There is no challenge of this family that waits for an answer.")
    if not answer.strip():
        raise NotANeed("Write down the reason. The family reads it.", field="answer")
    found.upheld, found.answer, found.answered_on, found.answered_by = upheld, answer.strip(), on, by.name
    found.save(update_fields=["upheld", "answer", "answered_on", "answered_by"])
    return found
