"""How imports move: a file is put aside, its columns get a meaning, the room does it, and may take it back.

``done`` and ``undone`` are called inside the room's own change, so that rows, batch and audit entry happen together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from hereabouts.core.imports.checking import headings_key
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.engines import uploads
from hereabouts.records.imports.models import Batch, Columns, Touched
from hereabouts.records.imports.reads import newer_on_the_same
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from hereabouts.core.imports.tables import Table
    from hereabouts.records.ledger.record import Guarded


class Settled(Sentence):
    """An import that is done, undone or cancelled already."""


class BuiltUpon(Sentence):
    """An import that cannot be taken back because something newer stands on it."""


@change("import.start")
def start(
    *,
    by: Actor,
    on: date,
    place: Guarded | None = None,
    about: str,
    file_name: str,
    chunks: Iterable[bytes],
    facts: Mapping[str, str] | None = None,
) -> Batch:
    """Put a file aside and open a batch for it. Nothing is imported yet; an unsettled file is let go after a day."""
    kept = uploads.keep(settings.UPLOADS, chunks)
    newest = Batch.objects.order_by("-order").values_list("order", flat=True).first() or 0
    return Batch.objects.create(
        place=place,
        organisation_id=by.organisation,
        about=about,
        file_name=file_name.replace("\\", "/").rpartition("/")[2][-200:],
        sha256=kept.sha256,
        size=kept.size,
        token=kept.token,
        facts=dict(facts or {}),
        by=by.id,
        by_name=by.name,
        uploaded_on=on,
        order=newest + 1,
    )


@change("import.start", about="batch")
def give_meaning(*, by: Actor, on: date, batch: Batch, table: Table, mapping: Mapping[str, str]) -> Batch:
    """Say which column is which field, and remember it for the next sheet with these headings."""
    _waiting(batch)
    batch.mapping = dict(mapping)
    batch.save(update_fields=["mapping"])
    Columns.objects.update_or_create(
        about=batch.about, headings=headings_key(table.headings), defaults={"mapping": dict(mapping)}
    )
    return batch


@change("import.start", about="batch")
def say(*, by: Actor, on: date, batch: Batch, facts: Mapping[str, object], sheet: str | None = None) -> Batch:
    """Say more of a file that waits: its sheet, and what the room needs to know beside the rows."""
    _waiting(batch)
    batch.facts = {**batch.facts, **facts}
    batch.sheet = batch.sheet if sheet is None else sheet
    batch.save(update_fields=["facts", "sheet"])
    return batch


@change("import.start", about="batch")
def cancel(*, by: Actor, on: date, batch: Batch) -> Batch:
    """Leave the file out and let go of it."""
    _waiting(batch)
    _settle(batch, state="cancelled")
    return batch


def done(batch: Batch, *, on: date, counts: Mapping[str, int], touched: Mapping[UUID, dict[str, Any] | None]) -> Batch:
    """Settle a batch: what it made (None) or changed (what stood there before). Call it inside a change."""
    _waiting(batch)
    Touched.objects.bulk_create(
        [Touched(batch=batch, object=pk, before=before) for pk, before in touched.items()], batch_size=500
    )
    _settle(batch, state="done", counts=dict(counts), imported_on=on)
    return batch


def undone(batch: Batch, *, on: date) -> tuple[list[UUID], dict[UUID, dict[str, Any]]]:
    """Take a batch back: give what it made, to be removed, and what it changed, as it stood before.

    Call it inside a change. Raises BuiltUpon when a later import touched the same rows, Settled when there is
    nothing to take back.
    """
    batch.refresh_from_db(fields=["state"])
    if batch.state != "done":
        raise Settled("“{file}” is {state}; there is nothing to take back.", file=batch.file_name, state=batch.state)
    if newer := newer_on_the_same(batch):
        raise BuiltUpon("A later import changed {n} of these rows. Take that one back first.", n=newer)
    touched = list(Touched.objects.filter(batch=batch))
    Touched.objects.filter(batch=batch).delete()
    _settle(batch, state="undone", undone_on=on)
    return [t.object for t in touched if t.before is None], {t.object: t.before for t in touched if t.before}


def forget(things: Iterable[UUID]) -> None:
    """Forget what stood in things before an import changed them: somebody took their words back. Call it inside a change."""
    Touched.objects.filter(object__in=list(things)).filter(before__isnull=False).update(before={})


def _waiting(batch: Batch) -> None:
    batch.refresh_from_db(fields=["state"])
    if batch.state != "waiting":
        raise Settled("“{file}” is {state} already.", file=batch.file_name, state=batch.state)


def _settle(batch: Batch, **facts: object) -> None:
    token, batch.token = batch.token, ""
    for name, value in facts.items():
        setattr(batch, name, value)
    batch.save()
    transaction.on_commit(lambda: token and uploads.drop(settings.UPLOADS, token))
