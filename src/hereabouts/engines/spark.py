"""Spark, for evidence that has outgrown one machine: the same named steps, translated, with the answers of the reference.

It starts slowly and answers slowly, whatever the size: `docs/how-to/use-spark.md` says when it pays.
"""

import shutil
import warnings
from collections.abc import Sequence
from functools import cached_property
from os import environ
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

import pyarrow as pa

from hereabouts.core.sentences import Sentence
from hereabouts.core.steps import Row, Step
from hereabouts.engines.which import HERE

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_lock = Lock()
_connected: dict[str, "SparkSession"] = {}  # by master; there is one at a time


class NoSpark(Sentence):
    """Spark asked for where it, or the Java it runs on, is missing, or where its cluster does not answer."""


class Spark:
    """Runs named steps over Parquet files (those of the evidence file, say), or over nothing but registered rows.

    All of a process share one connection to the cluster, made when it is first needed; what one of them registers, another
    does not see.
    """

    def __init__(self, tables: Path | None = None, master: str = HERE) -> None:
        self.master = master
        self._files = {file.stem: file for file in tables.glob("*.parquet")} if tables else {}

    @cached_property
    def session(self) -> "SparkSession":
        """Spark's own session, for whoever needs more than the three verbs."""
        return connected(self.master).newSession()

    def register(self, name: str, rows: Sequence[Row]) -> None:
        """Make rows a table of that name."""
        table = pa.Table.from_pylist([dict(row) for row in rows])
        self.session.createDataFrame(table).createOrReplaceTempView(name)
        self._files.pop(name, None)

    def read(self, name: str, path: str, how: str = "parquet", **options: str) -> None:
        """Make files a table of that name, wherever the whole cluster can read them; ``how`` as Spark calls the format."""
        self.session.read.format(how).options(**options).load(path).createOrReplaceTempView(name)
        self._files.pop(name, None)

    def run(self, steps: Sequence[Step]) -> list[Row]:
        """Run the steps as one query of named parts and give the rows of the last."""
        rows: list[Row] = self.session.sql(self._query(steps)).toArrow().to_pylist()
        return rows

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what was registered. The connection to the cluster stays until ``leave``, or the end of the process."""
        if "session" in self.__dict__:
            for table in self.session.catalog.listTables():
                self.session.catalog.dropTempView(table.name)

    def _query(self, steps: Sequence[Step]) -> str:
        """Write the last step behind the parts it stands on, and not around it: its order is the order of the answer."""
        from hereabouts.engines.spark_words import in_spark, tables_in

        parts: list[str] = []

        def behind(sql: str) -> str:
            return f"WITH {', '.join(parts)} {sql}" if parts else sql

        for step in steps:
            self._open(tables_in(step.sql))
            sql = in_spark(step.sql, lambda asked: self.session.sql(behind(asked)).columns)
            parts.append(f"`{step.name}` AS ({sql})")
        parts.pop()
        return behind(sql)

    def _open(self, names: set[str]) -> None:
        """Open files when a step first reads them: there are thirty, and most steps read two or three."""
        for name in names & set(self._files):
            self.read(name, str(self._files[name]))


def connected(master: str) -> "SparkSession":
    """Give this process's connection to a cluster; another one is let go. Raises NoSpark."""
    _refuse_missing()
    with _lock:
        if master not in _connected:
            _leave()
            _connected[master] = _started(master)
        return _connected[master]


def leave() -> None:
    """Let go of the cluster, whichever it is."""
    with _lock:
        _leave()


def _leave() -> None:
    while _connected:
        _connected.popitem()[1].stop()


def _started(master: str) -> "SparkSession":
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master).appName("hereabouts")
    for name, value in _settings(master).items():
        builder = builder.config(name, value)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")  # we ask it for none
            session = builder.getOrCreate()
    except (Py4JError, PySparkRuntimeError) as problem:
        raise NoSpark("Spark at {master} does not answer: {why}", master=master, why=_first_line(problem)) from None
    session.sparkContext.setLogLevel("ERROR")
    session.conf.set("spark.sql.shuffle.partitions", max(2, session.sparkContext.defaultParallelism))
    return session


def _settings(master: str) -> dict[str, str]:
    """What is ours to say; the rest is the cluster's own, in Spark's spark-defaults.conf and environment."""
    from splink.backends.spark import similarity_jar_location

    ours = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.session.timeZone": "UTC"}
    ours |= {"spark.jars": similarity_jar_location()}  # how alike two names are, for the matching of records
    ours |= {
        "spark.sql.execution.arrow.localRelationThreshold": "0"
    }  # rows stay out of the plan, which is copied at every step
    alone = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return ours | alone if master.startswith("local") else ours


def _first_line(problem: Exception) -> str:
    return next((line.strip() for line in str(problem).splitlines() if line.strip()), type(problem).__name__)


def _refuse_missing() -> None:
    try:
        import pyspark  # noqa: F401 - only whether it is there
    except ModuleNotFoundError:
        raise NoSpark("Spark is not installed. Install it with: pip install 'hereabouts[spark]'") from None
    if not (environ.get("JAVA_HOME") or shutil.which("java")):
        raise NoSpark("Spark runs on Java 17 or newer, and there is none here. Install openjdk-17-jre-headless.")
