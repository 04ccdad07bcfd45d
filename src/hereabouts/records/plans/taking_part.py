"""Which partners lead actions and which help: for the picture of who takes part in what, and what is at risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.partners.commitments import at_risk
from hereabouts.core.partners.engagement import Part
from hereabouts.records.partners.reads import capacity
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action

OVER = ("complete", "stopped", "merged", "carried forward")


@dataclass(frozen=True)
class AtRisk:
    """An action whose lead or helper said that it has no capacity left for it."""

    id: UUID
    ref: str
    title: str
    due_on: date | None
    partners: tuple[tuple[str, str], ...]


def _open(actor: Actor, on: date) -> list[Action]:
    rows = access.actions(actor, on=on).exclude(state__in=OVER)
    return list(rows.select_related("organisation").prefetch_related("supporting"))


def parts(actor: Actor, *, on: date) -> list[Part]:
    """Give who leads and who helps with which of the open actions that the actor may see."""
    return [
        Part(str(partner.pk), "plans", str(row.pk), f"{row.ref} {row.title}", how)
        for row in _open(actor, on)
        for how, partners in (("leads", [row.organisation]), ("helps", row.supporting.all()))
        for partner in partners
        if partner is not None
    ]


def short_of_people(actor: Actor, *, on: date) -> list[AtRisk]:
    """Give the open actions at risk because who leads or helps said that they are stretched, or have nothing left (L:13)."""
    said = {str(pk): word for pk, (word, _, _) in capacity(on=on).items()}
    found = [(row, _stretched(row, said)) for row in _open(actor, on)]
    return [AtRisk(row.pk, row.ref, row.title, row.due_on, partners) for row, partners in found if partners]


def at_risk_here(row: Action, *, on: date) -> tuple[tuple[str, str], ...]:
    """Give which partners of one action said that they are stretched: name and word."""
    if row.state in OVER:
        return ()
    return _stretched(row, {str(pk): word for pk, (word, _, _) in capacity(on=on).items()})


def _stretched(row: Action, said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    partners = {str(p.pk): p.name for p in [row.organisation, *row.supporting.all()] if p is not None}
    return tuple((partners[id_], said[id_]) for id_ in at_risk(said, partners))


def lately(actor: Actor, *, on: date) -> list[date]:
    """Give the days on which milestones of the actions that the actor may see were reached."""
    rows = access.actions(actor, on=on).filter(milestones__done_on__isnull=False)
    return list(rows.values_list("milestones__done_on", flat=True))
