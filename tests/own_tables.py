"""Own tables for tests: made by hand, loaded by the product's own changes."""

import csv
import io

from hereabouts.records.evidence.own import changes, reads
from hereabouts.records.imports import changes as imports
from hereabouts.records.imports import reads as sheets
from tests.worlds import TODAY

SAID = {
    "title": "Households on the waiting list", "shape": "proportion", "of": "households", "per": 1000, "topic": "T12",
    "polarity": "high_bad", "generation": "DZ2011", "period": "2025", "source": "Housing register, 1 April 2025",
    "licence": "Not licensed: for the partnership", "within": False, "note": "",
}  # fmt: skip
WAITING = {
    "S01009001": (60, 400), "S01009002": (90, 400), "S01009003": (12, 200), "S01009004": (38, 400),
    "S01009005": (10, 300), "S01009006": (9, 300),
}  # fmt: skip
COLUMNS = {"area": "Data zone", "value": "Waiting", "of": "Households"}


def as_csv(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def table(numbers=WAITING, *, above=(), below=()):
    rows = [[code, *told] for code, told in numbers.items()]
    return as_csv([*above, ["Data zone", "Waiting", "Households"], *rows, *below])


def put_aside(by, content, *, name="waiting-list.csv", columns=COLUMNS, **said):
    """Bring a file as far as its check."""
    batch = imports.start(by=by, on=TODAY, about=reads.ABOUT, file_name=name, chunks=[content])
    found = reads.table_of(batch, sheets.workbook_of(batch))
    imports.give_meaning(by=by, on=TODAY, batch=batch, table=found, mapping=columns)
    return imports.say(by=by, on=TODAY, batch=batch, facts={"said": SAID | said})


def load(by, content=None, **said):
    return changes.load(by=by, on=TODAY, batch=put_aside(by, content or table(), **said))
