"""The evidence file as Parquet, for an engine of many machines: a folder beside it, written once for each evidence file."""

import shutil
from pathlib import Path

import duckdb

from hereabouts.engines.raw_tables import literal, quoted

KEPT = 2  # folders: the evidence that is, and the one before it, which somebody may still be reading


def tables_of(connection: duckdb.DuckDBPyConnection, evidence: Path) -> Path:
    """Give the folder with a Parquet file of every table of the evidence file; write it where it is not there yet.

    It is named for the content, and there whole or not at all. Older ones go.
    """
    ((content,),) = connection.execute("SELECT content_hash FROM built").fetchall()
    shelf = evidence.resolve().with_name(evidence.name + ".tables")
    folder = shelf / str(content)[:16]
    if not folder.exists():
        _write(connection, folder)
        _sweep(shelf)
    return folder


def _write(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall():
        target = literal(str(fresh / f"{name}.parquet"))
        connection.execute(f"COPY {quoted(name)} TO {target} (FORMAT parquet)")
    fresh.rename(folder)


def _sweep(shelf: Path) -> None:
    newest_first = sorted(shelf.iterdir(), key=lambda folder: -folder.stat().st_mtime)
    for folder in newest_first[KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)
