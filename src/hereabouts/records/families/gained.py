"""What a family said and gained, for the page of the whole family: voices, income, work, who leads, how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.families.work import next_stages
from hereabouts.core.ledger import Actor, may
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Closing, IncomeGain, Lead, Person, Referral, Voice, WorkStage

SOMEBODY = "a member of the family"


@dataclass(frozen=True)
class Heard:
    """One member with what they said last, or why they were not heard; ``day`` is None while nobody asked."""

    who: str
    words: str
    why_not: str
    day: date | None


@dataclass(frozen=True)
class Money:
    """One gain in pounds a year, and whether somebody saw what shows it."""

    id: UUID
    who: str
    pounds: int
    kind: str
    what: str
    day: date
    verified: bool


@dataclass(frozen=True)
class Worker:
    """A parent's steps into work with their days, and what may come next."""

    who: str
    steps: tuple[tuple[str, date], ...]
    next: tuple[str, ...]


@dataclass(frozen=True)
class Leading:
    """Who leads for the family, for which agency, since when."""

    name: str
    agency: str
    since: date


@dataclass(frozen=True)
class Concluded:
    """How the work with the family ended, in its words."""

    outcome: str
    words: str
    closed_on: date


@dataclass(frozen=True)
class Gained:
    """All of it as its reader may see it. What a clause does not open is empty."""

    voices: tuple[Heard, ...]
    missing: tuple[str, ...]
    gains: tuple[Money, ...]
    pounds: int
    verified: int
    workers: tuple[Worker, ...]
    lead: Leading | None
    closing: Concluded | None
    may_hear: bool
    may_gain: bool


def gained(actor: Actor, referral: Referral, people: list[Person], *, on: date) -> Gained:
    """Describe what a family said and gained. ``people`` is empty for whom may not see who they are. The caller leaves the entry."""
    hears, gains = (_may(actor, verb, referral, on) for verb in ("hear", "gain"))
    voices = _voices(people, list(referral.voices.all())) if hears else ()
    money = list(referral.income_gains.select_related("person")) if gains else []
    stages = list(referral.work_stages.select_related("person")) if gains else []
    return Gained(
        voices=voices, missing=tuple(one.who for one in voices if not one.words and not one.why_not),
        gains=tuple(_money(one, bool(people)) for one in money), pounds=sum(one.pounds for one in money),
        verified=sum(one.pounds for one in money if one.verified_on), workers=tuple(_workers(stages, bool(people))),
        lead=_leading(referral.leads.last()) if hears else None, closing=_ended(referral.closings.first()) if hears else None,
        may_hear=hears, may_gain=gains,
    )  # fmt: skip


def _leading(one: Lead | None) -> Leading | None:
    return one and Leading(one.name, one.agency, one.since)


def _ended(one: Closing | None) -> Concluded | None:
    return one and Concluded(one.outcome, one.words, one.closed_on)


def _may(actor: Actor, verb: str, referral: Referral, on: date) -> bool:
    return may(actor, verb, referral.subject(), on, purpose=PURPOSE).allowed


def _voices(people: list[Person], voices: list[Voice]) -> tuple[Heard, ...]:
    """Give every member, the youngest first: a child whom nobody heard is what this list is there to show."""
    last = {one.person_id: one for one in voices}
    young = sorted(people, key=lambda one: (one.dob is None, -(one.dob.toordinal() if one.dob else 0), one.position))
    return tuple(_heard(one, last.get(one.pk)) for one in young)


def _heard(person: Person, voice: Voice | None) -> Heard:
    if voice is None:
        return Heard(person.first_name, "", "", None)
    return Heard(person.first_name, voice.words, voice.why_not, voice.heard_on)


def _money(one: IncomeGain, shown: bool) -> Money:
    who = "" if one.person is None else one.person.first_name if shown else SOMEBODY
    return Money(one.pk, who, one.pounds, one.kind, one.what, one.gained_on, one.verified_on is not None)


def _workers(stages: list[WorkStage], shown: bool) -> Iterable[Worker]:
    for person in dict.fromkeys(one.person for one in stages):
        steps = tuple((one.stage, one.since) for one in stages if one.person == person)
        yield Worker(person.first_name if shown else SOMEBODY, steps, next_stages(dict(steps)))
