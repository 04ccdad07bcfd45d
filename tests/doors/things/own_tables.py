"""Two own tables of the council: one for the partnership, one kept within; and one in each step of its way."""

from hereabouts.records.evidence.own import reads
from hereabouts.records.imports import changes as imports
from tests import own_tables
from tests.worlds import TODAY

STEPS = ("own-columns", "own-facts", "own-check", "own-faults")
POSTED = {"own-sheet": {"heading_row": 1}, "own-columns": own_tables.COLUMNS, "own-check": {"step": "leave"}}


def made(partnership):
    by = partnership.actor("analyst")
    shared, within = own_tables.load(by), own_tables.load(by, title="Rents", within=True)
    new = imports.start(by=by, on=TODAY, about=reads.ABOUT, file_name="a.csv", chunks=[own_tables.table()])
    waiting = own_tables.put_aside(by, own_tables.table())
    return {
        ("own-table", "east"): shared.pk, ("own-table", "within"): within.pk, ("own-undo", "east"): shared.pk,
        ("own-who", "east"): shared.pk, ("own-who", "within"): within.pk,
        ("own-clear", "east"): shared.pk, ("own-clear", "within"): within.pk, ("own-sheet", "east"): new.pk,
        **{(step, "east"): waiting.pk for step in STEPS},
    }  # fmt: skip
