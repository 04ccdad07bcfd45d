"""What each file yielded, kept from one build to the next, so that one new month is not a reading of everything.

A yield is known by the content of its file, its description, and the program that read it; it is kept under the hash of
its own content. Whatever is missing, damaged or of another version is read again: the keep can only cost time.
"""

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256 as sha
from pathlib import Path
from typing import Any

import duckdb

from hereabouts.core.evidence.building import TABLES, WORKING
from hereabouts.core.evidence.counting import INCIDENT_TABLES, INCIDENT_WORKING
from hereabouts.core.evidence.descriptions import Description
from hereabouts.engines import definitions
from hereabouts.engines.evidence_known import Recognised, recognise, sha256
from hereabouts.engines.evidence_read import load
from hereabouts.engines.evidence_report import Report
from hereabouts.engines.raw_tables import literal
from hereabouts.engines.source_tables import Source

KEYED = {"dataset": "OR REPLACE", "area": "OR IGNORE", "unit": "OR IGNORE", "period": "OR IGNORE"}
UNUSED = 90 * 24 * 60 * 60  # seconds after which a yield that no build asked for is let go


class Kept:
    """The keep of one evidence file: a folder beside it."""

    def __init__(self, folder: Path, descriptions: Mapping[str, Description]) -> None:
        self.folder = folder
        self.descriptions = descriptions
        self.all = _hash(program(), *(_said(d) for d in descriptions.values()))

    def recognise(self, path: Path, descriptions: Mapping[str, Description]) -> list[Recognised]:
        """Know a file as ``recognise`` does, by what it was known as when it had the same content."""
        content = sha256(path)
        note = self.folder / f"{_hash(self.all, content, path.suffix)}.json"
        try:
            told = json.loads(note.read_bytes())
            if told["hash"] == _hash(json.dumps(told["known"])):
                _used(note)
                return [self._recalled(path, content, one) for one in told["known"]]
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            pass
        found = recognise(path, descriptions)
        known = [_remembered(one) for one in found]
        self._write(note, json.dumps({"hash": _hash(json.dumps(known)), "known": known}).encode())
        return found

    def _recalled(self, path: Path, content: str, told: Mapping[str, Any]) -> Recognised:
        d = self.descriptions[told["id"]]
        return Recognised(
            path, d, content, Source(path, told["kind"]), d.layouts[told["layout"]], tuple(told["headings"]),
            told["sheet"], told["heading_row"], tuple(told["members"]),
        )  # fmt: skip

    def load(self, connection: duckdb.DuckDBPyConnection, one: Recognised) -> Report:
        """Put a file into the evidence file as ``load`` does, from what it yielded before where that is kept."""
        key = _hash(
            program(), _said(one.description), repr(definitions.generations().get(one.description.generation)), one.sha256,
            one.path.name, one.sheet, str(one.heading_row), *one.headings, *one.members,
        )  # fmt: skip
        for file in self.folder.glob(f"{key}.*.yield") if self.folder.is_dir() else ():
            report = self._taken(connection, one, file)
            if report:
                return report
            with suppress(OSError):
                file.unlink()
        return self._read(connection, one, key)

    def _taken(self, connection: duckdb.DuckDBPyConnection, one: Recognised, file: Path) -> Report | None:
        """Take a kept yield over; None where its content is not what its name says."""
        try:
            if sha256(file) != file.name.split(".")[1]:
                return None
            _used(file)
            return _merged(connection, one, file)
        except (OSError, duckdb.Error, ValueError):
            return None

    def _read(self, connection: duckdb.DuckDBPyConnection, one: Recognised, key: str) -> Report:
        """Read a file apart from all others, keep what it yielded, and take it over."""
        fresh = self.folder / f"{key}.{os.getpid()}.new"
        with duckdb.connect() as apart:
            for tables in (TABLES, WORKING, INCIDENT_TABLES, INCIDENT_WORKING):
                apart.execute(tables)
            report = load(apart, one)
            if report.faults:
                return report
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                _put_aside(apart, report, fresh)
                file = fresh.replace(self.folder / f"{key}.{sha256(fresh)}.yield")
            except (OSError, duckdb.Error):
                fresh.unlink(missing_ok=True)
                return load(connection, one)
        return _merged(connection, one, file)

    def _write(self, note: Path, content: bytes) -> None:
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = note.with_suffix(f".{os.getpid()}.new")
            fresh.write_bytes(content)
            fresh.replace(note)

    def sweep(self) -> None:
        """Let go of what no build asked for in three months."""
        with suppress(OSError):
            for file in self.folder.iterdir():
                if time.time() - file.stat().st_mtime > UNUSED:
                    file.unlink(missing_ok=True)


def _put_aside(apart: duckdb.DuckDBPyConnection, report: Report, file: Path) -> None:
    file.unlink(missing_ok=True)
    apart.execute(f"ATTACH {literal(str(file))} AS kept")
    names = "SELECT table_name FROM duckdb_tables() WHERE database_name IN ('memory', 'temp') AND table_name IN "
    ours = [n for (n,) in apart.execute(names + _table_names()).fetchall()]
    for name in ours:
        if apart.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone():
            apart.execute(f"CREATE TABLE kept.{name} AS FROM {name}")
    apart.execute("CREATE TABLE kept.told AS SELECT ? AS rows, ?::VARCHAR[] AS warnings", [report.rows, report.warnings])
    apart.execute("DETACH kept")


@cache
def _table_names() -> str:
    with duckdb.connect() as empty:
        for tables in (TABLES, WORKING, INCIDENT_TABLES, INCIDENT_WORKING):
            empty.execute(tables)
        names = [name for (name,) in empty.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    return "(" + ", ".join(map(literal, names)) + ")"


def _merged(connection: duckdb.DuckDBPyConnection, one: Recognised, file: Path) -> Report:
    connection.execute(f"ATTACH {literal(str(file))} AS kept (READ_ONLY)")
    try:
        connection.execute("BEGIN")
        names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'kept'").fetchall()
        for (name,) in names:
            if name != "told":
                connection.execute(f"INSERT {KEYED.get(name, '')} INTO {name} FROM kept.{name}")
        ((rows, warnings),) = connection.execute("SELECT rows, warnings FROM kept.told").fetchall()
        connection.execute("COMMIT")
    except duckdb.Error:
        connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("DETACH kept")
    return Report(one, rows, list(warnings))


def _used(file: Path) -> None:
    with suppress(OSError):
        os.utime(file)


def _remembered(one: Recognised) -> dict[str, Any]:
    return {
        "id": one.description.id, "kind": one.source.kind, "layout": one.description.layouts.index(one.layout),
        "headings": list(one.headings), "sheet": one.sheet, "heading_row": one.heading_row, "members": list(one.members),
    }  # fmt: skip


@cache
def program() -> str:
    """Give the hash of everything that decides what is read from a file, beside its description: our own reading, DuckDB."""
    here = Path(__file__).parent
    files = sorted([*here.glob("*.py"), *(here.parent / "core" / "evidence").glob("*.py")])
    return _hash(duckdb.__version__, *(f"{file.name} {sha256(file)}" for file in files))


def _said(d: Description) -> str:
    """Say a description in one way only, whatever order sets and tables come in."""
    return json.dumps(asdict(d), sort_keys=True, default=sorted)


def _hash(*parts: str) -> str:
    return sha("\0".join(parts).encode()).hexdigest()
