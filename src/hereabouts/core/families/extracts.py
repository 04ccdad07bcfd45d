"""An agency's list of whom it works with: read whole, or refused with every row that is wrong."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass

from hereabouts.core.families.people import comparable
from hereabouts.core.sentences import Sentence, counted, listed

NEEDED = ("id", "surname", "service", "worker", "worker_phone")
OPTIONAL = (
    "first_name", "dob", "sex", "address", "postcode", "uprn", "phone", "email", "nhs", "protected", "support", "status",
    "start", "end",
)  # fmt: skip
LONGEST = {
    "id": 60, "first_name": 80, "surname": 80, "sex": 10, "address": 200, "postcode": 10, "uprn": 20, "phone": 40, "email": 120,
    "nhs": 20, "support": 80, "service": 120, "worker": 120, "worker_phone": 40,
}  # fmt: skip
SHOWN = 10  # errors said at once; the rest are counted
ROWS = 20_000  # what one request can take while everybody else's changes wait their turn


class NotAnExtract(Sentence):
    """A list that cannot be taken, with the rows to mend."""


@dataclass(frozen=True)
class Entry:
    """One row that can be taken: what it says, as text and days."""

    values: Mapping[str, str]
    protected: bool
    dob: str
    starts_on: str
    ends_on: str


def entries(text: str) -> list[Entry]:
    """Read an extract. All rows or none: NotAnExtract names every row and column that is wrong (up to ten)."""
    if "\0" in text:
        raise NotAnExtract("The file holds signs that no text holds: it is no CSV, whatever its name says.")
    try:
        return _entries(text)
    except csv.Error:
        raise NotAnExtract(
            "A cell is far too long, or a quotation mark is opened and never closed. Mend it and send the file again."
        ) from None


def _entries(text: str) -> list[Entry]:
    reader = csv.DictReader(text.splitlines(keepends=True), skipinitialspace=True)
    headings = [(name or "").strip().lower().replace(" ", "_") for name in reader.fieldnames or []]
    missing = [name for name in NEEDED if name not in headings]
    if missing:
        raise NotAnExtract(
            "The first row must name the columns. {missing} missing: {names}. Columns we read: {all}.",
            missing=counted(len(missing), "column is", "columns are"),
            names=listed(missing),
            all=", ".join((*NEEDED, *OPTIONAL)),
        )
    strange = [name for name in headings if name and name not in (*NEEDED, *OPTIONAL)]
    if strange:
        raise NotAnExtract(
            "We do not take the column {names}: a list holds whom you work with and how to reach the worker, never notes. "
            "Leave it out and send the file again.",
            names=listed(strange),
        )
    reader.fieldnames = headings
    wrong: list[str] = []
    found: list[Entry] = []
    seen: dict[str, int] = {}
    for row in reader:
        if len(found) >= ROWS:
            raise NotAnExtract("The list has more than {n:,} rows. Split it and send the parts.", n=ROWS)
        values = {name: str(row.get(name) or "").strip() for name in (*NEEDED, *OPTIONAL)}
        problems = _problems(values, row, seen, reader.line_num)
        wrong += [f"Row {reader.line_num}: {problem}" for problem in problems]
        if not problems:
            found.append(_entry(values))
    if not found and not wrong:
        raise NotAnExtract("The file has headings and no rows.")
    if wrong:
        more = f" And {len(wrong) - SHOWN} more." if len(wrong) > SHOWN else ""
        raise NotAnExtract("Nothing was taken. {wrong}{more}", wrong=" ".join(wrong[:SHOWN]), more=more)
    return found


def _problems(values: Mapping[str, str], row: Mapping[object, object], seen: dict[str, int], line: int) -> list[str]:
    wrong = [f"{name} is empty." for name in NEEDED if not values[name]]
    wrong += [f"{name} is longer than {n} characters." for name, n in LONGEST.items() if len(values[name]) > n]
    if None in row:
        wrong.append("it has more cells than there are headings.")
    wrong += [
        f"{name} is “{values[name]}”, which is not a date. Write 2016-03-31 or 31/03/2016."
        for name in ("dob", "start", "end")
        if values[name] and comparable({"dob": values[name]})["dob"] is None
    ]
    if values["status"].lower() not in {"", "open", "closed"}:
        wrong.append(f"status is “{values['status']}”. Write open or closed.")
    if values["id"] in seen:
        wrong.append(f"id {values['id']} stands in row {seen[values['id']]} already.")
    elif values["id"]:
        seen[values["id"]] = line
    return wrong


def _entry(values: Mapping[str, str]) -> Entry:
    day = {name: comparable({"dob": values[name]})["dob"] or "" for name in ("dob", "start", "end")}
    return Entry(values, comparable(values)["protected"], day["dob"], day["start"], day["end"])
