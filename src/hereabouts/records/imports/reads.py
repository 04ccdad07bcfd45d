"""What is known of an import: its line in the history, its table, the columns remembered for such a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from hereabouts.core.imports.checking import headings_key, suggested
from hereabouts.core.imports.fields import Field
from hereabouts.core.imports.tables import Table, table
from hereabouts.core.ledger import Actor
from hereabouts.engines import uploads
from hereabouts.engines.sheets import NotATable, Workbook, read
from hereabouts.records.imports.access import visible
from hereabouts.records.imports.models import Batch, Columns, Touched


@dataclass(frozen=True)
class BatchLine:
    """One import in the history."""

    id: UUID
    file: str
    state: str
    by: str
    uploaded_on: date
    imported_on: date | None
    undone_on: date | None
    counts: dict[str, int]


def history(actor: Actor, *, on: date, about: str, place: object = None, thing: UUID | None = None) -> list[BatchLine]:
    """Give the settled imports of one kind, newest first; those about one ``thing``, where it is named in their facts."""
    rows = visible(actor, on=on).filter(about=about, state__in=["done", "undone"])
    rows = rows if thing is None else rows.filter(facts__thing=str(thing))
    return [line(batch) for batch in (rows if place is None else rows.filter(place=place.id))]


def line(b: Batch) -> BatchLine:
    """Describe one import."""
    return BatchLine(b.pk, b.file_name, b.state, b.by_name, b.uploaded_on, b.imported_on, b.undone_on, b.counts)


def table_of(batch: Batch, fields: Sequence[Field]) -> Table:
    """Read the file that waits, in a process of its own. NotATable says why it cannot be read."""
    return table(workbook_of(batch).rows, fields)


def workbook_of(batch: Batch, *, sheet: str | None = None) -> Workbook:
    """Read the chosen sheet of the file that waits, or another, as it is."""
    path = uploads.path(settings.UPLOADS, batch.token)
    if not batch.token or not path.exists():
        raise NotATable("The file is no longer here: it waits for a day at most. Load it again.")
    return read(path, sheet=batch.sheet if sheet is None else sheet)


def table_in(path: Path, fields: Sequence[Field], *, sheet: str = "") -> Table:
    """Read a file from disk."""
    return table(read(path, sheet=sheet).rows, fields)


def columns_for(about: str, found: Table, fields: Sequence[Field]) -> tuple[dict[str, str], bool]:
    """Propose the columns, and say whether they are remembered from the last such sheet."""
    kept = Columns.objects.filter(about=about, headings=headings_key(found.headings)).first()
    if kept and set(kept.mapping.values()) <= set(found.headings):
        return {name: heading for name, heading in kept.mapping.items() if name in {f.name for f in fields}}, True
    return suggested(found.headings, fields), False


def standing(about: str, thing: UUID) -> Batch | None:
    """Give the newest import about a thing that was not taken back; None where there is none."""
    return Batch.objects.filter(about=about, state="done", facts__thing=str(thing)).order_by("-order").first()


def alike(batch: Batch, found: Table) -> Batch | None:
    """Give the last import of the same organisation whose sheet had these headings; None for the first."""
    mine = Batch.objects.filter(about=batch.about, organisation=batch.organisation_id, state="done")
    return mine.filter(facts__headings=headings_key(found.headings)).order_by("-order").first()


def newer_on_the_same(batch: Batch) -> int:
    """Count the things of a batch that a later import, not taken back, has touched since."""
    mine = Touched.objects.filter(batch=batch).values("object")
    later = Touched.objects.filter(batch__state="done", batch__order__gt=batch.order, object__in=mine)
    return later.values("object").distinct().count()
