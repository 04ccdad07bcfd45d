"""Votes on statements: agree, disagree or pass, read from either of the two tables that people have.

Long, one vote a row (``voter-id,comment-id,vote``), or wide, one row a voter and one column a statement. What a tool says
about a voter beside the votes, their group above all, is never read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hereabouts.core.imports.fields import plain, shown
from hereabouts.core.imports.tables import letter
from hereabouts.core.sentences import Sentence, counted

AGREE, DISAGREE, PASS, NONE = 1, -1, 0, 2  # NONE: never shown it, or never answered
WORDS: Mapping[str, int] = {
    "": NONE, "1": AGREE, "-1": DISAGREE, "0": PASS, "1.0": AGREE, "-1.0": DISAGREE, "0.0": PASS,
    "agree": AGREE, "disagree": DISAGREE, "pass": PASS, "unsure": PASS, "pass / unsure": PASS, "yes": AGREE, "no": DISAGREE,
}  # fmt: skip
VOTER = {"voter id", "voter", "participant", "participant id", "person"}
STATEMENT = {"comment id", "statement id", "comment", "statement"}
VOTE = {"vote"}
WHEN = {"timestamp"}
ABOUT_VOTERS = {
    *VOTER, "xid", "group", "group id", "n comments", "n votes", "n agree", "n disagree", "timestamp", "datetime",
}  # fmt: skip
LARGEST = 50_000_000  # voters times statements; more does not fit in a small machine's memory
Row = tuple[int, Sequence[str]]


class NotVotes(Sentence):
    """A table that holds no votes, or a cell of it that is no vote."""


@dataclass(frozen=True)
class Votes:
    """Every voter's last vote on every statement, as an array of voters x statements; 2 where there is none."""

    voters: tuple[str, ...]
    statements: tuple[str, ...]
    cast: np.ndarray

    @property
    def count(self) -> int:
        """Count the votes; a pass is one."""
        return int((self.cast != NONE).sum())


def votes(rows: Iterable[Row]) -> Votes:
    """Read numbered rows, the first of which holds the headings. NotVotes says what is wrong, and where."""
    numbered = iter(rows)
    first = next(((n, cells) for n, cells in numbered if any(map(str.strip, cells))), None)
    if first is None:
        raise NotVotes("The file is empty. It needs a row of headings, and votes below it.")
    headings = tuple(" ".join(cell.split()) for cell in first[1])
    named = [plain(heading) for heading in headings]
    below = ((n, cells) for n, cells in numbered if any(map(str.strip, cells)))
    voter = _at(named, VOTER)
    if voter is None:
        raise NotVotes(
            "Row {row}: no column says who voted. Head it voter-id (one vote a row, with comment-id and vote) or participant"
            " (one row a voter, one column a statement).", row=first[0],
        )  # fmt: skip
    statement, vote = _at(named, STATEMENT), _at(named, VOTE)
    if vote is not None and statement is None:
        raise NotVotes("Row {row}: no column says on which statement. Head it comment-id.", row=first[0])
    found = (
        _wide(headings, named, voter, below)
        if vote is None or statement is None
        else _long(headings, (voter, statement, vote, _at(named, WHEN)), below)
    )
    if not found.count:
        raise NotVotes("There is no vote in the file. A vote is 1 (agree), -1 (disagree) or 0 (pass).")
    return found


def texts(rows: Iterable[Row]) -> dict[str, str]:
    """Read what the statements say, by their number (``comment-id,comment-body``). NotVotes names the missing column."""
    numbered = iter(rows)
    row, first = next(((n, cells) for n, cells in numbered if any(map(str.strip, cells))), (1, ()))
    named = [plain(heading) for heading in first]
    number, words = _at(named, STATEMENT), _at(named, {"comment body", "text", "words", "body"})
    if number is None or words is None:
        raise NotVotes("Row {row}: the file of statements needs the columns comment-id and comment-body.", row=row)
    return {
        cells[number].strip(): " ".join(cells[words].split())
        for _, cells in numbered
        if len(cells) > max(number, words)
    }


def _at(named: Sequence[str], words: Iterable[str]) -> int | None:
    return next((at for at, name in enumerate(named) if name in words), None)


def _vote(cell: str, row: int, column: str) -> int:
    read = WORDS.get(" ".join(cell.split()).casefold())
    if read is None:
        raise NotVotes(
            "Row {row}, column “{column}”: “{cell}” is not a vote. Write 1 (agree), -1 (disagree) or 0 (pass), or leave it"
            " empty.", row=row, column=column, cell=shown(cell),
        )  # fmt: skip
    return read


def _wide(headings: Sequence[str], named: Sequence[str], voter: int, rows: Iterable[Row]) -> Votes:
    columns = [at for at, name in enumerate(named) if name not in ABOUT_VOTERS and headings[at]]
    twice = next((at for n, at in enumerate(columns) if headings[at] in {headings[c] for c in columns[:n]}), None)
    if twice is not None:
        raise NotVotes(
            "Column {column}: the statement “{id}” has a column already. Each needs its own.",
            column=letter(twice), id=headings[twice],
        )  # fmt: skip
    if not columns:
        raise NotVotes("No column is a statement. Each statement needs a column, headed with its number.")
    who: dict[str, int] = {}
    lines = []
    for n, cells in rows:
        name = _named(cells, voter, n, headings[voter])
        if name in who:
            raise NotVotes(
                "Row {row}, column “{column}”: “{voter}” stands in row {other} already. Each voter has one row.",
                row=n, column=headings[voter], voter=shown(name), other=who[name],
            )  # fmt: skip
        if len(cells) > len(headings) and any(map(str.strip, cells[len(headings) :])):
            raise NotVotes(
                "Row {row} has {more}, and there are {n} headings. Is a comma missing or too many?",
                row=n, more=counted(len(cells), "cell"), n=len(headings),
            )  # fmt: skip
        who[name] = n
        lines.append(_line(cells, columns, headings, n))
        _fits(len(lines), len(columns))
    cast = np.array(lines, dtype=np.int8).reshape(len(lines), len(columns))
    return Votes(tuple(who), tuple(headings[at] for at in columns), cast)


def _line(cells: Sequence[str], columns: Sequence[int], headings: Sequence[str], n: int) -> list[int]:
    try:
        return [WORDS[cells[at]] for at in columns]  # as every tool writes them; a matrix has millions of cells
    except (KeyError, IndexError):
        return [_vote(cells[at] if at < len(cells) else "", n, headings[at]) for at in columns]


def _long(headings: Sequence[str], at: tuple[int, int, int, int | None], rows: Iterable[Row]) -> Votes:
    voter, statement, vote, when = at
    last: dict[tuple[str, str], tuple[float, int]] = {}
    for n, cells in rows:
        key = _named(cells, voter, n, headings[voter]), _named(cells, statement, n, headings[statement])
        read = _vote(cells[vote] if vote < len(cells) else "", n, headings[vote])
        time = _time(cells, when, n, headings)
        if key not in last or time >= last[key][0]:  # who votes again has changed their mind
            last[key] = time, read
    who = {name: k for k, name in enumerate(dict.fromkeys(voter for voter, _ in last))}
    what = {name: k for k, name in enumerate(sorted({s for _, s in last}, key=_by_number))}
    _fits(len(who), len(what))
    cast = np.full((len(who), len(what)), NONE, dtype=np.int8)
    for (person, told), (_, read) in last.items():
        cast[who[person], what[told]] = read
    return Votes(tuple(who), tuple(what), cast)


def _named(cells: Sequence[str], at: int, row: int, column: str) -> str:
    name = cells[at].strip() if at < len(cells) else ""
    if not name:
        raise NotVotes(
            "Row {row}, column “{column}”: it is empty. Fill it in, or take the row out.", row=row, column=column
        )
    return name


def _time(cells: Sequence[str], at: int | None, row: int, headings: Sequence[str]) -> float:
    if at is None or at >= len(cells) or not cells[at].strip():
        return 0.0
    if not cells[at].strip().isdigit():
        raise NotVotes(
            "Row {row}, column “{column}”: “{cell}” is no timestamp, which is a whole number of seconds or milliseconds.",
            row=row, column=headings[at], cell=shown(cells[at]),
        )  # fmt: skip
    return float(cells[at])


def _by_number(name: str) -> tuple[bool, int, str]:
    return (not name.isdecimal(), int(name) if name.isdecimal() else 0, name)


def _fits(voters: int, statements: int) -> None:
    if voters * statements > LARGEST:
        raise NotVotes(
            "{voters:,} voters and {statements:,} statements are too many at once. Take one conversation at a time.",
            voters=voters, statements=statements,
        )  # fmt: skip
