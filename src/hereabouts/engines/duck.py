"""DuckDB, the reference engine: every other engine must agree with it."""

from collections.abc import Sequence
from typing import Self

import duckdb
import pyarrow as pa

from hereabouts.core.steps import Row, Step


def connected(path: str = ":memory:", *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open DuckDB quietly: left alone, a query of two seconds draws a bar among the answers of the command line."""
    connection = duckdb.connect(path, read_only=read_only)
    connection.execute("SET enable_progress_bar = false")
    return connection


class Duck:
    """Runs named steps over a connection (the evidence file, say), or over nothing but registered rows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection | None = None) -> None:
        self.connection = connection or connected()

    def register(self, name: str, rows: Sequence[Row]) -> None:
        """Make rows a table of that name.

        They are copied into one of its own: over rows that stay in Arrow some joins are not possible ("bloom filter").
        """
        told = pa.Table.from_pylist([dict(row) for row in rows])
        if not told.num_columns:
            self.connection.register(name, told)
            return
        self.connection.register("rows told", told)
        self.connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT * FROM "rows told"')  # noqa: S608 - our own names
        self.connection.unregister("rows told")

    def run(self, steps: Sequence[Step]) -> list[Row]:
        """Run the steps as one query of named parts and give the rows of the last."""
        parts = ", ".join(f'"{step.name}" AS ({step.sql})' for step in steps)
        cursor = self.connection.execute(f'WITH {parts} SELECT * FROM "{steps[-1].name}"')  # noqa: S608 - steps are ours
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection and of what was registered on it."""
        self.connection.close()
