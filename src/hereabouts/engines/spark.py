"""Spark, for evidence that has outgrown one machine: the same named steps, translated, with the answers of the reference.

It starts slowly and answers slowly (`bench/bench_spark.py`): nobody needs it below tens of millions of rows.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa

from hereabouts.core.sentences import Sentence
from hereabouts.core.steps import Row, Step

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

HERE = "local[*]"  # every core of this machine


class NoSpark(Sentence):
    """Spark asked for where it, or the Java it runs on, is missing, or where its cluster does not answer."""


class Spark:
    """Runs named steps over Parquet files (those of the evidence file, say), or over nothing but registered rows.

    All of a process share one connection to the cluster; what one of them registers, another does not see.
    """

    def __init__(self, tables: Path | None = None, master: str = HERE) -> None:
        self.session = connected(master).newSession()
        self._files = {file.stem: file for file in tables.glob("*.parquet")} if tables else {}

    def register(self, name: str, rows: Sequence[Row]) -> None:
        """Make rows a table of that name."""
        table = pa.Table.from_pylist([dict(row) for row in rows])
        self.session.createDataFrame(table).createOrReplaceTempView(name)
        self._files.pop(name, None)

    def run(self, steps: Sequence[Step]) -> list[Row]:
        """Run the steps as one query of named parts and give the rows of the last."""
        rows: list[Row] = self.session.sql(self._query(steps)).toArrow().to_pylist()
        return rows

    def read(self, name: str, path: str, **options: Any) -> None:
        """Make files a table of that name: a Parquet file or folder, or what ``format=`` says, wherever the cluster can read."""
        how = options.pop("format", "parquet")
        self.session.read.format(how).options(**options).load(path).createOrReplaceTempView(name)
        self._files.pop(name, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what was registered. The connection to the cluster stays until this process ends, or ``left``."""
        for table in self.session.catalog.listTables():
            self.session.catalog.dropTempView(table.name)

    def _query(self, steps: Sequence[Step]) -> str:
        """Write the last step after the parts it stands on, so that its order is the order of the answer."""
        from hereabouts.engines.spark_words import in_spark

        parts: list[str] = []

        def behind(sql: str) -> str:
            return f"WITH {', '.join(parts)} {sql}" if parts else sql

        for step in steps:
            self._known(step.sql)
            sql = in_spark(step.sql, lambda asked: self.session.sql(behind(asked)).columns)
            if step is steps[-1]:
                return behind(sql)
            parts.append(f"`{step.name}` AS ({sql})")
        raise ValueError("No steps to run.")

    def _known(self, sql: str) -> None:
        """Open the files that a step reads, when it first does: there are thirty, and most steps read two or three."""
        from hereabouts.engines.spark_words import tables_in

        for name in tables_in(sql) & set(self._files):
            self.read(name, str(self._files[name]))


def connected(master: str) -> "SparkSession":
    """Give this process's connection to a cluster. Raises NoSpark."""
    _refuse_missing()
    from pyspark.sql import SparkSession

    known = SparkSession.getActiveSession()
    if known is not None and known.sparkContext.master == master:
        return known
    left()
    builder = SparkSession.builder.master(master).appName("hereabouts")
    for name, value in _settings(master).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.conf.set("spark.sql.shuffle.partitions", max(2, session.sparkContext.defaultParallelism))
    return session


def left() -> None:
    """Let go of the cluster."""
    from pyspark.sql import SparkSession

    known = SparkSession.getActiveSession()
    if known is not None:
        known.stop()


def _settings(master: str) -> dict[str, str]:
    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.session.timeZone": "UTC"}
    alone = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return quiet | alone if master.startswith("local") else quiet


def _refuse_missing() -> None:
    try:
        import pyspark  # noqa: F401 - whether it is there
    except ModuleNotFoundError:
        raise NoSpark("Spark is not installed. Install it with: pip install 'hereabouts[spark]'") from None
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise NoSpark("Spark runs on Java 17 or newer, and there is none here. Install openjdk-17-jre-headless.")
