"""An action tracker as partners keep it in a spreadsheet: its headings known by many names, its rows checked.

All or nothing: every fault is named with its row and column as the person sees them, and nothing is imported.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from hereabouts.core.cells import runs
from hereabouts.core.sentences import Sentence, counted, listed

# What partners call each column, in lower case.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "ref": ("ref", "reference", "action ref", "action reference"),
    "title": ("title", "action", "action title", "what", "task"),
    "lead": ("lead", "lead organisation", "lead partner", "lead agency", "owner", "who"),
    "person": ("lead person", "lead officer", "responsible", "responsible officer", "named lead", "contact"),
    "starts_on": ("start", "start date", "starts", "starts on", "from"),
    "due_on": ("due", "due date", "end", "end date", "deadline", "by when", "target date", "due on"),
    "measure": ("measure", "indicator", "how measured", "measured by"),
    "baseline": ("baseline", "baseline value"),
    "target": ("target", "target value"),
    "money": ("money", "budget", "cost", "money planned", "planned cost"),
}
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
SHOWN = 8  # faults named one by one; the rest are counted


class NotATracker(Sentence):
    """A table that is no action tracker, or has rows that cannot be read."""


@dataclass(frozen=True)
class Leads:
    """Who may lead: the partners and the people who work for them, by their names in small letters."""

    partners: Mapping[str, str]
    people: Mapping[str, tuple[str, str]]

    def find(self, words: str) -> tuple[str, str] | str:
        """Give the partner and the person (or "") that a cell names; else say in words why it names none or several."""
        wanted = words.lower()
        if wanted in self.partners:
            return self.partners[wanted], ""
        if wanted in self.people:
            return self.people[wanted][1], self.people[wanted][0]
        found = [(name, "") for key, name in self.partners.items() if wanted in key]
        found += [(of, name) for key, (name, of) in self.people.items() if wanted in key]
        if len(found) == 1:
            return found[0]
        if not found:
            return f"“{words}” is no partner in the register, and nobody of that name works for one."
        return f"“{words}” could be {listed([who or of for of, who in found], last='or')}. Write the whole name."


@dataclass(frozen=True)
class Tracked:
    """One action of a tracker, read and checked."""

    row: int
    title: str
    lead: str
    starts_on: date | None
    due_on: date | None
    measure: str
    baseline: Decimal | None
    target: Decimal | None
    money: Decimal | None
    person: str = ""
    ref: str = ""


def paired(
    rows: Sequence[Tracked], *, refs: Iterable[str], titles: Sequence[tuple[str, str]]
) -> list[tuple[Tracked, str]]:
    """Say which action of the plan each row is, by its reference, or "" for one that is new.

    A row is known by its reference; without one that the plan has, by its exact title. Two rows of one title are two
    actions: each known action is taken once, so that the same sheet pairs off the same way however often it comes.
    """
    free = {ref.upper(): ref for ref in refs}
    by_ref = {row.row: free.pop(row.ref.upper()) for row in rows if row.ref.upper() in free}
    left: dict[str, list[str]] = {}
    for ref, title in titles:
        if ref.upper() in free:
            left.setdefault(title, []).append(ref)
    return [(row, by_ref.get(row.row) or _next(left.get(row.title))) for row in rows]


def _next(refs: list[str] | None) -> str:
    return refs.pop(0) if refs else ""


def read(
    rows: Sequence[Sequence[object]], *, organisations: Sequence[str], people: Mapping[str, str] | None = None
) -> list[Tracked]:
    """Read the rows of a sheet, the headings first; NotATracker names every fault.

    A lead is a partner of the register or somebody who works for one (``people``: name -> partner), whatever the
    capitals; a part of the name does where only one has it. An empty lead is allowed and stays open.
    """
    columns = _columns(rows)
    known = Leads(
        {name.lower(): name for name in organisations}, {n.lower(): (n, of) for n, of in (people or {}).items()}
    )
    faults: list[str] = []
    read_ = [
        _row(number, row, columns, known, faults)
        for number, row in enumerate(rows[1:], start=2)
        if any(str(cell or "").strip() for cell in row)
    ]
    if faults:
        more = f" And {counted(len(faults) - SHOWN, 'more fault')}." if len(faults) > SHOWN else ""
        raise NotATracker("Nothing was imported. {faults}{more}", faults=" ".join(faults[:SHOWN]), more=more)
    if not read_:
        raise NotATracker("The table has headings and no action below them.")
    return read_


def _columns(rows: Sequence[Sequence[object]]) -> dict[str, int]:
    headings = [str(cell or "").strip().lower() for cell in rows[0]] if rows else []
    found = {
        field: headings.index(name) for field, names in HEADINGS.items() for name in reversed(names) if name in headings
    }
    if "title" not in found:
        raise NotATracker(
            "Row 1 has no heading for the action. Call the column {names}.", names=listed(HEADINGS["title"], last="or")
        )
    return found


def _row(number: int, row: Sequence[object], columns: Mapping[str, int], known: Leads, faults: list[str]) -> Tracked:
    def cell(field: str) -> object:
        at = columns.get(field)
        return row[at] if at is not None and at < len(row) else None

    def fault(field: str, words: str) -> None:
        faults.append(f"Row {number}, column {_letter(columns.get(field, 0))}: {words}")

    def lead(field: str) -> tuple[str, str]:
        words = str(cell(field) or "").strip()
        found = known.find(words) if words else ("", "")
        if isinstance(found, str):
            fault(field, found)
            return "", ""
        return found

    (partner, somebody), (theirs, named) = lead("lead"), lead("person")
    title = str(cell("title") or "").strip()
    title = title[1:] if title.startswith("'") and runs(title[1:]) else title  # the mark that our own export puts there
    if not title:
        fault("title", "the action has no title.")
    if partner and theirs and partner != theirs:
        fault("person", f"{named or theirs} works for {theirs}, and the row is led by {partner}.")
    made = Tracked(
        row=number,
        title=title,
        lead=partner or theirs,
        person=named or somebody,
        starts_on=_day(cell("starts_on"), lambda words: fault("starts_on", words)),
        due_on=_day(cell("due_on"), lambda words: fault("due_on", words)),
        measure=str(cell("measure") or "").strip(),
        baseline=_number(cell("baseline"), lambda words: fault("baseline", words)),
        target=_number(cell("target"), lambda words: fault("target", words)),
        money=_number(cell("money"), lambda words: fault("money", words)),
        ref=str(cell("ref") or "").strip(),
    )
    if made.starts_on and made.due_on and made.due_on < made.starts_on:
        fault("due_on", "the action is due before it starts.")
    return made


def _letter(column: int) -> str:
    """Name a column as a spreadsheet does: 0 is A, 26 is AA."""
    return (_letter(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def _day(cell: object, fault: Callable[[str], None]) -> date | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for pattern in DATES:
        try:
            return datetime.strptime(str(cell).strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    fault(f"“{cell}” is not a day we can read. Write 31/03/2027.")
    return None


def _number(cell: object, fault: Callable[[str], None]) -> Decimal | None:
    if cell is None or str(cell).strip() == "":
        return None
    try:
        read_ = Decimal(str(cell).strip().removeprefix("£").replace(",", "").removesuffix("%"))
    except InvalidOperation:
        fault(f"“{cell}” is not a number.")
        return None
    if not read_.is_finite():
        fault(f"“{cell}” is not a number.")
        return None
    return read_
