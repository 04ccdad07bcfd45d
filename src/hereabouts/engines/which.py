"""Which engine answers questions of the evidence file: DuckDB, or Spark where the evidence has outgrown one machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from hereabouts.core.sentences import Sentence

DUCKDB, SPARK = "duckdb", "spark"
HERE = "local[*]"  # Spark on every core of this machine
_masters: list[str] = [""]  # of the engine in use, last; nothing is DuckDB


class NotAnEngine(Sentence):
    """The name of an engine that there is not."""


def master_in(engine: str) -> str:
    """Give the Spark master that the name of an engine means; nothing for DuckDB. Raises NotAnEngine.

    A cluster is named by its own address (spark://...), any other master behind the word: spark:yarn, spark:local[2].
    """
    name, _, master = engine.strip().partition(":")
    if name == SPARK:
        return engine.strip() if master.startswith("//") else master or HERE
    if name == DUCKDB and not master:
        return ""
    raise NotAnEngine(
        "“{engine}” is not an engine. Write duckdb, spark (on this machine), or the address of a cluster, such as "
        "spark://analysis.example:7077.",
        engine=engine,
    )


def master() -> str:
    """Give the Spark master to ask; nothing where DuckDB answers."""
    return _masters[-1]


def use(engine: str) -> None:
    """Have an engine answer from now on. Raises NotAnEngine."""
    _masters[-1] = master_in(engine)


@contextmanager
def using(engine: str) -> Iterator[None]:
    """Have an engine answer for a while; an empty name changes nothing. Raises NotAnEngine."""
    _masters.append(master_in(engine) if engine else master())
    try:
        yield
    finally:
        _masters.pop()
