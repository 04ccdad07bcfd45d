"""Which engine answers questions of the evidence file: DuckDB, or Spark where the evidence has outgrown one machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from hereabouts.core.sentences import Sentence

DUCKDB, SPARK, HERE = "duckdb", "spark", "local[*]"  # every core of this machine
_masters: list[str] = [""]  # of the engine in use, last; nothing is DuckDB


class NotAnEngine(Sentence):
    """The name of an engine that there is not."""


def master_in(engine: str) -> str:
    """Give the Spark master that the name of an engine means; nothing for DuckDB. Raises NotAnEngine."""
    name, _, master = engine.strip().partition(":")
    if name == SPARK:
        return master or HERE
    if name == DUCKDB and not master:
        return ""
    raise NotAnEngine(
        "“{engine}” is not an engine. Write duckdb, spark, or spark: and the address of a cluster, such as "
        "spark:spark://analysis.example:7077.",
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
