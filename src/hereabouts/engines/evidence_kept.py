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
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from hereabouts.core.evidence.building import ONE_UNIT, TABLES, WORKING
from hereabouts.core.evidence.counting import INCIDENT_TABLES, INCIDENT_WORKING
from hereabouts.core.evidence.descriptions import Description
from hereabouts.engines import definitions
from hereabouts.engines.duck import connected
from hereabouts.engines.evidence_known import Recognised, recognise, sha256
from hereabouts.engines.evidence_read import load
from hereabouts.engines.evidence_report import Report
from hereabouts.engines.raw_tables import literal
from hereabouts.engines.source_tables import Source

KEYED = {"dataset": "OR REPLACE", "area": "OR IGNORE", "unit": "", "period": "OR IGNORE"}
ON_CONFLICT = {"unit": ONE_UNIT}
UNUSED = 90 * 24 * 60 * 60  # seconds after which a yield that no build asked for is let go


class Kept:
    """The keep of one evidence file: a folder beside it."""

    def __init__(self, folder: Path, descriptions: Mapping[str, Description]) -> None:
        self._aside = None if _writable(folder) else TemporaryDirectory()  # for one build, where nothing can be kept
        self.folder = Path(self._aside.name) if self._aside else folder
        self.descriptions = descriptions
        self.yields: dict[str, list[str]] = {}
        self.all = _hash(program(), *(_said(d) for d in descriptions.values()))

    def recognise(self, path: Path, descriptions: Mapping[str, Description]) -> list[Recognised]:
        """Know a file as ``recognise`` does, by what it was known as when it had the same content."""
        content = sha256(path)
        note = self.folder / f"{_hash(self.all, content, path.suffix)}.json"
        told = _noted(note)
        if told is not None:
            _used(note)
            return [self._recalled(path, content, one) for one in told]
        found = recognise(path, descriptions)
        self._note(note, [_remembered(one) for one in found])
        return found

    def _recalled(self, path: Path, content: str, told: Mapping[str, Any]) -> Recognised:
        d = self.descriptions[told["id"]]
        return Recognised(
            path, d, content, Source(path, told["kind"]), d.layouts[told["layout"]], tuple(told["headings"]),
            told["sheet"], told["heading_row"], tuple(told["members"]),
        )  # fmt: skip

    def load(self, one: Recognised) -> Report:
        """Know what a file yields as ``load`` does, from before where that is kept. ``merge`` puts it into the file."""
        key = _hash(
            program(), _said(one.description), repr(definitions.generations().get(one.description.generation)), one.sha256,
            one.path.name, one.sheet, str(one.heading_row), *one.headings, *one.members,
        )  # fmt: skip
        told = self._told(self.folder / f"{key}.json")
        if told is None:
            with connected() as apart:
                for tables in (TABLES, WORKING, INCIDENT_TABLES, INCIDENT_WORKING):
                    apart.execute(tables)
                report = load(apart, one)
                if report.faults:
                    return report
                told = self._put_aside(apart, report, key)
        for name, file in told["tables"].items():
            self.yields.setdefault(name, []).append(str(self.folder / file))
        return Report(one, told["rows"], list(told["warnings"]))

    def merge(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Put everything that the files yielded into the evidence file, table by table.

        Where the first to say a thing is believed, file by file in their order; the rest in any, by every core.
        """
        for name, files in self.yields.items():
            connection.execute(f"SET preserve_insertion_order = {name in KEYED}")
            for some in [[file] for file in files] if name in KEYED else [files]:
                listed = ", ".join(map(literal, some))
                connection.execute(
                    f"INSERT {KEYED.get(name, '')} INTO {name} FROM read_parquet([{listed}]) {ON_CONFLICT.get(name, '')}"
                )
        connection.execute("RESET preserve_insertion_order")

    def _told(self, note: Path) -> dict[str, Any] | None:
        """Give what a file yielded before, if all of it is there and whole."""
        told: dict[str, Any] | None = _noted(note)
        try:
            if told is None or any(sha256(self.folder / file) != Path(file).stem for file in told["tables"].values()):
                return None
        except OSError:
            return None
        for file in (note, *(self.folder / file for file in told["tables"].values())):
            _used(file)
        return told

    def _put_aside(self, apart: duckdb.DuckDBPyConnection, report: Report, key: str) -> dict[str, Any]:
        """Keep each table that has rows under the hash of its content."""
        tables = {}
        for name in _tables():
            if apart.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone():
                fresh = self.folder / f"{key}.{os.getpid()}.new"
                apart.execute(f"COPY {name} TO {literal(str(fresh))} (FORMAT parquet, COMPRESSION lz4)")
                tables[name] = f"{sha256(fresh)}.parquet"
                fresh.replace(self.folder / tables[name])
        told = {"rows": report.rows, "warnings": report.warnings, "tables": tables}
        self._note(self.folder / f"{key}.json", told)
        return told

    def _note(self, note: Path, told: Any) -> None:
        with suppress(OSError):
            fresh = note.with_suffix(f".{os.getpid()}.new")
            fresh.write_text(json.dumps({"hash": _hash(json.dumps(told)), "told": told}), encoding="utf-8")
            fresh.replace(note)

    def sweep(self) -> None:
        """Let go of what no build asked for in three months."""
        if self._aside:
            self._aside.cleanup()
            return
        with suppress(OSError):
            for file in self.folder.iterdir():
                if time.time() - file.stat().st_mtime > UNUSED:
                    file.unlink(missing_ok=True)


@cache
def _tables() -> tuple[str, ...]:
    with duckdb.connect() as empty:
        for tables in (TABLES, WORKING, INCIDENT_TABLES, INCIDENT_WORKING):
            empty.execute(tables)
        return tuple(name for (name,) in empty.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall())


def _noted(note: Path) -> Any:
    """Give what a note tells; None where there is none, or it is damaged."""
    try:
        read = json.loads(note.read_bytes())
        return read["told"] if read["hash"] == _hash(json.dumps(read["told"])) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


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
