"""The steps of an agreement, none of them skipped: assessed, checked, signed by every party, in force, reviewed, ended."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import F, QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import listed
from hereabouts.core.trust.agreements import OPEN, NotYet, missing, step
from hereabouts.engines.definitions import assessment
from hereabouts.records.ledger.changes import NotAllowed, change
from hereabouts.records.trust import line
from hereabouts.records.trust.models import Agreement, Considered, Signing

# What must be said before anybody signs, as its form calls it.
NEEDED = {
    "flows": "what flows from whom to whom", "retention": "how long it is kept", "rights_contact": "whom people ask about their rights",
    "review_on": "the day of its review",
}  # fmt: skip


@change("agreement.draft", about="agreement", step="begin DPIA")
def begin_dpia(*, by: Actor, on: date, agreement: Agreement) -> Agreement:
    """Begin the impact assessment. From here on the text is not changed."""
    return _take(agreement, "begin DPIA")


@change("agreement.draft", about="agreement", step="answer DPIA")
def answer_dpia(*, by: Actor, on: date, agreement: Agreement, step: str, words: str) -> Considered:
    """Answer one step of the impact assessment; a newer answer takes the place of an older one."""
    if agreement.state != "DPIA":
        raise NotYet("{ref} is {state}: its impact assessment is not open.", ref=agreement.ref, state=agreement.state)
    if step not in {asked["id"] for asked in assessment()} or not words.strip():
        raise NotYet("Write an answer to one of the steps of the assessment.")
    facts = {"words": words.strip(), "by": by.name, "on": on}
    made, _ = Considered.objects.update_or_create(agreement=agreement, step=step, defaults=facts)
    return made


@change("agreement.draft", about="agreement", step="finish DPIA")
def finish_dpia(*, by: Actor, on: date, agreement: Agreement) -> Agreement:
    """Hand the agreement to the legal check, once every step of the assessment is answered."""
    step(agreement.ref, agreement.state, "finish DPIA")
    answered = set(agreement.considered.values_list("step", flat=True))
    left = [asked["label"] for asked in assessment() if asked["id"] not in answered]
    if left:
        raise NotYet("The impact assessment of {ref} still needs: {left}.", ref=agreement.ref, left=listed(left))
    return _take(agreement, "finish DPIA")


@change("agreement.draft", about="agreement", keeps=("reason",), step="send back")
def send_back(*, by: Actor, on: date, agreement: Agreement, reason: str) -> Agreement:
    """Make it a draft again, with why. Whoever had signed signs anew: nobody is held to another text."""
    if not reason.strip():
        raise NotYet("Say why {ref} goes back.", ref=agreement.ref)
    agreement.cleared_on = None
    agreement.save(update_fields=["cleared_on"])
    agreement.signings.update(signed_at=None)
    return _take(agreement, "send back")


@change("agreement.clear", about="agreement", keeps=("words",))
def clear(*, by: Actor, on: date, agreement: Agreement, words: str) -> Agreement:
    """Say that the legal check is done and what it found: from now on the parties can sign."""
    step(agreement.ref, agreement.state, "sign")
    left = missing(vars(agreement), NEEDED)
    named = set(_who_are_there(agreement).values_list("organisation", flat=True))
    left += [f"who signs for {party.name}, on what basis" for party in agreement.parties.all() if party.pk not in named]
    if left or not words.strip():
        raise NotYet(
            "{ref} still needs: {left}.", ref=agreement.ref, left=listed(left or ["what the legal check found"])
        )
    agreement.cleared_on, agreement.cleared = on, words.strip()
    agreement.save(update_fields=["cleared_on", "cleared"])
    return agreement


@change("agreement.sign", about="agreement")
def sign(*, by: Actor, on: date, at: datetime, agreement: Agreement) -> Agreement:
    """Sign for the organisation one is at that day. With the last signature it is signed; it opens nothing until in force."""
    step(agreement.ref, agreement.state, "sign")
    if agreement.cleared_on is None:
        raise NotYet("The legal check of {ref} is not done. It can be signed after that.", ref=agreement.ref)
    mine = _who_are_there(agreement).filter(signatory=by.id).first()
    if mine is None:
        raise NotAllowed(
            "{name} is not named to sign {ref} for the organisation that they work for today. Send it back and name somebody.",
            name=by.name, ref=agreement.ref,
        )  # fmt: skip
    if mine.signed_at is None:
        mine.signed_at = at
        mine.save(update_fields=["signed_at"])
    waits = agreement.signings.filter(signed_at=None).exists()
    return agreement if waits else _take(agreement, "sign")


def _who_are_there(agreement: Agreement) -> QuerySet[Signing]:
    """Give the signings whose signatory still is at the organisation they were named for."""
    return agreement.signings.filter(signatory__organisation=F("organisation"))


@change("agreement.bring_in_force", about="agreement")
def bring_in_force(*, by: Actor, on: date, agreement: Agreement) -> Agreement:
    """Put a signed agreement in force: between its days, exactly what its clauses name may flow. Twice changes nothing.

    Every version before it, on whatever branch, ends the day before this one begins: what they opened more does not stay
    open beside it. So one whose next version is in force already comes in force no more.
    """
    if agreement.state == "in force":
        return agreement
    newer = line.in_its_place(agreement, on=on)
    if newer is not None:
        raise NotYet("{newer} has taken the place of {ref}.", newer=newer.ref, ref=agreement.ref)
    made = _take(agreement, "bring in force")
    for one in line.before(made):
        if one.state in {*OPEN, "suspended", "signed"} and one.ends_on >= made.starts_on:
            supersede(by=by, on=on, agreement=one, newer=made.ref, begins=made.starts_on)
    return made


@change("agreement.bring_in_force", about="agreement", keeps=("newer", "begins"), step="supersede")
def supersede(*, by: Actor, on: date, agreement: Agreement, newer: str, begins: date) -> Agreement:
    """End a version because the next one takes its place: the day before that begins, or now where it has begun."""
    if begins <= max(on, agreement.starts_on):
        return _take(agreement, "terminate")
    agreement.ends_on = begins - timedelta(days=1)
    agreement.save(update_fields=["ends_on"])
    return agreement


@change("agreement.suspend", about="agreement", keeps=("reason",), step="suspend")
def suspend(*, by: Actor, on: date, agreement: Agreement, reason: str) -> Agreement:
    """Stop everything the agreement allows, from the next request on. The reason stands on its page and in the trail."""
    if not reason.strip():
        raise NotYet("Say why {ref} is suspended.", ref=agreement.ref)
    return _take(agreement, "suspend")


@change("agreement.suspend", about="agreement", keeps=("reason",), step="terminate")
def terminate(*, by: Actor, on: date, agreement: Agreement, reason: str) -> Agreement:
    """End the agreement for good. What it opened is shut from the next request on, and nothing brings it back."""
    if not reason.strip():
        raise NotYet("Say why {ref} is terminated.", ref=agreement.ref)
    return _take(agreement, "terminate")


@change("agreement.review", about="agreement", keeps=("words",))
def review(*, by: Actor, on: date, agreement: Agreement, words: str, review_on: date) -> Agreement:
    """Write down what the review found, and when the next one is."""
    step(agreement.ref, agreement.state, "review")
    if not words.strip() or not on < review_on <= agreement.ends_on:
        raise NotYet(
            "Write what the review of {ref} found, and a next one after today and not after its last day.",
            ref=agreement.ref,
        )
    agreement.review_on = review_on
    agreement.save(update_fields=["review_on"])
    return _take(agreement, "review")


@change("agreement.age", about="agreement", step="call for review")
def call_for_review(*, by: Actor, on: date, agreement: Agreement) -> Agreement:
    """Mark that the day of the review has come. It opens what it opened."""
    return _take(agreement, "call for review")


@change("agreement.age", about="agreement", step="expire")
def expire(*, by: Actor, on: date, agreement: Agreement) -> Agreement:
    """Mark an agreement whose last day is over. It opened nothing since midnight, whether this was run or not."""
    if on <= agreement.ends_on:
        raise NotYet("{ref} runs to {day:%-d %B %Y}.", ref=agreement.ref, day=agreement.ends_on)
    return _take(agreement, "expire")


def _take(agreement: Agreement, taken: str) -> Agreement:
    agreement.state = step(agreement.ref, agreement.state, taken)
    agreement.save(update_fields=["state"])
    return agreement
