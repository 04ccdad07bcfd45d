"""How referrals change: made, screened, decided. Restricted: see ``restricting``. Stubs, matches and pointers: see ``linking``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

from hereabouts.core.families.channels import NOT_KNOWN
from hereabouts.core.families.triage import ANSWERS, QUESTIONS, ROUTES
from hereabouts.core.ledger import Actor, Sensitivity, Subject, may
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import model_agreement
from hereabouts.records.families import others, reads
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.changes.linking import find_matches
from hereabouts.records.families.changes.sharing import share, withhold
from hereabouts.records.families.models import Household, Person, Referral, SafetyAnswer, TriageDecision
from hereabouts.records.ledger.changes import change, next_ref
from hereabouts.records.trust import changes as trust
from hereabouts.records.trust.access import in_place_of

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place
    from hereabouts.records.trust.models import Agreement

SERIES = "FH"  # families hub, as in FH-2026-0318
ARRIVAL = "The look-up on arrival"  # how the trail names what the house does by itself when a referral lands
AS_WRITTEN = "As written with the decision"  # with whom, where the decision on a route says it in its own words


class NotDecided(Sentence):
    """A decision that lacks what somebody will later ask for."""


class NotScreened(Sentence):
    """Safety answers that are not answers."""


def draft_agreement(
    *,
    by: Actor,
    on: date,
    ref: str,
    starts_on: date,
    ends_on: date,
    parties: Iterable[Organisation],
    nation: str = "",
) -> Agreement:
    """Draft an agreement for early help from the model text. A draft opens nothing."""
    model = model_agreement("early_help")
    return trust.draft(
        by=by, on=on, ref=ref, title=model["title"], purpose=model["purpose"], basis=model["basis"], starts_on=starts_on,
        ends_on=ends_on, parties=parties, clauses=model["clause"], nation=nation,
    )  # fmt: skip


@change("referral.make", purpose=PURPOSE, sensitivity=Sensitivity.CASE)
def make_referral(
    *,
    by: Actor,
    on: date,
    at: datetime,
    place: Place,
    once: str,
    source: str,
    people: Sequence[Mapping[str, Any]],
    worry: str,
    agreement_to_help: str,
    immediate_danger: bool,
    topics: Sequence[str] = (),
    going_well: str = "",
    wants: str = "",
    safe_contact: str = "",
    not_when: str = "",
    must_not_know: str = "",
    agreed_on: date | None = None,
    address: str = "",
    postcode: str = "",
    address_protected: bool = False,
    household_known: str = "not known yet",
    work: str = "not known yet",
    priority_group: str = "not known yet",
    channel: str = NOT_KNOWN,
) -> Referral:
    """Refer one family. The same form sent twice (the same ``once``) is one referral, and the first answer is given again.

    The agreement to help and the lawful basis are two things: the basis is that of the sharing agreement in force.
    """
    earlier = Referral.objects.filter(organisation_id=by.organisation, once=once).first()
    if earlier is not None:
        return earlier
    ref = _fresh_ref(on)
    mine = {"place": place, "organisation_id": by.organisation}
    household = Household.objects.create(
        ref=f"H-{ref}", address=address, postcode=postcode, address_protected=address_protected, **mine
    )
    Person.objects.bulk_create(
        Person(household=household, position=position, **person) for position, person in enumerate(people)
    )
    referral = Referral.objects.create(
        ref=ref, household=household, source=source, made_by=by.id, received_at=at, worry=worry, topics=list(topics),
        going_well=going_well, wants=wants, agreement_to_help=agreement_to_help, agreed_on=agreed_on,
        lawful_basis=reads.lawful_basis(by, place, on=on), safe_contact=safe_contact, not_when=not_when,
        must_not_know=must_not_know, immediate_danger=immediate_danger,
        household_known=household_known, work=work, priority_group=priority_group, channel=channel, once=once,
        **mine,
    )  # fmt: skip
    _look_up(referral, on)
    return referral


def _look_up(referral: Referral, on: date) -> None:
    """Look who else may be working with these people before anybody asks: as the triage team may, who alone are shown it.

    Who made the referral learns nothing of what is found. Each candidate waits for a person.
    """
    arrival = in_place_of(
        "triage_coordinator", organisation=referral.organisation_id, id="arrival", name=ARRIVAL, on=on
    )
    if _may_find(arrival, referral, on):
        find_matches(by=arrival, on=on, place=referral.place, referral=referral)


def _may_find(actor: Actor, referral: Referral, on: date) -> bool:
    new = Subject("match", None, _text(referral.place_id), actor.organisation, Sensitivity.CASE)
    return bool(may(actor, "find", new, on, purpose=PURPOSE))


def _fresh_ref(on: date) -> str:
    """Give a reference that nobody has: shuffled, so that those somebody sees do not tell how many they do not see."""
    while True:
        ref = next_ref(SERIES, on.year, "referral", digits=4, key=settings.SECRET_KEY)
        if not Referral.objects.filter(ref=ref).exists():  # another key may have given it
            return ref


@change("referral.screen", purpose=PURPOSE)
def screen(
    *, by: Actor, on: date, at: datetime, referral: Referral, answers: Mapping[str, tuple[str, str]],
    topics: Sequence[str] | None = None,
) -> Referral:  # fmt: skip
    """Write down the answers to the safety questions, and look who else may be working with these people.

    Every question gets an answer; "not asked" is one. A later screening replaces the answers; the audit keeps when.
    """
    if set(answers) != set(QUESTIONS) or any(answer not in ANSWERS for answer, _ in answers.values()):
        raise NotScreened("Answer every safety question. “Not asked” and “did not want to say” are answers.")
    for question, (answer, note) in answers.items():
        SafetyAnswer.objects.update_or_create(
            referral=referral, question=question, defaults={"answer": answer, "note": note}
        )
    referral.screened_at, referral.screened_by = at, by.name
    if topics is not None:
        referral.topics = list(topics)
    if referral.state == "received":
        referral.state = "screened"
    referral.save(update_fields=["screened_at", "screened_by", "topics", "state"])
    if _may_find(by, referral, on):
        find_matches(by=by, on=on, place=referral.place, referral=referral)
    return referral


@change("referral.decide", purpose=PURPOSE)
def decide(
    *,
    by: Actor,
    on: date,
    at: datetime,
    referral: Referral,
    route: str,
    why: str = "",
    done: str = "",
    level: int | None = None,
    shared: str = "",
    not_shared: str = "",
    not_shared_test: str = "",
) -> TriageDecision:
    """Record the route a person chose, with its reason. Stepping up needs nothing else and never waits for the form.

    A later decision stands beside the earlier ones; the very same sent twice is one. What was not shared is written
    down with the test that was used.
    """
    if route not in ROUTES:
        raise NotDecided("Choose a route.")
    if route != "step up":
        _refuse_unready(referral, route, why, done)
    if not_shared.strip() and not not_shared_test.strip():
        raise NotDecided(
            "You kept something back. Write down why: for example, that telling would do more harm than good."
        )
    told = {
        "route": route, "why": why, "done": done, "level": 4 if route == "step up" else level, "shared": shared,
        "not_shared": not_shared, "not_shared_test": not_shared_test, "decided_by": by.name,
    }  # fmt: skip
    newest = referral.decisions.order_by("-decided_at").first()
    if newest and told.items() <= vars(newest).items():
        return newest
    services = len(others.working_with(by, referral, on=on))
    advised = reads.advice_for(referral, services).route
    made = TriageDecision.objects.create(referral=referral, advised=advised, decided_at=at, **told)
    referral.state = "decided"
    referral.save(update_fields=["state"])
    referral.pauses.filter(until=None).update(until=at, resumed_by=by.name)  # a decided referral waits for nobody
    if shared.strip():
        share(by=by, on=on, at=at, referral=referral, with_whom=AS_WRITTEN, what=shared)
    if not_shared.strip():
        withhold(
            by=by, on=on, at=at, referral=referral, with_whom=AS_WRITTEN, what=not_shared, why=not_shared_test, test="in_words"
        )  # fmt: skip
    return made


def _refuse_unready(referral: Referral, route: str, why: str, done: str) -> None:
    if referral.state == "received":
        raise NotDecided("Answer the safety questions first. Only stepping up does not wait for them.")
    if not why.strip():
        raise NotDecided("Write down why.", field="why")
    if route == "see and solve" and not done.strip():
        raise NotDecided("Write down what was done: whoever referred the family will read it.", field="done")


def _text(value: object) -> str | None:
    return None if value is None else str(value)
