"""The domains that a partnership holds itself to account for, each with its outcomes and what these are measured by (W-39, W-40)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.evidence.reads import measured
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Outcome
from hereabouts.records.plans.reads.whole_actions import Path, path

OVER = ("stopped", "merged")


@dataclass(frozen=True)
class DomainOutcome:
    """An outcome of a domain: the indicators of its topic that are measured, apart from the measures of the actions for it."""

    id: UUID
    statement: str
    topic: str
    indicators: tuple[str, ...]
    measures: tuple[tuple[UUID, str, Path], ...]


@dataclass(frozen=True)
class Domain:
    """One domain by its name ("" for none), with its outcomes."""

    name: str
    outcomes: tuple[DomainOutcome, ...]

    @property
    def topics(self) -> frozenset[str]:
        """The topics that its outcomes are about."""
        return frozenset(outcome.topic for outcome in self.outcomes if outcome.topic)


def domains(actor: Actor, place: UUID, *, on: date) -> tuple[Domain, ...]:
    """Give the domains of a place's outcomes by name; outcomes of none stand last."""
    rows = list(access.outcomes(actor, on=on).filter(place=place))
    known = measured()
    serving: dict[UUID, list[tuple[UUID, str, Path]]] = {row.pk: [] for row in rows}
    actions = access.actions(actor, on=on).filter(outcomes__in=rows).exclude(state__in=OVER).distinct()
    for action in actions.prefetch_related("outcomes", "targets__readings"):
        told = [(action.pk, action.ref, path(target, action, on=on)) for target in action.targets.all()]
        for outcome in action.outcomes.all():
            serving.get(outcome.pk, []).extend(told)
    names = sorted({row.domain for row in rows}, key=lambda name: (not name, name))
    return tuple(
        Domain(name, tuple(_outcome(row, known, serving[row.pk]) for row in rows if row.domain == name))
        for name in names
    )


def _outcome(row: Outcome, known: set[str], measures: list[tuple[UUID, str, Path]]) -> DomainOutcome:
    labels = tuple(i.label for i in indicators().values() if row.topic and i.topic == row.topic and i.id in known)
    return DomainOutcome(row.pk, row.statement, row.topic, labels, tuple(measures))
