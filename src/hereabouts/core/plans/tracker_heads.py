"""The headings of a tracker: known by many names, under title rows and merged cells; a column that nobody knows is asked about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hereabouts.core.imports.tables import letter
from hereabouts.core.plans.tracker_asking import Asking, option
from hereabouts.core.plans.tracker_sheet import Sheet, SheetLine
from hereabouts.core.sentences import Sentence, listed

# What partners call each column, in small letters; the earlier name wins where two columns have one each.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "ref": ("ref", "reference", "action ref", "action reference", "no", "number", "action no", "id", "ref no"),
    "title": ("title", "action", "action title", "actions", "what", "task", "what will we do", "what we will do", "activity",
              "actions outputs", "key action", "key actions", "action required", "description of action"),
    "lead": ("lead", "lead organisation", "lead partner", "lead agency", "owner", "who", "lead agency officer", "lead service", "who leads",
             "led by", "lead partner s", "action owner", "responsibility", "by whom"),
    "person": ("lead person", "lead officer", "responsible", "responsible officer", "named lead", "contact", "officer",
               "person responsible"),
    "supporting": ("supporting", "support", "supporting partners", "partners", "partners inputs", "other partners", "supported by",
                   "delivery partners", "partners involved", "support partners"),
    "starts_on": ("start", "start date", "starts", "starts on", "from"),
    "due_on": ("due", "due date", "end", "end date", "deadline", "by when", "target date", "due on", "timescale", "when", "completion date",
               "timescales", "complete by", "date due"),
    "measure": ("measure", "indicator", "how measured", "measured by", "measure of success", "success measure", "how will we know", "kpi"),
    "baseline": ("baseline", "baseline value", "current position"),
    "target": ("target", "target value"),
    "money": ("money planned", "money", "budget", "cost", "planned cost", "funding", "resources", "cost £", "budget £",
              "estimated cost", "£"),
    "spent": ("money spent", "spent", "spend", "actual cost", "spend to date"),
    "status": ("status", "rag", "brag", "rag status", "brag status", "progress status", "state", "rag rating"),
    "reason": ("reason", "reason for status"),
    "told": ("progress", "update", "updates", "progress update", "latest update", "latest", "latest position", "comments", "comment",
             "notes", "narrative", "commentary", "progress to date"),
    "completed_on": ("completed", "completed on", "date completed", "actual end date", "completed date"),
    "outcome": ("outcome", "outcomes", "outcomes required", "intended outcome"),
    "evidence": ("rests on", "evidence", "evidence base"),
}  # fmt: skip
FIELDS = {
    "ref": "The reference", "title": "What will be done", "lead": "Who leads", "person": "The person who leads",
    "supporting": "Who supports", "starts_on": "When it starts", "due_on": "By when", "measure": "How it is measured",
    "baseline": "The baseline", "target": "The target", "money": "The money planned", "spent": "The money spent",
    "told": "What was told of it lately", "completed_on": "The day it was complete",
    "status": "How it stands", "reason": "Why it stands so", "outcome": "Which outcome it serves", "evidence": "What it rests on",
}  # fmt: skip
# What our own export says besides; it is not read back, for it is kept elsewhere.
TOLD_ONLY = {
    "priority", "topic", "quick win", "lived experience in design", "lived experience in delivery", "voice", "data", "strategy", "plan",
}  # fmt: skip
LEAVE = "leave"
LOOKED_AT = 30  # rows in which headings are looked for


class NotATracker(Sentence):
    """A file in which no row looks like the headings of an action tracker."""


@dataclass(frozen=True)
class Column:
    """One column: its place, its heading as it stands, and the field it is read as, "" where it is left out."""

    at: int
    heading: str
    field: str
    hidden: bool = False

    @property
    def letter(self) -> str:
        """Give the letter above the column."""
        return letter(self.at)

    @property
    def words(self) -> str:
        """Say what the column is read as."""
        return FIELDS.get(self.field, "")


def plain(heading: str) -> str:
    """Give a heading in small letters, without marks: ``Lead Agency/Officer *`` is ``lead agency officer``."""
    return " ".join(re.sub(r"[^\w£]+", " ", heading.casefold()).split())


def known_field(heading: str) -> str:
    """Give the field that a heading names, "" for none; what stands in brackets is left out where that helps."""
    for name in (plain(heading), plain(re.sub(r"\([^)]*\)", "", heading))):
        for field, names in HEADINGS.items():
            if name and (name in names or (name.endswith("s") and name[:-1] in names)):
                return field
    return ""


def heading_line(sheet: Sheet) -> SheetLine | None:
    """Give the row that names most fields, the lowest of equals (two rows of headings share merged cells); None without one."""
    counted = [(len(_fields(line)), n, line) for n, line in enumerate(sheet.lines[:LOOKED_AT])]
    best = max(counted, default=None, key=lambda one: (one[0], one[1]))
    return best[2] if best and (best[0] >= 2 or (best[0] == 1 and "title" in _fields(best[2]))) else None


def _fields(line: SheetLine) -> set[str]:
    return {field for cell in line.cells if (field := known_field(cell.text))}


def columns(line: SheetLine, below: Sequence[SheetLine], hidden: frozenset[int], asking: Asking) -> list[Column]:
    """Say what each column is. One that no name tells is asked about, and left out unless somebody says what it is."""
    guessed = _guessed(line)
    made = []
    for at, cell in enumerate(line.cells):
        heading = cell.text or f"Column {letter(at)}"
        if not any(row.cell(at).text or row.cell(at).fill for row in below) and at not in guessed:
            continue
        field = _field(at, heading, guessed, asking, line)
        made.append(Column(at, heading, _unhidden(at, heading, field, hidden, asking, line), at in hidden))
    return _with_title(made, asking, line)


def _guessed(line: SheetLine) -> dict[int, str]:
    """Give each column the field that it names best: one column a field."""
    wanted: dict[str, list[tuple[int, int]]] = {}
    for at, cell in enumerate(line.cells):
        if field := known_field(cell.text):
            names = HEADINGS[field]
            rank = names.index(plain(cell.text)) if plain(cell.text) in names else len(names)
            wanted.setdefault(field, []).append((rank, at))
    return {min(places)[1]: field for field, places in wanted.items()}


def _field(at: int, heading: str, guessed: Mapping[int, str], asking: Asking, line: SheetLine) -> str:
    said = asking.answers.get(f"column: {' '.join(heading.casefold().split())}", "")
    if (at in guessed or plain(heading) in TOLD_ONLY) and not said:
        return guessed.get(at, "")
    said = asking.ask(
        f"column: {heading}", "Column {letter} is headed “{heading}”. What is it?",
        [option(LEAVE, "Leave it out"), *(option(name, words) for name, words in FIELDS.items())],
        line=line, column=at, must=False, default=LEAVE, letter=letter(at), heading=heading[:80],
    )  # fmt: skip
    return "" if said == LEAVE else said


def _unhidden(at: int, heading: str, field: str, hidden: frozenset[int], asking: Asking, line: SheetLine) -> str:
    if not field or at not in hidden:
        return field
    said = asking.ask(
        f"hidden column: {heading}", "Column {letter}, “{heading}”, is hidden. Take it in?",
        [option("yes", "Take it in"), option("no", "Leave it out")], line=line, column=at, letter=letter(at), heading=heading[:80],
    )  # fmt: skip
    return field if said == "yes" else ""


def _with_title(made: Sequence[Column], asking: Asking, line: SheetLine) -> list[Column]:
    """Ask which column says what is done where no heading does; refuse two columns for one field."""
    fields = [column.field for column in made if column.field]
    for field in sorted({one for one in fields if fields.count(one) > 1}):
        letters = listed([column.letter for column in made if column.field == field])
        asking.refuse(
            "Columns {letters} are both “{what}”. Leave one out.",
            line=line,
            column=None,
            letters=letters,
            what=FIELDS[field],
        )
    if "title" in fields:
        return list(made)
    said = asking.ask(
        "the action", "{where} has the headings, and none for the action. Which column says what will be done?",
        [option(column.heading, "{letter}: {heading}", letter=column.letter, heading=column.heading[:80]) for column in made],
        line=line,
    )  # fmt: skip
    return [replace(column, field="title") if said == column.heading else column for column in made]
