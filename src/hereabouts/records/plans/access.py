"""The doors to plans, outcomes, actions and returns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, QuerySet

from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.core.sentences import Sentence, meant
from hereabouts.records.ledger.access import NotFound, one, seen
from hereabouts.records.plans.models import (
    Action,
    CityContribution,
    Framework,
    Occurrence,
    Offer,
    Outcome,
    PartnerRequest,
    Plan,
    PlanVersion,
    Return,
)

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class UnknownPlan(Sentence):
    """A plan asked for by a reference or title that none has."""


def visible(actor: Actor, *, on: date, verb: str = "see") -> QuerySet[Plan]:
    """Give the plans the actor may see, or do something else with: ``verb="draft"`` gives those they may write in."""
    return seen(Plan.objects.select_related("place", "parent", "organisation"), actor, on=on, verb=verb)


def find(actor: Actor, id: object, *, on: date, verb: str = "see") -> Plan:
    """Give one plan; NotFound when it is absent or not the actor's (to see, or to do what ``verb`` says)."""
    return one(Plan.objects.select_related("place", "parent", "organisation"), actor, id, on=on, verb=verb)


def writes(actor: Actor, plan: Plan, *, on: date, verb: str = "draft") -> bool:
    """Say whether the actor writes in this plan: a plan of residents is written by the group that holds its pen alone."""
    ours = plan.organisation_id is None or str(plan.organisation_id) == actor.organisation
    return ours and visible(actor, on=on, verb=verb).filter(pk=plan.pk).exists()


def find_version(actor: Actor, id: UUID, *, on: date) -> PlanVersion:
    """Give one frozen version of a plan the actor may see; NotFound when it is absent or not theirs."""
    found = PlanVersion.objects.filter(pk=id, plan__in=visible(actor, on=on)).select_related("plan__place").first()
    if found is None:
        raise NotFound
    return found


def requests(actor: Actor, *, on: date, verb: str = "see") -> QuerySet[PartnerRequest]:
    """Give what plans ask of partners: all the actor may see, or with ``verb="update"`` those they may answer."""
    return seen(PartnerRequest.objects.select_related("organisation", "plan"), actor, on=on, verb=verb)


def called(actor: Actor, name: str, *, on: date) -> Plan:
    """Give the plan with that reference or title; UnknownPlan names those there are."""
    rows = visible(actor, on=on)
    found = rows.filter(ref__iexact=name.strip()).first() or rows.filter(title__iexact=name.strip()).first()
    if found is None:
        known = "; ".join(f"{plan.ref} {plan.title}" for plan in rows[:10])
        near = meant(name, [*(plan.title for plan in rows), *(plan.ref for plan in rows)])
        raise UnknownPlan(
            "No plan is called “{name}”.{near} Plans: {known}.", name=name, near=near, known=known or "none yet"
        )
    return found


def outcomes(actor: Actor, *, on: date) -> QuerySet[Outcome]:
    """Give the outcomes the actor may see."""
    return seen(Outcome.objects.all(), actor, on=on)


def find_outcome(actor: Actor, id: object, *, on: date, verb: str = "see") -> Outcome:
    """Give one outcome; NotFound when it is absent or not the actor's (to see, or to do what ``verb`` says)."""
    return one(Outcome.objects.select_related("place"), actor, id, on=on, verb=verb)


def frameworks(actor: Actor, *, on: date) -> QuerySet[Framework]:
    """Give the visions and values the actor may see."""
    return seen(Framework.objects.all(), actor, on=on)


def contributions(actor: Actor, *, on: date) -> QuerySet[CityContribution]:
    """Give what places give to priorities of the city, as far as the actor may see it."""
    return seen(CityContribution.objects.select_related("aim"), actor, on=on)


def actions(actor: Actor, *, on: date, verb: str = "see") -> QuerySet[Action]:
    """Give the actions the actor may see, or do something else with: ``verb="update"`` gives those they answer for."""
    return seen(Action.objects.select_related("plan", "organisation", "lead", "place"), actor, on=on, verb=verb)


def find_action(actor: Actor, id: object, *, on: date, verb: str = "see") -> Action:
    """Give one action; NotFound when it is absent or not the actor's (to see, or to do what ``verb`` says)."""
    return one(Action.objects.select_related("plan", "organisation", "lead", "place"), actor, id, on=on, verb=verb)


def offers(actor: Actor, *, on: date, verb: str = "see") -> QuerySet[Offer]:
    """Give the offers the actor may see, or with ``verb="update"`` those they may write in."""
    return seen(Offer.objects.select_related("organisation", "place", "action"), actor, on=on, verb=verb)


def find_offer(actor: Actor, id: object, *, on: date, verb: str = "see") -> Offer:
    """Give one offer; NotFound when it is absent or not the actor's (to see, or to do what ``verb`` says)."""
    return one(Offer.objects.select_related("organisation", "place", "action"), actor, id, on=on, verb=verb)


def find_occurrence(actor: Actor, id: UUID, *, on: date, verb: str = "see") -> Occurrence:
    """Give one session of an offer the actor may see, or write in; NotFound when it is absent or not theirs."""
    found = (
        Occurrence.objects.filter(pk=id, offer__in=offers(actor, on=on, verb=verb))
        .select_related("offer__place")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def speaks_for(actor: Actor, place: Place, *, on: date) -> bool:
    """Say whether the actor begins plans for the whole place, and not only those of their own group."""
    return bool(may(actor, "draft", Subject("plan", place=str(place.pk)), on))


def may_run(actor: Actor, place: Place, organisations: Iterable[Any], *, on: date) -> list[Any]:
    """Give the organisations whose offers the actor may write here: their own, or all where they speak for the place."""
    return [
        one for one in organisations
        if may(actor, "update", Subject("action", place=str(place.pk), organisation=str(one.id)), on)
    ]  # fmt: skip


def returns(actor: Actor, *, on: date, verb: str = "see") -> QuerySet[Return]:
    """Give the progress returns the actor may see, or do something else with: ``verb="accept"`` gives those to check."""
    return seen(Return.objects.select_related("action"), actor, on=on, verb=verb)


def find_return(actor: Actor, id: object, *, on: date) -> Return:
    """Give one return; NotFound when it is absent or not the actor's."""
    return one(Return.objects.select_related("action"), actor, id, on=on)


def newest_here(actor: Actor, place: Place, *, on: date) -> UUID | None:
    """Give the id of the plan of a place that holds now: the newest that goes on, by the day it was agreed; None without one."""
    rows = (
        visible(actor, on=on)
        .filter(place=place)
        .exclude(state="closed")
        .order_by(F("agreed_on").desc(nulls_last=True), "ref")
    )
    return rows.values_list("pk", flat=True).first()
