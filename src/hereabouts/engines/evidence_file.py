"""The evidence file, opened read-only: built, never edited; replaced whole, and noticed when it is."""

from pathlib import Path
from threading import Lock

import duckdb

from hereabouts.core.sentences import Sentence
from hereabouts.engines import which
from hereabouts.engines.duck import Duck
from hereabouts.engines.spark import Spark
from hereabouts.engines.spark_tables import tables_of

_lock = Lock()
_open: dict[Path, tuple[tuple[int, int], duckdb.DuckDBPyConnection]] = {}


class NoEvidence(Sentence):
    """There is no evidence file, or the file is none."""


def as_it_is(path: Path) -> tuple[str, int, int]:
    """Give a mark of the evidence file that changes when another takes its place; noughts where there is none."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return str(path), 0, 0
    return str(path), stat.st_ino, stat.st_mtime_ns


def opened(path: Path) -> Duck | Spark:
    """Give the engine in use, over the evidence file of this installation. Close it after use."""
    duck, master = opened_here(path), which.master()
    if not master:
        return duck
    with duck:
        return Spark(tables_of(duck.connection, path), master)


def opened_here(path: Path) -> Duck:
    """Give DuckDB over the evidence file, whichever engine is in use: own tables stand in our database and are few.

    The file stays open in this process until another takes its place; opening costs 20 ms and a page has 150.
    """
    try:
        stat = path.stat()
    except FileNotFoundError:
        raise NoEvidence(
            "There is no evidence file at {path} yet. Make it with: hereabouts data build --data FOLDER --out {path}",
            path=str(path),
        ) from None
    with _lock:
        token, known = (stat.st_ino, stat.st_mtime_ns), _open.get(path)
        if known and known[0] == token:
            return Duck(known[1].cursor())
        if known:
            known[1].close()
        _open[path] = (token, _connected(path))
        return Duck(_open[path][1].cursor())


def _connected(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path), read_only=True)
        connection.execute("SELECT version FROM built")
    except duckdb.Error:
        raise NoEvidence(
            "{path} is not an evidence file. Make one with: hereabouts data build", path=str(path)
        ) from None
    return connection
