"""Extracts in, links out: the files of a linkage run that needs no database and no permission of ours."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from hereabouts.core.families.decisions import ANSWERS, Decision, NotADecision
from hereabouts.core.families.people import COLUMNS
from hereabouts.core.sentences import Sentence, listed
from hereabouts.engines.files import look, other_kind

TELLING = {"first_name", "surname", "dob", "nhs", "phone", "email"}  # without any of these nobody can be told apart
CHANGES = ("upsert", "delete")
QUICK = {"utf-8", "utf_8", "utf-8-sig", "utf_8_sig", "ascii"}  # encodings that the database reads by itself
SHOWN = 5
Headings = Mapping[str, Sequence[str]]  # our column -> the headings that make it up


class NotAList(Sentence):
    """A file that is no list of people we can compare."""


def read(
    connection: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    headings: Headings | None = None,
    *,
    delta: bool = False,
) -> int:
    """Read extracts into the table ``raw``, all as text; give how many rows.

    A file without an ``agency`` column is an agency of its own, named like the file. Each id stands once in all of them:
    otherwise NotAList names its rows. A delta says in ``change`` what becomes of each row.
    """
    names = [*COLUMNS, *(["change"] if delta else [])]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE raw ({', '.join(f'{name} VARCHAR' for name in names)})")
    for path in paths:
        _take(connection, path, headings or {}, names, delta=delta)
    if connection.execute("SELECT 1 FROM raw WHERE id IS NULL LIMIT 1").fetchall():
        path, line, _ = next(place for place in _places(paths, headings or {}) if not place[2])
        raise NotAList("{path}, row {line}: the id is empty.", path=path, line=line)
    twice = connection.execute("SELECT id FROM raw GROUP BY id HAVING count(*) > 1 ORDER BY id").fetchall()
    if twice:
        raise _repeated([one for (one,) in twice], paths, headings or {})
    n: int = connection.execute("SELECT count(*) FROM raw").fetchall()[0][0]
    return n


def _take(
    connection: duckdb.DuckDBPyConnection, path: Path, headings: Headings, names: Sequence[str], *, delta: bool
) -> None:
    said, separator, encoding = _opened(path)
    ours = _ours(said, headings)
    _refuse(path, said, ours, delta=delta)
    table = "read_csv(?, all_varchar = true, header = true, delim = ?, quote = '\"', null_padding = true, strict_mode = false, names = ?)"
    values: list[Any] = [str(path), separator, [f"c{i}" for i in range(len(said))]]
    if encoding not in QUICK:
        connection.register("slowly", _slowly(path, separator, encoding, len(said)))
        table, values = "slowly", []
    told = ", ".join(f"{_joined(name, ours)} AS {name}" for name in names)
    own = "'{}'".format(path.stem.replace("'", "''"))
    connection.execute(
        f"INSERT INTO raw SELECT * REPLACE (coalesce(agency, {own}) AS agency) FROM (SELECT {told} FROM {table})",  # noqa: S608
        values,
    )
    if delta:
        strange = connection.execute(
            "SELECT change FROM raw WHERE coalesce(change, '') NOT IN ('upsert', 'delete') LIMIT 1"
        ).fetchall()
        if strange:
            raise NotAList("{path}: change is “{word}”. Write upsert or delete.", path=path, word=strange[0][0] or "")


def _opened(path: Path) -> tuple[list[str], str, str]:
    """Give the headings of a file, what separates its cells, and its encoding."""
    if not path.is_file():
        raise NotAList("There is no file called {path}.", path=path)
    if what := other_kind(path):
        raise NotAList("{path} is {what}, whatever its name says. Save the sheet as CSV.", path=path, what=what)
    looked = look(path)
    if looked is None or not looked.candidates:
        raise NotAList("{path} is no text table. Save it as CSV.", path=path)
    try:
        with path.open(encoding=looked.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=looked.separator, skipinitialspace=True)
            first = next(reader, [])
    except UnicodeDecodeError:
        raise NotAList(
            "{path} is no text table: some of its signs are none. Save it as CSV in UTF-8.", path=path
        ) from None
    return (
        [name.strip().lstrip("\ufeff").lower().replace(" ", "_") for name in first],
        looked.separator,
        looked.encoding.lower(),
    )


def _ours(said: Sequence[str], headings: Headings) -> dict[str, list[int]]:
    """Say which columns of a file make up each of ours: by the headings that were mapped, else by its own name."""
    mapped = {name: [said.index(one) for one in theirs if one in said] for name, theirs in headings.items()}
    return {name: [i] for i, name in enumerate(said) if name not in mapped} | {
        n: found for n, found in mapped.items() if found
    }


def _refuse(path: Path, said: Sequence[str], ours: Mapping[str, Sequence[int]], *, delta: bool) -> None:
    if "id" not in ours or (not delta and not TELLING & set(ours)):
        raise NotAList(
            "{path} has the columns {names}. We need id and at least one of {telling}; we read {all}.",
            path=path, names=listed(said), telling=listed(sorted(TELLING), last="or"), all=listed(COLUMNS),
        )  # fmt: skip
    if delta and "change" not in ours:
        raise NotAList("{path} has no column change. A delta says upsert or delete in each row.", path=path)


def _joined(name: str, ours: Mapping[str, Sequence[int]]) -> str:
    if name not in ours:
        return "NULL"
    between = "-" if name == "dob" else " "
    parts = ", ".join(f"nullif(trim(c{i}), '')" for i in ours[name])
    return f"nullif(concat_ws('{between}', {parts}), '')"


def _slowly(path: Path, separator: str, encoding: str, width: int) -> pa.Table:
    with path.open(encoding=encoding, newline="") as file:
        rows = list(csv.reader(file, delimiter=separator, skipinitialspace=True))[1:]
    return pa.table(
        {f"c{i}": pa.array([row[i] if i < len(row) else None for row in rows], pa.string()) for i in range(width)}
    )


def _places(paths: Sequence[Path], headings: Headings) -> Iterator[tuple[Path, int, str]]:
    """Give the file, the row as a person sees it, and the id, of every row: only to say where something is wrong."""
    for path in paths:
        said, separator, encoding = _opened(path)
        at = _ours(said, headings)["id"]
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=separator, skipinitialspace=True)
            next(reader)
            for row in reader:
                if row:
                    yield path, reader.line_num, " ".join(row[i].strip() for i in at if i < len(row)).strip()


def _repeated(twice: Sequence[str], paths: Sequence[Path], headings: Headings) -> NotAList:
    rows: dict[str, list[str]] = {one: [] for one in twice[:SHOWN]}
    for path, line, one in _places(paths, headings):
        if one in rows:
            rows[one].append(f"{path.name} row {line}")
    told = [f"{one} ({', '.join(where)})" for one, where in rows.items()]
    more = f" and {len(twice) - SHOWN:,} more" if len(twice) > SHOWN else ""
    return NotAList(
        "An id stands twice: {told}{more}. Each record needs an id of its own over all extracts; put the agency before it.",
        told="; ".join(told), more=more,
    )  # fmt: skip


def headings(path: Path) -> dict[str, list[str]]:
    """Read which headings of a file make up which of our columns: ``first_name = "given_name"``, as TOML or JSON.

    A list of headings is put together, a date with dashes. Written the other way round ("given_name": "first_name") it is
    understood too.
    """
    try:
        text = path.read_text(encoding="utf-8")
        said = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
        known = {*COLUMNS, "change"}
        told: dict[str, list[str]] = {}
        for left, right in said.items():
            theirs = [right] if isinstance(right, str) else list(right)
            if left in known:
                told[left] = [str(one) for one in theirs]
            else:
                told.setdefault(str(right), []).append(left)
    except (OSError, ValueError, TypeError, AttributeError) as problem:
        raise NotAList(
            '{path} does not map columns. Write lines like first_name = "given_name".', path=path
        ) from problem
    strange = sorted(set(told) - known)
    if strange:
        raise NotAList(
            "{path} maps to {names}, which we do not read. We read {all}.",
            path=path,
            names=listed(strange),
            all=listed(COLUMNS),
        )
    return {name: [one.strip().lower().replace(" ", "_") for one in theirs] for name, theirs in told.items()}


def decisions(path: Path) -> list[Decision]:
    """Read what people decided: ``id_a,id_b,decision,by,on``. NotADecision names the row that cannot be read."""
    if not path.is_file():
        raise NotADecision("There is no file called {path}.", path=path)
    found = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, skipinitialspace=True)
        for row in reader:
            said = [str(row.get(name) or "").strip() for name in ("id_a", "id_b", "decision", "by", "on")]
            if not said[0] or not said[1] or said[2] not in ANSWERS:
                raise NotADecision(
                    "{path}, row {line}: needs id_a, id_b and a decision of same, different or withdrawn.",
                    path=path,
                    line=reader.line_num,
                )
            found.append(Decision(*said))
    return found


def write_links(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the links, the strongest first, with the smaller id first."""
    _copy(
        connection,
        "SELECT id_a, id_b, weight, probability, band FROM told_links ORDER BY weight DESC, id_a, id_b",
        path,
    )


def write_clusters(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write every record with the smallest id of its group."""
    _copy(connection, "SELECT id, cluster FROM clusters ORDER BY id", path)


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    where = str(path).replace("'", "''")
    connection.execute(f"COPY ({query}) TO '{where}' (HEADER, DELIMITER ',')")
