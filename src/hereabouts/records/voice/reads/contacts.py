"""Stakeholders with their log, link workers' visits (words for their own, counts for others), and the register of connectors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Min

from hereabouts.core.figures import Interval, wilson
from hereabouts.core.ledger import Actor
from hereabouts.engines.definitions import engagement
from hereabouts.records.voice.access import programmed
from hereabouts.records.voice.models import Connector, LinkVisit, StakeholderContact


@dataclass(frozen=True)
class StakeholderLine:
    """One stakeholder on the map, with when we were last in touch and what is next."""

    id: UUID
    name: str
    kind: str
    interest: int
    influence: int
    wants: str
    reach_at: str
    contacts: int
    last_on: date | None
    next_on: date | None


def stakeholders(actor: Actor, *, on: date, place: object) -> list[StakeholderLine]:
    """Give the stakeholders of a place, those who can move most first."""
    rows = programmed("stakeholder", actor, on=on).filter(place=place.id)
    rows = rows.annotate(n=Count("contacts"), last=Max("contacts__made_on"), next=Min("contacts__next_on"))
    return [
        StakeholderLine(r.pk, r.name, r.kind, r.interest, r.influence, r.wants, r.reach_at, r.n, r.last, r.next)
        for r in rows.order_by("-influence", "-interest", "name")
    ]


@dataclass(frozen=True)
class ContactLine:
    """One time we were in touch, or tried to be."""

    made_on: date
    mode: str
    outcome: str
    words: str
    next_on: date | None
    made_by: str


def contact_log(stakeholder: object) -> list[ContactLine]:
    """Give the log of one stakeholder, the latest first."""
    modes, outcomes = engagement().modes, engagement().outcomes
    return [
        ContactLine(c.made_on, modes.get(c.mode, c.mode), _label(outcomes, c.outcome), c.words, c.next_on, c.made_by)
        for c in StakeholderContact.objects.filter(stakeholder=stakeholder)
    ]


def _label(known, word: str) -> str:
    return known.get(word, {"label": word})["label"]


def what_reaches(actor: Actor, *, on: date, place: object) -> list[tuple[str, int, int, Interval]]:
    """Say of each way of being in touch how often it reached somebody, with its interval, the surest first (X-24)."""
    reached = {word for word, one in engagement().outcomes.items() if one["reached"]}
    theirs = programmed("stakeholder", actor, on=on).filter(place=place.id)
    told = list(StakeholderContact.objects.filter(stakeholder__in=theirs).values_list("mode", "outcome"))
    told += list(programmed("visit", actor, on=on).filter(place=place.id).values_list("mode", "outcome"))
    found = []
    for mode, label in engagement().modes.items():
        outcomes = [outcome for m, outcome in told if m == mode]
        if outcomes:
            n = sum(outcome in reached for outcome in outcomes)
            found.append((label, n, len(outcomes), wilson(n, len(outcomes))))
    return sorted(found, key=lambda one: -one[3].lo)


@dataclass(frozen=True)
class VisitLine:
    """One visit of a link worker, with its words: for those of the same organisation only."""

    community: str
    visited_on: date
    mode: str
    outcome: str
    people: int | None
    words: str
    next_on: date | None
    made_by: str


def visits(actor: Actor, *, on: date, place: object) -> list[VisitLine]:
    """Give the visits that the actor may read."""
    modes, outcomes = engagement().modes, engagement().outcomes
    rows = programmed("visit", actor, on=on).filter(place=place.id)
    return [
        VisitLine(
            v.community, v.visited_on, modes.get(v.mode, v.mode), _label(outcomes, v.outcome), v.people, v.words, v.next_on,
            v.made_by,
        )
        for v in rows
    ]  # fmt: skip


def visit_counts(place: object, *, on: date) -> list[tuple[str, int, date]]:
    """Say how many visits each community had, and when the last was; nothing of what was said. For whoever may count."""
    rows = LinkVisit.objects.filter(place=place.id, visited_on__lte=on).order_by().values("community")
    told = rows.annotate(n=Count("pk"), last=Max("visited_on")).order_by("community")
    return [(one["community"], one["n"], one["last"]) for one in told]


@dataclass(frozen=True)
class ConnectorLine:
    """Somebody who wants to help, while their agreement stands."""

    id: UUID
    name: str
    reach_at: str
    offers: str
    communities: str
    languages: str
    agreed_on: date
    agreed_until: date
    reporter: bool
    trained_on: date | None
    kit_given_on: date | None


def connectors(actor: Actor, *, on: date, place: object, reporters: bool | None = None) -> list[ConnectorLine]:
    """Give those whose agreement stands today: nobody whose day has passed, and nobody who took it back (D-95)."""
    rows = programmed("connector", actor, on=on).filter(place=place.id, withdrawn_on=None, agreed_until__gte=on)
    rows = rows if reporters is None else rows.filter(reporter=reporters)
    return [_connector(row) for row in rows]


def _connector(c: Connector) -> ConnectorLine:
    return ConnectorLine(
        c.pk, c.name, c.reach_at, c.offers, c.communities, c.languages, c.agreed_on, c.agreed_until, c.reporter, c.trained_on,
        c.kit_given_on,
    )  # fmt: skip
