"""The files that show what was told of an action, and one of them to be handed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from hereabouts.core.ledger import Actor
from hereabouts.engines.recordings import path_of
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Proof


@dataclass(frozen=True)
class ProofLine:
    """A file by what it shows; ``paper`` is a PDF, everything else a photograph."""

    id: UUID
    caption: str
    paper: bool
    size: int
    added_by: str
    added_on: date


def proofs(action: Action) -> dict[str, tuple[ProofLine, ...]]:
    """Give the files of an action by period. Who sees the action's returns sees them; the caller looks after that."""
    told: dict[str, tuple[ProofLine, ...]] = {}
    for row in action.proofs.all():
        line = ProofLine(row.pk, row.caption, row.type == "application/pdf", row.size, row.added_by, row.added_on)
        told[row.period] = (*told.get(row.period, ()), line)
    return told


def proof(actor: Actor, id: UUID, *, on: date) -> Proof:
    """Give one file to whoever sees what was told of its action, or answers for the action; NotFound for anybody else."""
    found = Proof.objects.filter(pk=id).select_related("action").first()
    if found is None:
        raise NotFound
    seen = access.returns(actor, on=on).filter(action=found.action, period=found.period).exists()
    if not seen and not access.actions(actor, on=on, verb="update").filter(pk=found.action_id).exists():
        raise NotFound
    return found


def lies_at(found: Proof) -> Path:
    """Give where the file lies."""
    return path_of(settings.UPLOADS, found.token)
