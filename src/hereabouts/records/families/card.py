"""The triage card: everything about one referral that its reader may see, field by field, and why."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import prefetch_related_objects

from hereabouts.core.families import sheets, triage
from hereabouts.core.families.reaching import CAME_OF_IT, MODES
from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.records.families import access, others, reads
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.connected import lists_of
from hereabouts.records.families.models import ContactAttempt, Person, Referral, TriageDecision
from hereabouts.records.families.told import Attempt, Card, Question, Recorded
from hereabouts.records.ledger.changes import looked
from hereabouts.records.ledger.reads import named, opened
from hereabouts.records.places.reads import working_calendar


def card(actor: Actor, referral: Referral, *, on: date, now: datetime) -> Card:
    """Describe one referral to who triages it, and leave an entry that they looked."""
    prefetch_related_objects([referral], "answers", "attempts", "decisions", "pauses")
    fields = others.fields_of(actor, referral, on=on)
    looked(actor, [referral], on=on, purpose=PURPOSE, fields=sorted(fields or sheets.REFERRAL))
    may_see = lambda field: fields is None or field in fields  # noqa: E731 - read often below
    people = list(referral.household.people.all()) if may_see("people") else []
    there = others.working_with(actor, referral, on=on)
    calendar = working_calendar(referral.place_id)
    waiting = others.pairs(actor, on=on, referral=referral)
    stubs = list(access.stubs(actor, on=on).filter(pk__in=[o.stub for o in there]).select_related("organisation"))
    answers = {a.question: a for a in referral.answers.all()} if may_see("safety") else {}
    home = others.home_of(referral)
    return Card(
        id=referral.pk, ref=referral.ref, place=referral.place.name, source=referral.source, received_at=referral.received_at,
        state=referral.state, restricted=referral.sensitivity == Sensitivity.RESTRICTED,
        named=len(named(referral.KIND, str(referral.pk))), heading=reads.heading(people) or referral.ref,
        people=tuple(person_said(p, on) for p in people), address=home if may_see("address") else "",
        address_kept=others.address_kept(referral),
        safe_contact=referral.safe_contact if may_see("safe_contact") else "",
        not_when=referral.not_when if may_see("safe_contact") else "",
        must_not_know=referral.must_not_know if may_see("safe_contact") else "",
        attempts=tuple(_attempt(a) for a in referral.attempts.all()) if may_see("attempts") else (),
        immediate_danger=referral.immediate_danger,
        safety=tuple(question(key, words, answers.get(key)) for key, words in triage.QUESTIONS.items()) if may_see("safety") else (),
        screened_at=referral.screened_at, screened_by=referral.screened_by,
        unanswered=len(triage.unanswered(reads.screened(referral))), worry=referral.worry if may_see("worry") else "",
        topics=reads.labels(referral.topics) if may_see("worry") else (),
        topic_codes=tuple(referral.topics) if may_see("worry") else (),
        framed=reads.framed(referral.place_id, referral.topics) if may_see("worry") else ("", ()),
        going_well=referral.going_well if may_see("going_well") else "", wants=referral.wants if may_see("wants") else "",
        agreement=referral.agreement_to_help if may_see("agreement") else "",
        agreed_on=referral.agreed_on if may_see("agreement") else None,
        lawful_basis=referral.lawful_basis, baseline=_baseline(referral) if may_see("baseline") else (),
        clock=reads.clock_of(referral, now, calendar), clock_rule=triage.clock_rule(calendar),
        advice=reads.advice_for(referral, len(there)), others=tuple(there), same_support=tuple(others.same_support(there)),
        pairs=tuple(waiting), steps=tuple(_step(d, may_see) for d in referral.decisions.all()),
        shown_because=tuple(others.shown_because(actor, [referral.subject()], on=on)),
        others_because=tuple(others.shown_because(actor, [s.subject() for s in stubs], on=on)),
        withheld=others.withheld(actor, stubs, on=on), withheld_here=sheets.withheld(sheets.REFERRAL, fields),
        opened_by=_openers(referral),
        namesakes=tuple(others.namesakes(actor, referral, on=on)) if may_see("people") else (),
        connected=lists_of(actor, referral.place_id, on=on),
    )  # fmt: skip


def _openers(referral: Referral) -> int:
    return len(opened(str(referral.pk)))


def _attempt(row: ContactAttempt) -> Attempt:
    return Attempt(MODES[row.mode], CAME_OF_IT[row.outcome], row.note, row.tried_at, row.tried_by)


def question(key: str, words: str, answer) -> Question:
    """Give one safety question with its answer as it stands."""
    said = answer.answer if answer else ""
    return Question(key, words, said, answer.note if answer else "", said not in {"yes", "no"})


def _step(d: TriageDecision, may_see) -> Recorded:
    shared = may_see("shared")
    return Recorded(
        d.route if may_see("route") else "", d.why if may_see("why") else "", d.done if may_see("done") else "", d.level,
        d.shared if shared else "", d.not_shared if shared else "", d.not_shared_test if shared else "", d.decided_at, d.decided_by,
    )  # fmt: skip


def _baseline(referral: Referral) -> tuple[tuple[str, str], ...]:
    return (
        ("The household", f"{referral.household.ref}, {referral.household_known}"),
        ("Work at first contact", referral.work),
        ("Priority family group", referral.priority_group),
    )


LIVES_SAID = {"elsewhere": "lives elsewhere", "part of the time": "here part of the time"}


def person_said(person: Person, on: date) -> tuple[str, str]:
    """Say who somebody is: their name, how they are related, whether they live here, their age and their language."""
    age = on.year - person.dob.year - ((on.month, on.day) < (person.dob.month, person.dob.day)) if person.dob else None
    parts = [
        person.relation,
        LIVES_SAID.get(person.lives, ""),
        "age not known" if age is None else str(age),
        f"speaks {person.language}" if person.language else "",
    ]
    return f"{person.first_name} {person.surname}".strip(), ", ".join(p for p in parts if p)
