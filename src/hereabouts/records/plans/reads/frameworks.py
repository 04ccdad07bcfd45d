"""The outcomes framework of a place: vision and values, the ladder from actions to the long term, and what hangs loose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.framework import Arrow, Ladder, Rung, council_only, ladder, shares, unserved
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Framework, Outcome, OutcomeLink
from hereabouts.records.plans.reads.whole_actions import needed

OVER = ("stopped", "merged")


@dataclass(frozen=True)
class FrameworkOutcome:
    """One outcome of the framework: what it is for, who answers for it, which actions serve it, what it leads to, and its golden thread."""

    id: UUID
    statement: str
    tier: str
    domain: str
    population: str
    inequality_gap: str
    accountable: str
    actions: tuple[tuple[UUID, str, str], ...]
    leads_to: tuple[tuple[UUID, str, str, str, str], ...]
    thread: tuple[str, ...]
    served: bool


@dataclass(frozen=True)
class Loose:
    """What hangs loose: actions without an outcome, without need, outputs without an outcome; each by reference and title."""

    no_outcome: tuple[tuple[UUID, str], ...]
    no_need: tuple[tuple[UUID, str], ...]
    loose_outputs: tuple[tuple[UUID, str], ...]
    needs: tuple[str, ...]
    council_only: tuple[str, ...]
    kinds: Counter[str]
    others: float | None


@dataclass(frozen=True)
class FrameworkSheet:
    """A framework whole. ``threaded`` is the share of actions that reach an aim of the city or the nation (C21)."""

    vision: str
    values: tuple[str, ...]
    agreed_by: str
    agreed_on: date | None
    outcomes: tuple[FrameworkOutcome, ...]
    drawn: Ladder
    loose: Loose
    threaded: float | None


def framework(actor: Actor, place: UUID, *, on: date) -> FrameworkSheet:
    """Give the framework of a place with the outcomes and actions the actor may see."""
    words = access.frameworks(actor, on=on).filter(place=place).first()
    rows = list(access.outcomes(actor, on=on).filter(place=place).prefetch_related("aims"))
    links = list(OutcomeLink.objects.filter(from_outcome__in=rows, to_outcome__in=rows).select_related("to_outcome"))
    actions = _actions(actor, place, on)
    serving = {row.pk: [a for a in actions if row in a.outcomes.all()] for row in rows}
    rungs = [Rung(str(r.pk), r.statement, r.tier, len(serving[r.pk])) for r in rows]
    arrows = [Arrow(str(k.from_outcome_id), str(k.to_outcome_id), k.assumption, k.strength) for k in links]
    idle = set(unserved(rungs, arrows))
    threads = _threads(rows, links)
    return FrameworkSheet(
        words.vision if words else "", tuple(words.values.splitlines()) if words else (), words.agreed_by if words else "",
        words.agreed_on if words else None,
        tuple(
            FrameworkOutcome(
                r.pk, r.statement, r.tier, r.domain, r.population, r.inequality_gap, r.accountable,
                tuple((a.pk, a.ref, a.title) for a in serving[r.pk]),
                tuple(_leads(k) for k in links if k.from_outcome_id == r.pk),
                threads[r.pk], str(r.pk) not in idle,
            )
            for r in rows
        ),
        ladder(rungs, arrows), loose(actions, rows), _threaded(actions, threads),
    )  # fmt: skip


def _leads(k: OutcomeLink) -> tuple[UUID, str, str, str, str]:
    return k.to_outcome_id, k.to_outcome.statement, k.assumption, k.strength, k.evidence


def _actions(actor: Actor, place: UUID, on: date) -> list[Action]:
    rows = access.actions(actor, on=on).filter(place=place).exclude(state__in=OVER)
    return list(rows.select_related("priority").prefetch_related("outcomes", "outputs"))


def _threads(rows: Iterable[Outcome], links: Iterable[OutcomeLink]) -> dict[UUID, tuple[str, ...]]:
    """Give for each outcome the aims it serves, itself or through what it leads to: the golden thread."""
    known = list(links)
    found = {row.pk: {f"{aim.document}: {aim.ref}" for aim in row.aims.all()} for row in rows}
    for _ in found:  # as many rounds as there are rungs reach the top of any ladder
        for link in known:
            found[link.from_outcome_id] |= found[link.to_outcome_id]
    return {pk: tuple(sorted(aims)) for pk, aims in found.items()}


def _threaded(actions: list[Action], threads: dict[UUID, tuple[str, ...]]) -> float | None:
    reach = [any(threads.get(o.pk) for o in a.outcomes.all()) for a in actions]
    return sum(reach) / len(reach) if reach else None


def loose(actions: list[Action], outcomes: Iterable[Outcome] = ()) -> Loose:
    """Find what hangs loose among actions (W-14, W-15), and which plans the council carries alone (L-10)."""
    leads = [(a.plan.title, a.organisation.kind if a.organisation else "") for a in actions]
    kinds, others = shares(leads)
    met = {a.topic for a in actions if a.topic}
    return Loose(
        _named(a for a in actions if not a.outcomes.all()), _named(a for a in actions if not needed(a)),
        _named(a for a in actions if any(o.outcome_id is None for o in a.outputs.all())),
        _unmet(actions, met), tuple(council_only(leads)), kinds, others,
    )  # fmt: skip


def _unmet(actions: list[Action], met: set[str]) -> tuple[str, ...]:
    """Name the priorities of these actions' plans that no action meets: need without action."""
    plans = {a.plan_id: a.plan for a in actions}
    asked = {p.pk: p for plan in plans.values() for p in plan.priorities.all()}
    answered = {a.priority_id for a in actions}
    return tuple(p.statement for pk, p in asked.items() if pk not in answered and p.topic not in met)


def _named(actions: Iterable[Action]) -> tuple[tuple[UUID, str], ...]:
    return tuple((a.pk, f"{a.ref} {a.title}") for a in actions)


def words_of(actor: Actor, place: UUID, *, on: date) -> Framework | None:
    """Give the vision and values of a place to whoever changes them."""
    return access.frameworks(actor, on=on).filter(place=place).first()
