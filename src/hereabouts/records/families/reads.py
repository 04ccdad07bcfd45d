"""What can be said of referrals: the queue, the card, the outcome for who made it, the group's list, the figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from hereabouts.core.families import sheets, triage
from hereabouts.core.families.triage import Advice, Clock, Decided, SameDay, Told
from hereabouts.core.ledger import Actor, Sensitivity, Subject, applying, may, reaches
from hereabouts.engines.definitions import topics
from hereabouts.records.families import access, others
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Person, Referral, TriageDecision
from hereabouts.records.families.others import Other, Pair, Shown
from hereabouts.records.ledger.changes import looked
from hereabouts.records.ledger.reads import entries, named
from hereabouts.records.partners import reads as partners
from hereabouts.records.trust.access import actor_of
from hereabouts.records.trust.reads import basis_of

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Waiting:
    """One referral in a list: no name, no words of the family; its clock, and how far it is."""

    id: UUID
    ref: str
    place: str
    source: str
    received_at: datetime
    people: int
    topics: tuple[str, ...]
    state: str
    danger: bool
    clock: Clock
    route: str
    decided_at: datetime | None


@dataclass(frozen=True)
class Question:
    """One safety question with its answer; ``open`` says that it is neither yes nor no."""

    key: str
    words: str
    answer: str
    note: str
    open: bool


@dataclass(frozen=True)
class Step:
    """One decision that was recorded."""

    route: str
    why: str
    done: str
    level: int | None
    shared: str
    not_shared: str
    not_shared_test: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Card:
    """Everything about one referral that this reader may see, cut field by field; and why they see it."""

    id: UUID
    ref: str
    place: str
    source: str
    received_at: datetime
    state: str
    restricted: bool
    named: int
    heading: str
    people: tuple[tuple[str, str], ...]
    address: str
    address_kept: bool
    safe_contact: str
    immediate_danger: bool
    safety: tuple[Question, ...]
    screened_at: datetime | None
    screened_by: str
    unanswered: int
    worry: str
    topics: tuple[str, ...]
    topic_codes: tuple[str, ...]
    going_well: str
    wants: str
    agreement: str
    agreed_on: date | None
    lawful_basis: str
    baseline: tuple[tuple[str, str], ...]
    clock: Clock
    clock_rule: str
    advice: Advice
    others: tuple[Other, ...]
    same_support: tuple[tuple[str, tuple[str, ...]], ...]
    pairs: tuple[Pair, ...]
    steps: tuple[Step, ...]
    shown_because: tuple[Shown, ...]
    others_because: tuple[Shown, ...]
    withheld: str
    withheld_here: str
    opened_by: int


@dataclass(frozen=True)
class Outcome:
    """What whoever made a referral may learn of it."""

    id: UUID
    ref: str
    received_at: datetime
    state: str
    people: str
    worry: str
    route: str
    done: str
    decided_at: datetime | None
    shown_because: tuple[Shown, ...]
    withheld: str


def lawful_basis(actor: Actor, place: Place, *, on: date) -> str:
    """Give the basis on which the actor may make a referral here: that of the agreement in force."""
    subject = Subject("referral", None, str(place.pk), actor.organisation, Sensitivity.CASE)
    grants = [g for g in applying(actor, "referral", "make", on=on, purpose=PURPOSE) if reaches(g, subject)]
    return "; ".join(basis_of(g.agreement) for g in grants[:1] if g.agreement)


def queue(actor: Actor, *, on: date, now: datetime, show: str = "waiting", place: str = "") -> list[Waiting]:
    """Give the referrals the actor is to triage: danger first, then by the clock. ``show`` is waiting, decided or all."""
    rows = access.for_triage(actor, on=on)
    rows = rows.filter(place=place) if place else rows
    if show != "all":
        rows = rows.filter(state="decided") if show == "decided" else rows.exclude(state="decided")
    lines = [_waiting(referral, now) for referral in _with_all(rows)]
    return sorted(lines, key=lambda line: (line.state == "decided", not line.danger, line.clock.decide_by, line.ref))


def for_the_group(actor: Actor, *, on: date, now: datetime) -> list[Waiting]:
    """Give the families whose newest decision is the local solutions group, by reference and never by name."""
    rows = access.for_triage(actor, on=on).filter(state="decided")
    return [line for r in _with_all(rows) if (line := _waiting(r, now)).route == "local solutions group"]


def _with_all(rows):
    return rows.select_related("place", "household").prefetch_related("household__people", "answers", "decisions")


def _waiting(referral: Referral, now: datetime) -> Waiting:
    newest = _newest(referral)
    danger = referral.immediate_danger or any(
        a.answer == "yes" and a.question in triage.DANGERS for a in referral.answers.all()
    )
    return Waiting(
        referral.pk, referral.ref, referral.place.name, referral.source, referral.received_at,
        len(referral.household.people.all()), _labels(referral.topics), referral.state, danger, _clock(referral, now),
        newest.route if newest else "", newest.decided_at if newest else None,
    )  # fmt: skip


def _newest(referral: Referral) -> TriageDecision | None:
    return max(referral.decisions.all(), key=lambda d: d.decided_at, default=None)


def _first(referral: Referral) -> TriageDecision | None:
    return min(referral.decisions.all(), key=lambda d: d.decided_at, default=None)


def _labels(codes) -> tuple[str, ...]:
    return tuple(topics()[code]["label"] for code in codes if code in topics())


def _clock(referral: Referral, now: datetime) -> Clock:
    first = _first(referral)
    until = first.decided_at if first else now
    calendar = others.team_calendar(referral.place)
    return triage.clock(calendar, timezone.localtime(referral.received_at), timezone.localtime(until))


def screened(referral: Referral) -> dict[str, str]:
    """Give the answers to the safety questions as they stand."""
    return {a.question: a.answer for a in referral.answers.all()}


def advice_for(referral: Referral, actor: Actor, *, on: date) -> Advice:
    """Work out the advice for a referral, with the services that the actor may know to be there."""
    told = Told(tuple(referral.topics), referral.immediate_danger, referral.agreement_to_help)
    return triage.advise(told, screened(referral), len(others.working_with(actor, referral, on=on)))


def card(actor: Actor, referral: Referral, *, on: date, now: datetime) -> Card:
    """Describe one referral to who triages it, and leave an entry that they looked."""
    fields = others.fields_of(actor, referral, on=on)
    looked(actor, [referral], on=on, purpose=PURPOSE, fields=sorted(fields or sheets.REFERRAL))
    may_see = lambda field: fields is None or field in fields  # noqa: E731 - read twelve times below
    people = list(referral.household.people.all()) if may_see("people") else []
    there = others.working_with(actor, referral, on=on)
    waiting = others.pairs(actor, on=on, referral=referral)
    stubs = list(access.stubs(actor, on=on).filter(pk__in=[o.stub for o in there]).select_related("organisation"))
    answers = {a.question: a for a in referral.answers.all()} if may_see("safety") else {}
    home = others.home_of(referral)
    return Card(
        id=referral.pk, ref=referral.ref, place=referral.place.name, source=referral.source, received_at=referral.received_at,
        state=referral.state, restricted=referral.sensitivity == Sensitivity.RESTRICTED,
        named=len(named(referral.KIND, str(referral.pk))), heading=_heading(people) or referral.ref,
        people=tuple(_person(p, on) for p in people), address=home if may_see("address") else "",
        address_kept=not home and bool(referral.household.address or referral.household.address_protected),
        safe_contact=referral.safe_contact if may_see("safe_contact") else "", immediate_danger=referral.immediate_danger,
        safety=tuple(_question(key, words, answers.get(key)) for key, words in triage.QUESTIONS.items()) if may_see("safety") else (),
        screened_at=referral.screened_at, screened_by=referral.screened_by,
        unanswered=len(triage.unanswered(screened(referral))), worry=referral.worry if may_see("worry") else "",
        topics=_labels(referral.topics), topic_codes=tuple(referral.topics),
        going_well=referral.going_well if may_see("going_well") else "", wants=referral.wants if may_see("wants") else "",
        agreement=referral.agreement_to_help if may_see("agreement") else "", agreed_on=referral.agreed_on,
        lawful_basis=referral.lawful_basis, baseline=_baseline(referral) if may_see("baseline") else (),
        clock=_clock(referral, now), clock_rule=triage.clock_rule(others.team_calendar(referral.place)),
        advice=advice_for(referral, actor, on=on), others=tuple(there), same_support=tuple(others.same_support(there)),
        pairs=tuple(waiting), steps=tuple(_step(d, may_see) for d in referral.decisions.all()),
        shown_because=tuple(others.shown_because(actor, [referral.subject()], on=on)),
        others_because=tuple(others.shown_because(actor, [s.subject() for s in stubs], on=on)),
        withheld=others.withheld(actor, stubs, on=on), withheld_here=sheets.withheld(sheets.REFERRAL, fields),
        opened_by=_openers(referral),
    )  # fmt: skip


def _openers(referral: Referral) -> int:
    seen = entries(object=str(referral.pk)).filter(outcome="seen")
    return seen.order_by().values("actor").distinct().count()


def _question(key: str, words: str, answer) -> Question:
    said = answer.answer if answer else ""
    return Question(key, words, said, answer.note if answer else "", said not in {"yes", "no"})


def _step(d: TriageDecision, may_see) -> Step:
    shared = may_see("shared")
    return Step(
        d.route if may_see("route") else "", d.why if may_see("why") else "", d.done if may_see("done") else "", d.level,
        d.shared if shared else "", d.not_shared if shared else "", d.not_shared_test if shared else "", d.decided_at, d.decided_by,
    )  # fmt: skip


def _baseline(referral: Referral) -> tuple[tuple[str, str], ...]:
    return (
        ("The household", f"{referral.household.ref}, {referral.household_known}"),
        ("Work at first contact", referral.work),
        ("Priority family group", referral.priority_group),
    )


def _person(person: Person, on: date) -> tuple[str, str]:
    age = on.year - person.dob.year - ((on.month, on.day) < (person.dob.month, person.dob.day)) if person.dob else None
    parts = ["age not known" if age is None else str(age), f"speaks {person.language}" if person.language else ""]
    return f"{person.first_name} {person.surname}".strip(), ", ".join(p for p in parts if p)


def _heading(people: list[Person]) -> str:
    if not people:
        return ""
    first = f"{people[0].first_name} {people[0].surname}".strip()
    more = len(people) - 1
    return first + (
        f" and {SPELLED[more] if more < len(SPELLED) else more} other{'s' if more > 1 else ''}" if more else ""
    )


def mine(actor: Actor, *, on: date, now: datetime) -> list[Waiting]:
    """Give the referrals that the actor's own organisation made, the newest first."""
    rows = access.visible(actor, on=on).filter(organisation=actor.organisation)
    return [_followed(actor, r, on, now) for r in _with_all(rows).order_by("-received_at")]


def _followed(actor: Actor, referral: Referral, on: date, now: datetime) -> Waiting:
    """Cut a line to what the clause lets whoever made the referral know: nothing of the safety answers."""
    line = _waiting(referral, now)
    fields = others.fields_of(actor, referral, on=on)
    route = line.route if fields is None or "route" in fields else ""
    return replace(line, danger=False, route=route, topics=line.topics if fields is None or "worry" in fields else ())


def outcome(actor: Actor, referral: Referral, *, on: date) -> Outcome:
    """Say what became of a referral, cut to what the clause lets this reader know, and leave an entry."""
    fields = others.fields_of(actor, referral, on=on)
    shown = (fields or frozenset(sheets.REFERRAL)) & {"people", "worry", "route", "done"}
    looked(actor, [referral], on=on, purpose=PURPOSE, fields=sorted(shown))
    newest = _newest(referral)
    values = sheets.cut(
        {
            "people": _heading(list(referral.household.people.all())),
            "worry": referral.worry,
            "route": newest.route if newest else "",
            "done": newest.done if newest else "",
        },
        fields,
    )
    return Outcome(
        referral.pk, referral.ref, referral.received_at, referral.state, values.get("people", ""), values.get("worry", ""),
        values.get("route", ""), values.get("done", ""), newest.decided_at if newest else None,
        tuple(others.shown_because(actor, [referral.subject()], on=on)), sheets.withheld(sheets.REFERRAL, fields),
    )  # fmt: skip


def figures(actor: Actor, place: Place, *, on: date, since: date) -> tuple[SameDay, str]:
    """Sum up see and solve for a place since a day: the share with its count and interval, and the rule of the clock."""
    calendar = others.team_calendar(place)
    rows = access.counted(actor, on=on).filter(place=place, received_at__date__gte=since).prefetch_related("decisions")
    return triage.same_day([_decided(r) for r in rows], calendar), triage.clock_rule(calendar)


def _decided(referral: Referral) -> Decided:
    first = _first(referral)
    at = timezone.localtime(referral.received_at)
    return Decided(at, first.route, timezone.localtime(first.decided_at)) if first else Decided(at)


def may_make_in(actor: Actor, places: list[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may make a referral today."""
    return [p for p in places if may(actor, "make", _new("referral", p, actor), on, purpose=PURPOSE)]


def may_import_in(actor: Actor, places: list[Place], *, on: date) -> list[Place]:
    """Give those of some places for which the actor may give an extract today."""
    return [p for p in places if may(actor, "import", _new("stub", p, actor), on, purpose=PURPOSE)]


def may_count_in(actor: Actor, places: list[Place], *, on: date) -> list[Place]:
    """Give those of some places whose referrals the actor may count today."""
    return [p for p in places if may(actor, "count", _new("referral", p, actor), on, purpose=PURPOSE)]


def may_find_in(actor: Actor, places: list[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may look for possible matches today."""
    return [p for p in places if may(actor, "find", _new("match", p, actor), on, purpose=PURPOSE)]


def _new(kind: str, place: Place, actor: Actor) -> Subject:
    return Subject(kind, None, str(place.pk), actor.organisation, Sensitivity.CASE)


@dataclass(frozen=True)
class Reader:
    """Somebody who can see a referral today, and on whose authority."""

    name: str
    organisation: str
    under: str
    opened: int


def who_can_see(actor: Actor, referral: Referral, *, on: date) -> list[Reader]:
    """Ask the one rule about everybody with an account: who can see this referral today, why, and who has opened it."""
    looked(actor, [referral], on=on, purpose=PURPOSE, fields=["who can see it"])
    opened = entries(object=str(referral.pk)).filter(outcome="seen").order_by()
    times = {row["actor"]: row["n"] for row in opened.values("actor").annotate(n=Count("pk"))}
    found = []
    for account in partners.people(on=on):
        verdict = may(actor_of(account, on=on), "see", referral.subject(), on, purpose=PURPOSE)
        if verdict:
            found.append(
                Reader(account.name, account.organisation.name, "; ".join(verdict.under), times.get(str(account.pk), 0))
            )
    return found
