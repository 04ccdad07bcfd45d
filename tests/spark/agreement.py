"""Whether two engines gave the same answer: the same rows in the same order, the same types, floats to 1e-12 of themselves."""

import math

import sqlglot

from hereabouts.engines import which
from hereabouts.engines.duck import Duck
from hereabouts.engines.spark import Spark
from hereabouts.engines.spark_tables import tables_of
from tests.spark.chains import LEFT_OUT, chains, questions, registered

CLOSE = 1e-12


def differ(ours, theirs, *, ordered=True):
    """Say in words how the second answer differs from the first; nothing where they agree."""
    if len(ours) != len(theirs):
        return f"{len(ours)} rows and {len(theirs)}"
    if not ordered:
        ours, theirs = sorted(ours, key=_without_fractions), sorted(theirs, key=_without_fractions)
    for n, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        if list(one) != list(other):
            return f"columns {list(one)} and {list(other)}"
        for column, value in one.items():
            if not _same(value, other[column]):
                return f"row {n}, {column}: {value!r} and {other[column]!r}"
    return ""


def _same(value, other):
    if type(value) is not type(other):
        return False
    if isinstance(value, float):
        return math.isclose(value, other, rel_tol=CLOSE, abs_tol=0)
    return value == other


def _without_fractions(row):
    """The other columns, and of a fraction nine figures: two engines add up in another order."""
    return [f"{value:.9g}" if isinstance(value, float) else repr(value) for value in row.values()]


def is_ordered(chain):
    return sqlglot.parse_one(chain[-1].sql, read="duckdb").args.get("order") is not None


class Asked:
    """One evidence file and one place in it, before both engines."""

    def __init__(self, connection, path, generation, codes, master=which.HERE):
        self.duck, self.spark = Duck(connection.cursor()), Spark(tables_of(connection, path), master)
        self.rows = questions(connection, generation, codes)
        self.stored = {n for (n,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        for name, rows in self.rows.items():
            if "/" not in name:
                self._register(name, rows)

    def _register(self, name, rows):
        for engine in (self.duck, self.spark):
            engine.register(name, rows)

    def both(self, name, chain, instead=None):
        """Run a chain on DuckDB, and it or another on Spark; give how they differ and how many rows there are."""
        own = {key.partition("/")[2]: rows for key, rows in self.rows.items() if key.startswith(f"{name}/")}
        for table, rows in own.items():
            self._register(table, rows)
        try:
            ours, theirs = self.duck.run(chain), self.spark.run(instead or chain)
        finally:
            for table in own:
                self._register(table, self.rows[table])
        return differ(ours, theirs, ordered=is_ordered(chain)), len(ours)

    def _tried(self, name, chain):
        from pyspark.errors import PySparkException

        try:
            return self.both(name, chain)
        except PySparkException as problem:
            return f"Spark does not understand it: {str(problem)[:300]}", 0

    def every_chain(self, only=None):
        """Run everything that the product has, or some by name; give how the engines differ, and how many rows each chain gave."""
        told, counts = {}, {}
        for name, chain in chains().items():
            if name not in LEFT_OUT and (only is None or name in only):
                missing = registered(chain, self.stored) - set(self.rows)
                assert not missing, f"{name} reads {missing}: say in tests/spark/chains.py what is registered"
                told[name], counts[name] = self._tried(name, chain)
        return {name: how for name, how in told.items() if how}, counts

    def close(self):
        self.duck.close()
        self.spark.close()
