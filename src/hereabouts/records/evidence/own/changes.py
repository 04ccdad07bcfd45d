"""How own tables change: a file is loaded whole or not at all, taken back exactly, and cleared to be published."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.evidence.own_readings import Key, OwnRow
from hereabouts.core.imports.checking import headings_key
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, counted
from hereabouts.records.evidence.models import OwnReading, OwnTable
from hereabouts.records.evidence.own import reads
from hereabouts.records.imports import changes as imports
from hereabouts.records.imports import reads as batches
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from hereabouts.records.imports.models import Batch

CHUNK = 1_000  # rows written at once


class Faulty(Sentence):
    """A table with rows that cannot be read. Nothing of it is loaded."""


class KeptWithin(Sentence):
    """A table that is kept to one organisation, and so cannot be published."""


@change("own_table.import")
def load(*, by: Actor, on: date, batch: Batch) -> OwnTable:
    """Load the file that waits, as its columns and facts say: every row, or none.

    A table is known by its title and its organisation. The file speaks for the periods that stand in it; readings of other
    periods stay. What was cleared to be published is no longer: somebody looks at the new numbers first.
    """
    if str(batch.organisation_id) != str(by.organisation):
        raise NotFound
    if earlier := reads.called(by.organisation, str(batch.facts.get("said", {}).get("title", ""))):
        earlier.hold()  # of two files at once the second is laid beside what the first did
    found = reads.prepared(batch)
    if found.read.faults:
        raise Faulty(
            "{n} in the table. Nothing was loaded. The first: {first}",
            n=counted(len(found.read.faults), "fault"), first=str(found.read.faults[0]),
        )  # fmt: skip
    one = found.earlier or OwnTable.objects.create(title=found.facts.title.strip(), organisation_id=by.organisation)
    kept = {
        "thing": str(one.pk),
        "headings": headings_key(found.table.headings),
        "said": found.facts.told(),
        "people": found.people_source,
    }
    imports.say(by=by, on=on, batch=batch, facts=kept)
    plan = found.plan
    _end(one, batch, {*(c.row.key for c in plan.changed), *plan.removed})
    _begin(one, batch, [*plan.new, *(c.row for c in plan.changed)])
    imports.done(batch, on=on, counts=plan.counts, touched={})
    _stand(one, batch)
    return one


def _end(one: OwnTable, batch: Batch, gone: set[Key]) -> None:
    rows = OwnReading.objects.filter(table=one, ended_by=None).values_list("pk", "area", "period")
    ids = [pk for pk, area, period in rows if Key(area, period) in gone]
    for n in range(0, len(ids), CHUNK):
        OwnReading.objects.filter(pk__in=ids[n : n + CHUNK]).update(ended_by=batch)


def _begin(one: OwnTable, batch: Batch, rows: list[OwnRow]) -> None:
    OwnReading.objects.bulk_create(
        [
            OwnReading(table=one, area=r.key.area, period=r.key.period, numerator=r.amount.numerator,
                       denominator=r.amount.denominator, row=r.row, made_by=batch)
            for r in rows
        ],
        batch_size=CHUNK,
    )  # fmt: skip


def _stand(one: OwnTable, batch: Batch | None) -> None:
    one.stands = batch
    one.within = bool(batch and batch.facts["said"]["within"])
    one.save(update_fields=["stands", "within"])


@change("own_table.undo")
def take_back(*, by: Actor, on: date, own_table: OwnTable) -> OwnTable:
    """Take the newest import of a table back: every number, and what the table says of itself, stands as it stood before."""
    if str(own_table.organisation_id) != str(by.organisation) or own_table.stands is None:
        raise NotFound
    batch = own_table.stands
    imports.undone(batch, on=on)
    OwnReading.objects.filter(table=own_table, made_by=batch).delete()
    OwnReading.objects.filter(table=own_table, ended_by=batch).update(ended_by=None)
    _stand(own_table, batches.standing(reads.ABOUT, own_table.pk))
    return own_table


@change("own_table.clear")
def clear(*, by: Actor, on: date, own_table: OwnTable) -> OwnTable:
    """Say that the numbers that stand may be published, small ones hidden. The next import must be cleared again."""
    if own_table.within:
        raise KeptWithin(
            "“{title}” is kept to the organisation that loaded it. It cannot be published.", title=own_table.title
        )
    own_table.cleared, own_table.cleared_on, own_table.cleared_by = own_table.stands, on, by.name
    own_table.save(update_fields=["cleared", "cleared_on", "cleared_by"])
    return own_table


@change("own_table.clear")
def shut(*, by: Actor, on: date, own_table: OwnTable) -> OwnTable:
    """Say that the numbers may not be published after all. What was released stays released until it is withdrawn."""
    own_table.cleared, own_table.cleared_on, own_table.cleared_by = None, None, ""
    own_table.save(update_fields=["cleared", "cleared_on", "cleared_by"])
    return own_table
