"""An action tracker as partners keep it, read: its actions, what must be asked first, what was told, what cannot be taken in.

All or nothing: while a question is open or a row is refused, nothing is imported. The same answers read the same sheet alike.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from hereabouts.core.cells import runs
from hereabouts.core.plans import tracker_days, tracker_leads, tracker_rows, tracker_status
from hereabouts.core.plans.tracker import Measure, Tracked
from hereabouts.core.plans.tracker_asking import Asking, Fault, Question, Words, option
from hereabouts.core.plans.tracker_heads import Column, NotATracker, columns, heading_line
from hereabouts.core.plans.tracker_leads import Lead, Leads
from hereabouts.core.plans.tracker_sheet import Book, Sheet, SheetCell, SheetLine
from hereabouts.core.sentences import listed

LONGEST = 200  # letters of a title and of a measure
EVERY = "all of them"
TIMES = {"k": 1000, "m": 1_000_000, "": 1}
NUMBER = re.compile(r"[£€$]?\s*(-?[\d,]*\.?\d+)\s*(k|m)?\s*%?", re.IGNORECASE)
SEVERAL = ";"
ENDED = {tracker_rows.STOPPED, tracker_rows.DONE}


@dataclass(frozen=True)
class Known:
    """What a sheet is read against: who may lead, the outcomes of the plan, the day, the last day and the references of the plan."""

    leads: Leads
    on: date
    outcomes: Sequence[str] = ()
    until: date | None = None
    refs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reading:
    """A sheet as it was read with the answers there are."""

    rows: tuple[Tracked, ...] = ()
    questions: tuple[Question, ...] = ()
    refused: tuple[Fault, ...] = ()
    notes: tuple[Words, ...] = ()
    columns: tuple[Column, ...] = ()
    says: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Question, ...]:
        """Give the questions without whose answer nothing is imported."""
        return tuple(question for question in self.questions if question.open)

    @property
    def ready(self) -> bool:
        """Say whether the sheet can be taken in."""
        return bool(self.rows) and not self.open and not self.refused


def read(book: Book, *, known: Known, answers: Mapping[str, str]) -> Reading:
    """Read a tracker. NotATracker where no sheet of it has the headings of one, or no action stands under them."""
    asking = Asking(answers)
    sheets = [(sheet, line) for sheet in book.sheets if (line := heading_line(sheet))]
    if not sheets:
        raise NotATracker(
            "No row looks like the headings of an action tracker. Put “Action”, “Lead” and “Due” over the columns, and load it again."
        )
    chosen = _chosen(sheets, asking)
    shown: list[Column] = []
    rows: list[Tracked] = []
    for sheet, line in chosen:
        below = [one for one in sheet.lines if one.number > line.number and not _repeats(one, line)]
        found = columns(line, below, sheet.hidden_columns, asking)
        shown = shown or found
        rows += _Rows(found, known, asking).read(below)
    if not asking.faults:
        _no_ref_twice(chosen, rows, known, asking)
    if not rows and not asking.faults and not asking.questions:
        raise NotATracker("The table has headings and no action below them.")
    return Reading(tuple(rows), asking.questions, tuple(asking.faults), asking.notes, tuple(shown), book.says)


def _chosen(sheets: Sequence[tuple[Sheet, SheetLine]], asking: Asking) -> list[tuple[Sheet, SheetLine]]:
    told = {tuple(cell.text.casefold() for cell in line.cells) for _, line in sheets}
    if len(sheets) > 1 and len(told) == 1:  # one tracker in parts: a table for each theme
        asking.note(
            "parts",
            "There are {n} tables with the same headings: they are read as one.",
            line=sheets[0][1],
            n=len(sheets),
        )
    if len(told) == 1:
        return list(sheets)
    said = asking.ask(
        "sheet", "There are {n} tables that look like trackers: {names}. Which is the plan’s?",
        [option(EVERY, "All of them"), *(option(sheet.name, "{name}", name=sheet.name) for sheet, _ in sheets)],
        line=sheets[0][1], n=len(sheets), names=listed([f"“{sheet.name}”" for sheet, _ in sheets[:8]]),
    )  # fmt: skip
    return [one for one in sheets if said in {EVERY, one[0].name}]


def _no_ref_twice(
    sheets: Sequence[tuple[Sheet, SheetLine]], rows: Sequence[Tracked], known: Known, asking: Asking
) -> None:
    lines = {(line.part, line.number): line for sheet, _ in sheets for line in sheet.lines}
    seen: dict[str, int] = {}
    for row in rows:
        if row.ref.upper() in known.refs and row.ref.upper() in seen:
            line = lines[row.part, row.row]
            asking.refuse(
                "{where}: {ref} stands in two rows. One action has one row.", line=line, column=None, ref=row.ref
            )
        seen.setdefault(row.ref.upper(), row.row)


@dataclass
class _Rows:
    """Reads the rows of one table."""

    columns: Sequence[Column]
    known: Known
    asking: Asking
    at: dict[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        self.at = {column.field: column for column in reversed(self.columns) if column.field}

    def read(self, lines: Sequence[SheetLine]) -> list[Tracked]:
        """Give the actions of the rows; none while nobody has said which column holds them."""
        if "title" not in self.at:
            return []
        found = tracker_rows.actions(lines, self.at["title"].at, self.asking)
        tracker_rows.told_merged(found, [column.at for column in self.at.values()], self.asking)
        return [row for line in found if (row := self._row(line))]

    def _cell(self, line: SheetLine, name: str) -> SheetCell:
        return line.cell(self.at[name].at) if name in self.at else SheetCell()

    def _column(self, name: str) -> int:
        return self.at[name].at

    def _row(self, line: SheetLine) -> Tracked | None:
        title = self._long(line, "title", unquoted(self._cell(line, "title").text))
        if not title:
            self.asking.refuse("{where}: the action has no title.", line=line, column=self._column("title"))
            return None
        lead = self._lead(line)
        starts_on, due_on = self._day(line, "starts_on", end=False), self._day(line, "due_on", end=True)
        if starts_on and due_on and due_on < starts_on:
            starts_on, due_on = self._turned(line, starts_on, due_on)
        supporting, unknown = self._supporting(line, lead)
        completed_on = self._day(line, "completed_on", end=True)
        state = self._state(line) or ("complete" if completed_on else self._unsaid(line))
        reason = unquoted(self._cell(line, "reason").text)
        return Tracked(
            row=line.number, part=line.part, title=title, whole=unquoted(self._cell(line, "title").text), lead=lead.partner,
            person=lead.person, lead_words=lead.words, supporting=supporting, starts_on=starts_on,
            due_on=due_on, measures=self._measures(line), money=self._number(line, "money"), spent=self._number(line, "spent"),
            ref=self._cell(line, "ref").text, state=state, reason=reason,
            outcome=self._outcome(line), evidence=self._evidence(line), told=self._told(line, "" if state in ENDED else reason, unknown),
            completed_on=completed_on if state == "complete" else None,
        )  # fmt: skip

    def _lead(self, line: SheetLine) -> Lead:
        found, leads = Lead(), self.known.leads
        if "lead" in self.at:
            raw = str(self._cell(line, "lead").value or "").strip()
            found = tracker_leads.lead(_names(raw), leads, self.asking, line=line, column=self._column("lead"))
        if "person" in self.at:
            words = self._cell(line, "person").text
            found = tracker_leads.person(words, found, leads, self.asking, line=line, column=self._column("person"))
        return found

    def _turned(self, line: SheetLine, starts_on: date, due_on: date) -> tuple[date | None, date | None]:
        """Ask what counts where an action would be due before it starts; a person may also mend the sheet."""
        said = self.asking.ask(
            "due before start", "{where}: the action is due before it starts. Which of the two days counts?",
            [option("due", "The day it is due: leave the start empty"), option("start", "The day it starts: leave the other empty"),
             option("neither", "Neither: leave both empty"), option("mend", "I will mend them in the sheet")],
            line=line, column=self._column("due_on"),
        )  # fmt: skip
        if said == "mend":
            self.asking.refuse("{where}: the action is due before it starts.", line=line, column=self._column("due_on"))
        return (starts_on if said == "start" else None), (due_on if said == "due" else None)

    def _unsaid(self, line: SheetLine) -> str:
        if "status" in self.at and not (self._cell(line, "status").text or self._cell(line, "status").fill):
            self.asking.note(
                "no status", "{where}: nothing says how it stands; a new action comes in as not started.",
                line=line, column=self._column("status"),
            )  # fmt: skip
        return ""

    def _told(self, line: SheetLine, reason: str, unknown: Sequence[str]) -> str:
        """Put together what no field holds: progress as it was told, and who supports under names that nobody knows."""
        beside = f"Supported by: {'; '.join(unknown)}." if unknown else ""
        return " ".join(filter(None, (unquoted(self._cell(line, "told").text), reason, beside)))

    def _supporting(self, line: SheetLine, lead: Lead) -> tuple[tuple[str, ...], tuple[str, ...]]:
        found, unknown = lead.supporting, tuple[str, ...]()
        if "supporting" in self.at and (raw := str(self._cell(line, "supporting").value or "").strip()):
            column = self._column("supporting")
            more, unknown = tracker_leads.supporters(
                _names(raw), self.known.leads, self.asking, line=line, column=column
            )
            found += more
        return tuple(one for one in dict.fromkeys(found) if one != lead.partner), unknown

    def _day(self, line: SheetLine, name: str, *, end: bool) -> date | None:
        if name not in self.at:
            return None
        value = self._cell(line, name).value
        return tracker_days.day(
            value, self.asking, line=line, column=self._column(name), end=end, on=self.known.on, until=self.known.until
        )

    def _state(self, line: SheetLine) -> str:
        if (meant := tracker_rows.struck(line, self._column("title"), self.asking)) in ENDED:
            return meant
        if "status" not in self.at:
            return ""
        return tracker_status.state(self._cell(line, "status"), self.asking, line=line, column=self._column("status"))

    def _outcome(self, line: SheetLine) -> str:
        text = unquoted(self._cell(line, "outcome").text)
        named = {outcome.casefold(): outcome for outcome in self.known.outcomes}
        if not text or text.casefold() in named:
            return named.get(text.casefold(), "")
        others = self.asking.ask(
            "other outcomes", "{where}: these are no outcomes of this plan yet, such as “{text}”. What now?",
            [option("make", "Make them outcomes of this plan"), option("leave", "Leave them out")],
            line=line, column=self._column("outcome"), text=text[:80],
        )  # fmt: skip
        said = self.asking.ask(
            f"outcome: {text}", "{where}: “{text}” is no outcome of this plan. Which one does it mean?",
            [*(option(one, "{outcome}", outcome=one) for one in self.known.outcomes), option("other", "None of them: as said of all")],
            line=line, column=self._column("outcome"), must=False, default="other", text=text[:80],
        )  # fmt: skip
        if said not in {"other", ""}:
            return named.get(said.casefold(), "")
        return self._long(line, "outcome", text) if others == "make" else ""

    def _evidence(self, line: SheetLine) -> str:
        text = unquoted(self._cell(line, "evidence").text)
        return "" if text == "assumption" else text  # the word that our own export puts where nothing is named

    def _long(self, line: SheetLine, name: str, text: str) -> str:
        if len(text) <= LONGEST:
            return text
        said = self.asking.ask(
            f"long {name}", "{where}: more than {longest} letters stand in one cell. Cut them, or will you shorten them?",
            [option("cut", "Cut them at a word; the whole words stay in the action’s history"), option("mend", "I will shorten them")],
            line=line, column=self._column(name), longest=LONGEST,
        )  # fmt: skip
        if said == "mend":
            self.asking.refuse("{where}: more than {n} letters.", line=line, column=self._column(name), n=LONGEST)
        return text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"

    def _measures(self, line: SheetLine) -> tuple[Measure, ...]:
        """Read what the action is measured by. Several stand in one cell only where as many numbers stand beside them."""
        words = unquoted(self._cell(line, "measure").text)
        baseline, target = self._numbers(line, "baseline"), self._numbers(line, "target")
        names = [one.strip() for one in words.split(SEVERAL)]
        if len(names) > 1 and len(names) in {len(baseline), len(target)}:
            padded = (
                (*(baseline + [None] * len(names))[: len(names)],),
                (*(target + [None] * len(names))[: len(names)],),
            )
            return tuple(Measure(*one) for one in zip(names, *padded, strict=True) if one[0])
        first = (baseline or [None])[0], (target or [None])[0]
        return (Measure(self._long(line, "measure", words), *first),) if words else ()

    def _numbers(self, line: SheetLine, name: str) -> list[Decimal | None]:
        cell = self._cell(line, name)
        if SEVERAL not in cell.text:
            return [self._number(line, name)] if cell.text else []
        return [None if part.strip() == "-" else self._amount(part, line, name) for part in cell.text.split(SEVERAL)]

    def _number(self, line: SheetLine, name: str) -> Decimal | None:
        cell = self._cell(line, name)
        if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
            read_ = Decimal(str(cell.value))
            return read_ if read_.is_finite() else self._amount("inf", line, name)
        return self._amount(cell.text, line, name) if cell.text else None

    def _amount(self, text: str, line: SheetLine, name: str) -> Decimal | None:
        if found := NUMBER.fullmatch(text.strip()):
            try:
                return Decimal(found[1].replace(",", "")) * TIMES[(found[2] or "").lower()]
            except InvalidOperation:
                pass
        column = self.at[name]
        said = self.asking.ask(
            f"words in {column.heading}", "{where}: there are words where “{heading}” needs a number, such as “{text}”. What now?",
            [option("first", "Take the first number in each; a cell without one stays empty"), option("empty", "Leave these cells empty"),
             option("mend", "I will mend them")],
            line=line, column=column.at, heading=column.heading[:60], text=text[:60],
        )  # fmt: skip
        if said == "first" and (found := NUMBER.search(text)):
            return self._amount(found[0], line, name)
        if said == "mend":
            self.asking.refuse("{where}: “{text}” is not a number.", line=line, column=column.at, text=text[:60])
        return None


def _repeats(line: SheetLine, headings: SheetLine) -> bool:
    """Say whether a row holds the headings once more, as at the top of each printed page."""
    told = [cell.text for cell in headings.cells if cell.text]
    return [cell.text for cell in line.cells if cell.text] == told


def _names(raw: str) -> str:
    """Keep the lines of a cell apart: each is a name."""
    return " / ".join(" ".join(part.split()) for part in raw.splitlines() if part.strip())


def unquoted(text: str) -> str:
    """Take away the mark that our own export puts before what a spreadsheet would run."""
    return text[1:] if text.startswith("'") and runs(text[1:]) else text
