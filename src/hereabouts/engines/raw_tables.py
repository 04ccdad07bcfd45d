"""A publisher's text table in DuckDB, every cell as text, each row with its number as a spreadsheet shows it."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

import duckdb

from hereabouts.core.sentences import Sentence
from hereabouts.engines.files import Candidate, Looked


class Faulty(Sentence):
    """A file that is not what its description says, with the row and column as the person sees them."""


def quoted(heading: str) -> str:
    return '"' + heading.replace('"', '""') + '"'


def raw_table(connection: duckdb.DuckDBPyConnection, path: Path, looked: Looked, header: Candidate) -> None:
    """Read the table as text, each row with its number as a spreadsheet would show it."""
    if looked.encoding == "utf-8-sig":
        _read_text(connection, path, looked, header)
        return
    with NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as copy:
        copy.write(path.read_text(encoding=looked.encoding))
        copy.flush()
        _read_text(connection, Path(copy.name), looked, header)


def _read_text(connection: duckdb.DuckDBPyConnection, path: Path, looked: Looked, header: Candidate) -> None:
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in distinct(header.headings))
    try:
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE raw AS SELECT *, row_number() OVER () + $above AS "row number"
                FROM read_csv($path, auto_detect = false, header = false, skip = $above, delim = $delim, quote = '"',
                              escape = '"', null_padding = true, strict_mode = false, columns = {{{columns}}})""",
            {"path": str(path), "above": header.skip + 1, "delim": looked.separator},
        )
    except duckdb.Error as problem:
        raise Faulty(
            "{file} stops being a table: {problem}.", file=path.name, problem=str(problem).splitlines()[0]
        ) from problem


def literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def distinct(headings: Sequence[str]) -> list[str]:
    """Name columns without a heading, and a second column of the same heading, by their number."""
    seen: set[str] = set()
    names = []
    for number, heading in enumerate(headings, 1):
        name = heading if heading and heading.lower() not in seen else f"{heading} column {number}".strip()
        seen.add(name.lower())
        names.append(name)
    return names
