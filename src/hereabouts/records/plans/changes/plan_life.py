"""What is written of a plan while it lives: its problem and its end, what was said of its draft, what it asks of partners."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.kinds import ANSWERS, TESTED
from hereabouts.core.plans.lived import EQUAL, PARTS
from hereabouts.records.ledger.changes import NotAllowed, change
from hereabouts.records.plans.changes.plans import NotComplete, holds_the_pen
from hereabouts.records.plans.models import Assumption, LinkedProgramme, PartnerRequest, Plan, Representation

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation


@change("plan.draft", about="plan")
def describe(
    *,
    by: Actor,
    on: date,
    plan: Plan,
    vision: str = "",
    problem: str = "",
    exit: str = "",
    mainstreaming: str = "",
    coproduced: str = "",
    coproduced_words: str = "",
) -> Plan:
    """Say what a plan wants, for which problem and cause, how it ends and who takes on what worked, and how far residents wrote it."""
    holds_the_pen(by, plan)
    if coproduced and coproduced not in PARTS:
        raise NotComplete("Say how far residents wrote it, from none to led.")
    if coproduced in PARTS[EQUAL:] and not coproduced_words.strip():
        raise NotComplete("Say who of the residents wrote it, as a group, and how.")
    now = {
        "vision": vision,
        "problem": problem,
        "exit": exit,
        "mainstreaming": mainstreaming,
        "coproduced_words": coproduced_words,
    }
    for name, words in now.items():
        setattr(plan, name, words.strip())
    plan.coproduced = coproduced
    plan.save(update_fields=[*now, "coproduced"])
    return plan


@change("plan.draft", about="plan")
def receive_representation(
    *, by: Actor, on: date, plan: Plan, consultee: str, text: str, received_on: date | None = None
) -> Representation:
    """Write down what a body or a group said of a draft. Until it is answered the plan is not agreed (X-25)."""
    holds_the_pen(by, plan)
    if plan.state not in {"draft", "consulting", "under review"}:
        raise NotComplete(
            "{title} is {state}. Put it under review, and then hear what is said of it.",
            title=plan.title,
            state=plan.state,
        )
    if (received_on or on) > on:
        raise NotComplete("It cannot have been received tomorrow.")
    return Representation.objects.create(
        plan=plan, consultee=_said(consultee, "Say who said it: a body or a group."), text=_said(text, "Write down what was said."),
        received_on=received_on or on,
    )  # fmt: skip


@change("plan.draft", about="plan")
def answer_representation(
    *, by: Actor, on: date, plan: Plan, representation: Representation, response: str, changed: bool = False
) -> Representation:
    """Answer a representation, and say whether the plan was changed because of it."""
    holds_the_pen(by, plan)
    _of(plan, representation)
    representation.response = _said(response, "Answer in a sentence. “No, because” is an answer.")
    representation.changed, representation.answered_by, representation.answered_on = changed, by.name, on
    representation.save()
    return representation


@change("plan.draft", about="plan")
def ask_partner(
    *, by: Actor, on: date, plan: Plan, organisation: Organisation, what: str, needed_by: date | None = None
) -> PartnerRequest:
    """Ask a partner for what a plan needs of it: a room, an officer's time, a bus stop. The partner answers on the plan (D-108)."""
    holds_the_pen(by, plan)
    return PartnerRequest.objects.create(
        plan=plan, place_id=plan.place_id, organisation=organisation, what=_said(what, "Say what you ask for."),
        asked_by=by.name, asked_on=on, needed_by=needed_by,
    )  # fmt: skip


@change("action.update", about="request")
def answer_request(*, by: Actor, on: date, request: PartnerRequest, answer: str, words: str) -> PartnerRequest:
    """Answer for the partner that is asked: yes, in part or no, with what it will do or why not."""
    if str(request.organisation_id) != by.organisation:
        raise NotAllowed("{name} is asked, and answers for itself.", name=request.organisation.name)
    if answer not in ANSWERS:
        raise NotComplete("Answer yes, in part or no.")
    request.answer, request.words = answer, _said(words, "Say what you will do and by when, or why not.")
    request.answered_by, request.answered_on = by.name, on
    request.save()
    return request


@change("plan.draft", about="plan")
def assume(*, by: Actor, on: date, plan: Plan, words: str, whom: str = "") -> Assumption:
    """Write down what a plan takes for true, what will not work here among it, to be tested when it is reviewed (I-16)."""
    holds_the_pen(by, plan)
    return Assumption.objects.create(plan=plan, words=_said(words, "Say what is taken for true."), whom=whom.strip())


@change("plan.draft", about="plan")
def review_assumption(*, by: Actor, on: date, plan: Plan, assumption: Assumption, held: str, found: str) -> Assumption:
    """Say what the review found of an assumption: it held, it failed, or in part."""
    holds_the_pen(by, plan)
    _of(plan, assumption)
    if held not in TESTED:
        raise NotComplete("Say whether it held, failed, or held in part.")
    assumption.held, assumption.found, assumption.tested_on = held, _said(found, "Say what was found, and where."), on
    assumption.save()
    return assumption


@change("plan.draft", about="plan")
def link_programme(
    *, by: Actor, on: date, plan: Plan, name: str, overlap: str, funder: str = "", measures: str = "",
    partners: Iterable[Organisation] = (),
) -> LinkedProgramme:  # fmt: skip
    """Say which programme a plan goes with, who funds it, who is in both, where they overlap and what both measure (L-22)."""
    holds_the_pen(by, plan)
    row, _ = LinkedProgramme.objects.update_or_create(
        plan=plan, name=_said(name, "Name the programme."),
        defaults={"overlap": _said(overlap, "Say where the two overlap."), "funder": funder.strip(), "measures": measures.strip()},
    )  # fmt: skip
    row.partners.set(partners)
    return row


def _said(words: str, otherwise: str) -> str:
    if not words.strip():
        raise NotComplete(otherwise)
    return words.strip()


def _of(plan: Plan, part: Representation | Assumption) -> None:
    if part.plan_id != plan.pk:
        raise NotComplete("That belongs to another plan.")
