"""Files that show what was told: kept with the action and the quarter, a few each, and let go of again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import transaction

from hereabouts.core.ledger import Actor
from hereabouts.engines import proofs, recordings
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans.changes.actions import NoReason
from hereabouts.records.plans.models import Action, Proof

MOST = 5  # files for an action and a quarter: more is an archive, and has a place of its own


def kept(action: Action, period: str, chunks: Iterable[bytes], caption: str, *, by: Actor, on: date) -> Proof:
    """Keep one file within a change that is audited; the same file twice is one. NotAProof or NoReason says what cannot be."""
    if not caption.strip():
        raise NoReason("Say in a few words what the file shows, for whoever cannot see it.")
    if Proof.objects.filter(action=action, period=period).count() >= MOST:
        raise NoReason("{n} files are kept for this quarter already. Write where the others are.", n=MOST)
    file = proofs.keep(settings.UPLOADS, chunks)
    if already := Proof.objects.filter(action=action, period=period, sha256=file.sha256).first():
        recordings.drop(settings.UPLOADS, file.token)
        return already
    try:
        with transaction.atomic():
            return Proof.objects.create(
                action=action, period=period, token=file.token, type=file.type, size=file.size, sha256=file.sha256,
                caption=caption.strip(), added_by=by.name, added_on=on,
            )  # fmt: skip
    except Exception:
        recordings.drop(settings.UPLOADS, file.token)
        raise


@change("return.submit", about="action", step="file dropped")
def drop_proof(*, by: Actor, on: date, action: Action, proof: Proof) -> None:
    """Let go of a file for good; one of another action stays."""
    if proof.action_id == action.pk:
        proof.delete()
        transaction.on_commit(lambda: recordings.drop(settings.UPLOADS, proof.token))
