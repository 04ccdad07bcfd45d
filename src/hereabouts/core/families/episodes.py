"""An agency's list of help given, and the links between its people: read whole, or refused with row and column."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hereabouts.core.sentences import Sentence, listed

EPISODE = ("id", "agency", "service", "need", "status", "worker", "start", "end")
LINK = ("id_a", "id_b", "weight", "probability", "band")
CONTACT = ("id_a", "id_b", "on")
NEEDED = {"episodes": ("id", "agency", "need"), "links": ("id_a", "id_b", "band"), "contacts": ("id_a", "id_b", "on")}
OPEN, CLOSED = {"open", "active", "current", "ongoing"}, {"closed", "ended", "complete", "completed", "inactive"}
WAITING = {"waiting", "assessed", "referred", "unmet"}  # a need that was found, and no help yet
BANDS = ("confirm", "review")


class NotAnOverlap(Sentence):
    """A list of help, of links or of contacts that cannot be read."""


@dataclass(frozen=True)
class Episode:
    """Help by one service for one record; or, where nothing is given yet, a need that was assessed."""

    id: str
    agency: str
    service: str
    need: str
    state: str  # open, closed or waiting
    worker: str
    start: date | None
    end: date | None

    def active(self, on: date) -> bool:
        """Say whether help is given on a day. Without a first or a last day the status alone says so."""
        began = self.start is None or self.start <= on
        return self.state == "open" and began and (self.end is None or self.end >= on)


@dataclass(frozen=True)
class Link:
    """Two records that may be of one person, and in which band."""

    a: str
    b: str
    band: str


@dataclass(frozen=True)
class Contact:
    """That the services of two records spoke with each other about this person on a day."""

    a: str
    b: str
    on: date


def table(lines: Iterable[str], kind: str, name: str) -> list[dict[str, str]]:
    """Read a CSV with its columns named in the first row. Raises NotAnOverlap where one that is needed is missing."""
    reader = csv.DictReader(lines, skipinitialspace=True)
    try:
        headings = [(one or "").strip().lower().replace(" ", "_") for one in reader.fieldnames or []]
        reader.fieldnames = headings
        rows = [{key: (row.get(key) or "").strip() for key in headings} for row in reader]
    except csv.Error:
        raise NotAnOverlap("{name} is no CSV file: a quotation mark is opened and never closed.", name=name) from None
    missing = [one for one in NEEDED[kind] if one not in headings]
    if missing:
        raise NotAnOverlap(
            "{name} needs the columns {needed}; missing: {missing}. Its first row says: {said}.",
            name=name, needed=listed(NEEDED[kind]), missing=listed(missing), said=listed(headings) or "nothing",
        )  # fmt: skip
    return rows


def episodes(rows: Sequence[Mapping[str, str]], name: str) -> list[Episode]:
    """Read help given. Raises NotAnOverlap with the row (the headings are row 1) and the column."""
    return [_episode(row, n, name) for n, row in enumerate(rows, 2)]


def _episode(row: Mapping[str, str], n: int, name: str) -> Episode:
    for column in NEEDED["episodes"]:
        if not row[column]:
            raise _wrong(name, n, column, "is empty")
    said = row.get("status", "").lower() or ("closed" if row.get("end") else "open")
    known = {**dict.fromkeys(OPEN, "open"), **dict.fromkeys(CLOSED, "closed"), **dict.fromkeys(WAITING, "waiting")}
    if said not in known:
        raise _wrong(name, n, "status", f"says “{said}”. Write open, closed or waiting")
    start, end = (_day(row.get(column, ""), name, n, column) for column in ("start", "end"))
    if start and end and end < start:
        raise _wrong(name, n, "end", f"is {end}, before the start, {start}")
    more = (row.get("service", ""), row["need"], known[said], row.get("worker", ""))
    return Episode(row["id"], row["agency"], *more, start, end)


def links(rows: Sequence[Mapping[str, str]], name: str) -> list[Link]:
    """Read links as ``families match`` writes them. Raises NotAnOverlap with row and column."""
    for n, row in enumerate(rows, 2):
        for column in NEEDED["links"]:
            if not row[column]:
                raise _wrong(name, n, column, "is empty")
        if row["band"] not in BANDS:
            raise _wrong(name, n, "band", f"says “{row['band']}”. Write confirm or review")
        if row["id_a"] == row["id_b"]:
            raise _wrong(name, n, "id_b", f"is the same record as id_a, {row['id_a']}")
    return [Link(row["id_a"], row["id_b"], row["band"]) for row in rows]


def contacts(rows: Sequence[Mapping[str, str]], name: str) -> list[Contact]:
    """Read who spoke with whom, and when. Raises NotAnOverlap with row and column."""
    found = []
    for n, row in enumerate(rows, 2):
        on = _day(row["on"], name, n, "on")
        empty = next((column for column in NEEDED["contacts"] if not row[column]), None)
        if empty or on is None:
            raise _wrong(name, n, empty or "on", "is empty")
        found.append(Contact(row["id_a"], row["id_b"], on))
    return found


def _day(text: str, name: str, n: int, column: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong(name, n, column, f"says “{text}”. Write a date as 2026-03-31") from None


def _wrong(name: str, n: int, column: str, what: str) -> NotAnOverlap:
    return NotAnOverlap("{name}, row {n}: {column} {what}.", name=name, n=n, column=column, what=what)
