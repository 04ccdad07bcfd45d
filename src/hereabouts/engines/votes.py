"""Reads a file of votes: a matrix of a thousand columns is wider than any sheet of answers, and is only ever text."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from hereabouts.core.voice.votes import NotVotes, Votes, texts, votes
from hereabouts.engines.files import HEAD, encoding_of, other_kind, separator_of

BYTES = 200 * 2**20


def read_votes(path: Path) -> Votes:
    """Read votes from a CSV file, in either layout. NotVotes says what the file is instead, or which cell is wrong."""
    return votes(_rows(path))


def read_statements(path: Path) -> dict[str, str]:
    """Read the words of the statements by their number. NotVotes says what is missing."""
    return texts(_rows(path))


def _rows(path: Path) -> Iterable[tuple[int, list[str]]]:
    if not path.is_file():
        raise NotVotes("There is no file called {file}.", file=str(path))
    if path.stat().st_size > BYTES:
        raise NotVotes("The file has more than {most} MB. Take one conversation at a time.", most=BYTES // 2**20)
    raw = path.read_bytes()
    if what := other_kind(path) or ("a workbook" if raw.startswith(b"PK") else ""):
        raise NotVotes("The file is {what}. Save the sheet with the votes as CSV and load that.", what=what)
    if b"\0" in raw[:HEAD] and raw[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        raise NotVotes("The file is no text. Save the votes as CSV and load that.")
    told = raw.decode(encoding_of(raw[:HEAD], whole=len(raw) <= HEAD), errors="replace")
    rows = csv.reader(io.StringIO(told, newline=""), delimiter=separator_of(told[:HEAD]))
    try:
        yield from enumerate(rows, 1)
    except csv.Error as problem:
        raise NotVotes(
            "Line {row} cannot be read as CSV: {problem}.", row=rows.line_num, problem=str(problem)
        ) from None
