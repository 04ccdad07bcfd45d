"""The layouts of the tools councils use: how an export is recognised, and made into a plain table of answers.

A layout is data (``definitions/voice/layouts``). What it changes is little: two rows of headings become one, choices ticked
in columns of their own become one cell, days are written one way, columns about who somebody is are taken out before
anybody sees them. What the columns then mean is still proposed, shown, and decided by a person.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from hereabouts.core.imports.checking import suggested
from hereabouts.core.imports.fields import Field, plain, text
from hereabouts.core.imports.tables import LOOKED_AT, Cell, SheetRow, Table, table
from hereabouts.core.sentences import Sentence, listed

Days = Literal["day first", "month first", "milliseconds"]
CHECKED = ("real file", "documentation", "unconfirmed")
WORDY, DIFFERENT = 3, 0.5  # words in an answer on average, and share of different answers, by which words are known
ENOUGH = 2_000  # rows that tell whether a column holds words
WORDIER = 6  # where the heading speaks of somebody's age, sex or home: a choice can be three words long
JOIN = "; "


class NotALayout(Sentence):
    """A layout document that cannot be read, or a layout that nobody described."""


class OnlyVotes(Sentence):
    """A file of votes, loaded as if it held words."""


@dataclass(frozen=True)
class Layout:
    """One tool's export. ``checked_on`` says whether the headings were taken from a real file or from documentation."""

    id: str
    title: str
    checked_on: str
    source: str
    headings: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    heading_rows: int = 1
    first: bool = False  # its headings stand at the very left
    days: Days = "day first"
    open: tuple[str, ...] = ()  # what the second row says above words
    answer: tuple[str, ...] = ()  # what it says above an answer of which it knows no more
    ticked: str = ""
    personal: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    left_out: tuple[str, tuple[str, ...]] = ("", ())
    votes: bool = False


@dataclass(frozen=True)
class LaidOut:
    """A table made plain: which questions hold words, what was taken out unseen, and how many rows were left out."""

    layout: Layout
    table: Table
    questions: tuple[str, ...]
    taken_out: tuple[str, ...]
    left_out: int


def layout(told: Mapping[str, Any]) -> Layout:
    """Read a layout from its document; NotALayout says what is wrong with it."""
    try:
        given: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in told.items()}
        given["columns"] = {name: tuple(words) for name, words in told["columns"].items()}
        if "left_out" in told:
            given["left_out"] = (told["left_out"]["column"], tuple(told["left_out"]["values"]))
        made = Layout(**given)
    except (AttributeError, TypeError, KeyError) as problem:
        raise NotALayout(
            "The layout “{id}” cannot be read: {problem}.", id=told.get("id", "?"), problem=str(problem)
        ) from problem
    if made.checked_on not in CHECKED or made.heading_rows not in {1, 2} or not made.headings:
        raise NotALayout("The layout “{id}” needs headings, one or two rows of them, and checked_on ({all}).",
                         id=made.id, all=listed(CHECKED, last="or"))  # fmt: skip
    return made


def recognised(rows: Sequence[SheetRow], layouts: Sequence[Layout]) -> tuple[Layout, int] | None:
    """Find the layout all of whose headings stand in one row, and the number of that row; the most telling one wins."""
    found = [
        (len(one.headings), -row.number, one)
        for row in rows[:LOOKED_AT]
        for one in layouts
        if _stands(one, [plain(cell) for cell in row.cells])
    ]
    if not found:
        return None
    _, row, best = max(found, key=lambda one: one[:2])
    return best, -row


def _stands(one: Layout, named: Sequence[str]) -> bool:
    wanted = [plain(heading) for heading in one.headings]
    if one.first and list(named[: len(wanted)]) != wanted:
        return False
    return set(wanted) <= set(named)


def laid_out(rows: Sequence[SheetRow], of: Layout, heading_row: int, fields: Sequence[Field] = ()) -> LaidOut:
    """Make an export plain. OnlyVotes says where votes belong, and NoHeadings what a heading row looks like."""
    if of.votes:
        raise OnlyVotes(
            "This is “{title}”: votes, and nobody’s words. Load it under Opinion groups, or use hereabouts voice opinions FILE.",
            title=of.title,
        )
    one, multi = _headed(rows, of, heading_row)
    kept, left_out = _standing(one, of)
    out = {plain(heading) for heading in of.personal}
    taken = tuple(h for h in kept.headings if plain(h) in out)
    made = _without(kept, {*taken, *(h for h in kept.headings if plain(h) in {plain(n) for n in of.never})})
    made = _dated(_ticked(made, of.ticked), of)
    known = {plain(word) for words in of.columns.values() for word in words}
    others = [field for field in fields if field.name != "words"]
    questions = tuple(
        h for h in made.headings
        if plain(h) not in known and (h in multi or _wordy(made, h, WORDIER if any(f.hinted(h) for f in others) else WORDY))
    )  # fmt: skip
    return LaidOut(of, made, questions, taken, left_out)


def _headed(rows: Sequence[SheetRow], of: Layout, heading_row: int) -> tuple[Table, frozenset[str]]:
    """Give the table under its headings, and which of them hold words for certain, as a second row of headings says."""
    if of.heading_rows == 1:
        return table(rows, heading_row=heading_row), frozenset()
    at = next(n for n, row in enumerate(rows) if row.number == heading_row)
    below = next((n for n in range(at + 1, len(rows)) if rows[n].filled), None)
    if below is None:
        return table(rows, heading_row=heading_row), frozenset()
    width = max(len(row.cells) for row in rows[at:])
    tops, parts = (_wide(rows[n], width) for n in (at, below))
    groups = _groups(tops)
    names, wordy = [], set()
    for question, columns in groups:
        told = [text(parts[n]) for n in columns]
        for n, part in zip(columns, told, strict=True):
            own = not part or (len(columns) == 1 and plain(part) in {plain(word) for word in (*of.open, *of.answer)})
            name = question if own else f"{question} [{part}]"
            names.append((n, name, question, part))
            if plain(part) in {plain(word) for word in of.open}:
                wordy.add(name)
    heading = SheetRow(rows[at].number, tuple(name for _, name, _, _ in sorted(names)))
    flat = table([*rows[:at], heading, *rows[below + 1 :]], heading_row=heading.number)
    joined = {q: [n for n, name, of_q, part in names if of_q == q and name not in wordy and part] for q, _ in groups}
    return _joined(flat, {q: at_ for q, at_ in joined.items() if len(at_) > 1}), frozenset(wordy)


def _wide(row: SheetRow, width: int) -> list[Cell]:
    return [*row.cells, *[None] * (width - len(row.cells))]


def _groups(tops: Sequence[Cell]) -> list[tuple[str, list[int]]]:
    """Put a blank heading to the question at its left: its choices stand in columns of their own."""
    found: list[tuple[str, list[int]]] = []
    for n, cell in enumerate(tops):
        told = text(cell)
        if told or not found:
            found.append((told, [n]))
        else:
            found[-1][1].append(n)
    return found


def _joined(flat: Table, groups: Mapping[str, Sequence[int]]) -> Table:
    """Write the choices ticked in several columns into one cell, under the question."""
    gone = {n for columns in groups.values() for n in columns}
    firsts = {columns[0]: (question, columns) for question, columns in groups.items()}
    at = [n for n in range(len(flat.headings)) if n not in gone or n in firsts]
    headings = tuple(firsts[n][0] if n in firsts else flat.headings[n] for n in at)
    rows = tuple(
        SheetRow(r.number, tuple(_choices(r, firsts[n][1]) if n in firsts else r.cells[n] for n in at))
        for r in flat.rows
    )
    return replace(flat, headings=headings, rows=rows)


def _choices(row: SheetRow, columns: Sequence[int]) -> str:
    return JOIN.join(told for n in columns if (told := text(row.cells[n])))


def _standing(one: Table, of: Layout) -> tuple[Table, int]:
    column, values = of.left_out
    at = next((n for n, heading in enumerate(one.headings) if plain(heading) == plain(column)), None)
    if not column or at is None:
        return one, 0
    kept = tuple(row for row in one.rows if text(row.cells[at]) not in values)
    return _without(replace(one, rows=kept), {one.headings[at]}), len(one.rows) - len(kept)


def _without(one: Table, out: set[str]) -> Table:
    at = [n for n, heading in enumerate(one.headings) if heading not in out]
    rows = tuple(SheetRow(row.number, tuple(row.cells[n] for n in at)) for row in one.rows)
    return replace(one, headings=tuple(one.headings[n] for n in at), rows=rows)


def _ticked(one: Table, separator: str) -> Table:
    """Write choices the same way whatever the tool puts between them; words with a semicolon in them stay as they are."""
    if not separator:
        return one
    ends = re.compile(
        rf"^[^{re.escape(separator)}\n]+(?:{re.escape(separator)}[^{re.escape(separator)}\n]+)*{re.escape(separator)}$"
    )

    def cell(told: Cell) -> Cell:
        if isinstance(told, str) and ends.match(told.strip()):
            return JOIN.join(part.strip() for part in told.strip().strip(separator).split(separator))
        return told

    return replace(one, rows=tuple(SheetRow(row.number, tuple(map(cell, row.cells))) for row in one.rows))


def _dated(one: Table, of: Layout) -> Table:
    """Write the days of the layout's column as 2026-11-20. What cannot be read stays, for the check to tell."""
    named = {plain(word): n for n, word in enumerate(of.columns.get("heard_on", ()))}
    found = sorted((named[plain(h)], n) for n, h in enumerate(one.headings) if plain(h) in named)
    if not found:
        return one
    at = found[0][1]
    return _written(one, at, _order([row.cells[at] for row in one.rows], of.days))


def month_first(one: Table, heading: str) -> Table:
    """Turn the days of a column round where its own cells show that the month comes first: 02/13 is no day and month."""
    if heading not in one.headings:
        return one
    at = one.headings.index(heading)
    order = _order([row.cells[at] for row in one.rows], "day first")
    return _written(one, at, order) if order == "month first" else one


def _written(one: Table, at: int, order: Days) -> Table:
    days = {cell: _day(cell, order) for cell in {row.cells[at] for row in one.rows}}
    rows = tuple(SheetRow(row.number, (*row.cells[:at], days[row.cells[at]], *row.cells[at + 1 :])) for row in one.rows)
    return replace(one, rows=rows)


def _order(cells: Sequence[Cell], told: Days) -> Days:
    """Say which comes first, the day or the month: a number over twelve gives it away, otherwise as the tool does it."""
    if told == "milliseconds":
        return told
    pairs = [
        (int(m[1]), int(m[2]))
        for c in cells
        if isinstance(c, str) and (m := re.match(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d", c))
    ]
    days_first, months_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if days_first != months_first:
        return "day first" if days_first else "month first"
    return told


def _day(cell: Cell, order: Days) -> Cell:
    told = text(cell)
    if order == "milliseconds" and told.isdigit():
        seconds = int(told) / (1000 if len(told) > 11 else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    told = re.sub(r",?\s+\d{1,2}:\d{2}(:\d{2})?(\s*[ap]\.?m\.?)?$", "", told, flags=re.IGNORECASE)
    if named := re.match(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$", told):
        return f"{named[2]} {named[1]} {named[3]}"
    match = re.match(r"(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4}|\d{2})\b", told)
    if order == "month first" and match:
        return f"{match[3]}/{match[1]}/{match[4]}"
    return (match[0] if match else told) if isinstance(cell, str) else cell


def _wordy(one: Table, heading: str, least: int) -> bool:
    """Say whether a column holds people's own words: answers of several words, most of them different."""
    at = one.headings.index(heading)
    first = [row.cells[at] for row in one.rows[:ENOUGH]]
    told = [read for cell in first if isinstance(cell, str) and (read := text(cell))]
    if not told:
        return False
    words = sum(len(answer.split()) for answer in told) / len(told)
    return words >= least and len(set(told)) >= DIFFERENT * len(told)


def meant(found: LaidOut, fields: Sequence[Field]) -> dict[str, str]:
    """Propose what each column is: what the layout knows, the first question that holds words, and headings for the rest."""
    known: dict[str, str] = {}
    for name, words in found.layout.columns.items():
        heading = next((h for word in words for h in found.table.headings if plain(h) == plain(word)), None)
        if heading and heading not in known.values():
            known[name] = heading
    if "words" not in known and found.questions:
        known["words"] = found.questions[0]
    others = [h for h in found.table.headings if h not in known.values() and h not in found.questions]
    rest = suggested(others, [field for field in fields if field.name not in known and field.name != "words"])
    return {field.name: (known | rest)[field.name] for field in fields if field.name in known | rest}


def one_answer_a_row(one: Table, questions: Sequence[str], mapping: Mapping[str, str]) -> tuple[Table, dict[str, str]]:
    """Give every answer of a person a row of its own, so that each question's words are heard, by the same person.

    The row keeps its number; its reference gets the number of the question, and the person stays the person.
    """
    at = {heading: n for n, heading in enumerate(one.headings)}
    ref = at.get(mapping.get("ref", ""))
    kept = [n for n, heading in enumerate(one.headings) if heading not in questions]
    rows = []
    for row in one.rows:
        own = text(row.cells[ref]) if ref is not None else ""
        who = text(row.cells[at[mapping["person"]]]) if mapping.get("person") in at else own or f"row {row.number}"
        for n, question in enumerate(questions, 1):
            if said := text(row.cells[at[question]]):
                rows.append(
                    SheetRow(row.number, (*(row.cells[k] for k in kept), f"{own or who}/{n}", who, question, said))
                )
    names = ("Answer reference", "Answer by", "Question", "Answer")
    made = replace(one, headings=(*(one.headings[k] for k in kept), *names), rows=tuple(rows))
    return made, {**mapping, "ref": names[0], "person": names[1], "words": names[3]}
