"""A sheet of answers before it is loaded: its fields, its faults, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.imports.checking import Fault, Planned, checked, planned
from hereabouts.core.imports.fields import Field
from hereabouts.core.imports.tables import Table
from hereabouts.core.voice.layouts import month_first
from hereabouts.core.voice.recognising import Recognised, recognise
from hereabouts.core.voice.responses import fields
from hereabouts.engines.definitions import profile_questions, survey_layouts
from hereabouts.records.imports.reads import columns_for, workbook_of
from hereabouts.records.voice.models import Activity, Contribution

if TYPE_CHECKING:
    from hereabouts.records.imports.models import Batch


@dataclass(frozen=True)
class Prepared:
    """What a sheet would do: the plan, every fault with its row, and what stands in the sheet beside answers."""

    plan: Planned
    faults: tuple[Fault, ...]
    rows: int
    blank: int
    repeated: int
    days: tuple[date, date] | None = None  # the earliest and the latest day, so that a month read as a day is seen


def fields_of(activity: Activity | None, *, on: date) -> tuple[Field, ...]:
    """Give the fields that a sheet of answers can have."""
    return fields(tuple(profile_questions().values()), on=on, held_on=activity.held_on if activity else None)


def recognised(batch: Batch, activity: Activity | None, *, on: date) -> tuple[Recognised, bool]:
    """Read the file that waits as whoever loads it said, or as its headings give it away; say whether its columns are remembered."""
    fields = fields_of(activity, on=on)
    found = recognise(
        workbook_of(batch).rows,
        fields,
        survey_layouts(),
        wanted=batch.facts.get("layout", ""),
        per=batch.facts.get("per", ""),
    )
    kept, remembered = columns_for(Contribution.KIND, found.table, fields)
    return (replace(found, mapping=kept) if remembered else found), remembered


def prepared(
    place: object, activity: Activity | None, table: Table, mapping: Mapping[str, str], *, on: date
) -> Prepared:
    """Check every row and lay it beside what is remembered of this place. NotMapped says what is wrong with the columns."""
    table = month_first(table, mapping.get("heard_on", ""))
    good, faults = checked(table, fields_of(activity, on=on), mapping)
    prefix = prefix_of(activity)
    remembered = [
        (key.removeprefix(prefix), print_, withdrawn_on)
        for key, print_, withdrawn_on in Contribution.objects.filter(
            place=place.id, key__startswith=prefix
        ).values_list("key", "print", "withdrawn_on")
    ]
    known = {key: print_ for key, print_, _ in remembered}
    taken_back = frozenset(key for key, _, withdrawn_on in remembered if withdrawn_on)  # no sheet gives them again
    plan = planned(good, known, column=mapping.get("ref", ""), closed=taken_back)
    told = sorted([*faults, *plan.faults], key=lambda fault: fault.row)
    days = sorted(day for one in good if (day := one.values["heard_on"]))
    between = (days[0], days[-1]) if days else None
    return Prepared(plan, tuple(told), len(table.rows), table.blank, table.repeated, between)


def prefix_of(activity: Activity | None) -> str:
    """Start a key: two surveys may both have an answer number 1."""
    return f"{activity.pk if activity else 'sheet'}/"
