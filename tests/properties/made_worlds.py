"""Worlds made by chance out of one that has a row of everything: who holds what, where, for which case, until when; which agreement
is in which state; what is restricted, kept within, of whose interest; whose training ran out; where the glass was broken."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import IntegrityError, transaction

from hereabouts.core.ledger import Actor, Grant, Sensitivity
from hereabouts.core.trust.agreements import STATES
from hereabouts.records.families.models import Household, Referral
from hereabouts.records.ledger.changes import name_only
from hereabouts.records.ledger.models import Declaration
from hereabouts.records.ledger.record import Guarded
from hereabouts.records.partners.models import Course, RoleHeld, Training
from hereabouts.records.trust.models import Agreement, BrokenGlass, Clause, Interest
from tests.worlds import STAFF, TODAY

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/London"))
COURSE = "Sharing information"
GUARDED = sorted((m for m in apps.get_models() if issubclass(m, Guarded)), key=lambda m: m.__name__)
DEEDS = {
    "referral": ("screen", "decide", "restrict", "count"), "match": ("decide",), "pointer": ("acknowledge",), "extract": ("undo",),
    "letter": ("answer",), "plan": ("draft", "agree"), "action": ("update", "end"), "return": ("submit", "accept"),
    "report": ("accept",), "problem": ("update",), "agreement": ("draft", "sign", "suspend"), "own_table": ("import", "clear"),
    "release": ("approve",), "commitment": ("deliver",),
}  # fmt: skip


def shuffled(partnership, dice):
    """Change who and what everything is, for as long as the transaction lasts."""
    orgs = [None, *(o.pk for o in partnership.organisations.values())]
    places = [None, partnership.east.pk, partnership.west.pk]
    people = list(partnership.people.values())
    ids = [pk for model in GUARDED for pk in model.objects.values_list("pk", flat=True)]
    _things(dice, orgs, places, [str(p.pk) for p in people])
    _agreements(dice)
    _roles(dice, people, places, ids)
    _training(dice, people)
    _interests(dice, people, ids)
    _glass(dice, people)


def _day(dice):
    return TODAY + timedelta(dice.choice([-400, -2, -1, 0, 1, 2, 400]))


def _things(dice, orgs, places, names):
    for model in GUARDED:
        for thing in model.objects.all():
            facts = {"organisation_id": dice.choice([thing.organisation_id, *orgs])} if model is not Agreement else {}
            if model.PLACE_FIELD == "place_id" and model is not RoleHeld:
                facts["place_id"] = dice.choice([thing.place_id, *places])
            if dice.random() < 0.4:
                facts["sensitivity"] = dice.choice(list(Sensitivity))
            if model.WITHIN_FIELD:
                facts[model.WITHIN_FIELD] = dice.random() < 0.5
            try:
                with transaction.atomic():
                    model.objects.filter(pk=thing.pk).update(**facts)
            except IntegrityError:  # some rooms let a thing belong nowhere: then it stays as it was
                continue
            if facts.get("sensitivity") == Sensitivity.RESTRICTED:
                name_only(thing, dice.sample(names, dice.choice([0, 1, 3])))


def _agreements(dice):
    for made in Agreement.objects.all():
        made.state = dice.choice(["in force"] * 6 + list(STATES))
        made.starts_on, made.ends_on = (
            TODAY - timedelta(dice.choice([400, 1, 0, -1])),
            TODAY + timedelta(dice.choice([400, 1, 0])),
        )
        made.starts_on = min(made.starts_on, made.ends_on)
        made.save()
        made.parties.set(dice.sample(list(made.parties.all()), dice.choice([2, made.parties.count()])))
    for clause in Clause.objects.all():
        clause.requires = dice.choice([[], [], [COURSE]])
        clause.save()


def _roles(dice, people, places, ids):
    for held in RoleHeld.objects.all():
        held.place_id = dice.choice([held.place_id, held.place_id, *places])
        held.about = dice.choice([None, None, dice.choice(ids)])
        held.since, held.until = (
            TODAY - timedelta(dice.choice([400, 1, 0])),
            dice.choice([None, TODAY, TODAY + timedelta(30)]),
        )
        held.save()
    for who in people:
        RoleHeld.objects.create(
            account=who, role=dice.choice(list(STAFF)), place_id=dice.choice(places), about=dice.choice([None, dice.choice(ids)]),
            since=TODAY - timedelta(9), until=dice.choice([None, TODAY - timedelta(1), TODAY]), organisation=who.organisation,
        )  # fmt: skip


def _training(dice, people):
    course, _ = Course.objects.get_or_create(name=COURSE)
    for who in people:
        if dice.random() < 0.6:
            facts = {"completed_on": TODAY - timedelta(dice.choice([1, 400])), "until": dice.choice([None, _day(dice)])}
            Training.objects.create(account=who, course=course, organisation=who.organisation, noted_by="x", **facts)


def _interests(dice, people, ids):
    for who in dice.sample(people, 5):
        approved = dice.choice([None, None, TODAY])
        Interest.objects.update_or_create(
            account=who,
            object=dice.choice(ids),
            defaults={"why": "family", "declared_on": TODAY, "approved_on": approved},
        )
    codes = [*Household.objects.values_list("postcode", flat=True), "ZZ9 9ZZ"]
    for who in dice.sample(people, 2):
        told = {"postcode": dice.choice(codes).lower().replace(" ", ""), "told_on": TODAY}
        Declaration.objects.update_or_create(actor=str(who.pk), defaults=told)


def _glass(dice, people):
    things = [("referral", pk) for pk in Referral.objects.values_list("pk", flat=True)]
    things += [("household", pk) for pk in Household.objects.values_list("pk", flat=True)]
    for who in dice.sample(people, 5):
        kind, pk = dice.choice(things)
        opened = NOW - timedelta(minutes=dice.choice([0, 10, 59, 60, 61, 600]))
        facts = {"opened_at": opened, "until": opened + timedelta(minutes=60), "reason": "x"}
        BrokenGlass.objects.create(account=who, kind=kind, object=pk, **facts)


def everything() -> Actor:
    """Give somebody who may see all that is not kept within, so that a door's own filters can be told from the rule's."""
    for model in GUARDED:
        for thing in model.objects.filter(sensitivity=Sensitivity.RESTRICTED):
            names = [named for named in thing.subject().named if named != "everything"]
            name_only(thing, [*names, "everything"])
    kinds = {model.KIND for model in GUARDED}
    return Actor(
        "everything", "Everything", grants=tuple(Grant(kind, "*", under="all", agreement="all") for kind in kinds)
    )


__all__ = ["COURSE", "DEEDS", "GUARDED", "NOW", "everything", "shuffled"]
