"""Building the evidence file: find the files, know them by their headings, read them as described, swap the whole.

All or nothing: a known file with a fault stops the build with a sentence that names its row and column, and
the evidence file that was there keeps serving. Files that nobody described are listed, and are no fault.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa

from hereabouts import __version__
from hereabouts.core.evidence.building import INDEXES, NATIONS, READINGS, TABLES
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.sentences import Sentence
from hereabouts.engines import definitions
from hereabouts.engines.evidence_known import Recognised, recognise
from hereabouts.engines.evidence_read import load
from hereabouts.engines.files import found_in
from hereabouts.engines.raw_tables import Faulty


class NothingFound(Sentence):
    """A folder without a single file that anybody described."""


@dataclass
class Built:
    """What a build did: the datasets read with their rows, and the files nobody described."""

    datasets: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def build(data: Path, out: Path, *, tell: Callable[[str], None] = lambda _: None) -> Built:
    """Read everything under ``data`` that is described and put a new evidence file in the place of ``out``.

    The same files give the same content. Raises NothingFound, or Faulty for the first file that breaks its description.
    """
    if not data.exists():
        raise NothingFound("There is no folder or file called {path}.", path=str(data))
    known, unknown = _recognised(data)
    if not known:
        raise NothingFound(
            "Nothing under {path} is a dataset we know. `hereabouts data list` shows what we can read.", path=str(data)
        )
    built = Built(unknown=unknown)
    with _new_file(out) as connection:
        connection.execute(TABLES)
        for one in sorted(known, key=lambda one: (not one.description.lookups, one.description.id)):
            tell(one.description.title)
            built.datasets[one.description.id] = load(connection, one)
        _derive(connection, definitions.indicators(), definitions.generations())
        inputs = sha256("".join(sorted(one.sha256 for one in known)).encode()).hexdigest()
        connection.execute("INSERT INTO built VALUES (?, ?)", [__version__, inputs])
    return built


def _recognised(data: Path) -> tuple[list[Recognised], list[str]]:
    known: dict[str, Recognised] = {}
    unknown = []
    for path in found_in(data):
        one = recognise(path, definitions.datasets())
        if one is None:
            unknown.append(str(path))
        elif one.description.repeats or one.description.id not in known:
            known[f"{one.description.id}/{path}" if one.description.repeats else one.description.id] = one
        elif known[one.description.id].sha256 != one.sha256:
            raise Faulty(
                "{a} and {b} are both “{title}” but differ. Keep the one you mean.",
                a=str(known[one.description.id].path),
                b=str(path),
                title=one.description.title,
            )
    return list(known.values()), unknown


@contextmanager
def _new_file(out: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Write beside the old file and take its place only when everything is done."""
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_name(out.name + ".new")
    fresh.unlink(missing_ok=True)
    connection = duckdb.connect(str(fresh))
    try:
        yield connection
        connection.close()
        fresh.replace(out)
    finally:
        connection.close()
        fresh.unlink(missing_ok=True)


def _derive(
    connection: duckdb.DuckDBPyConnection,
    indicators: Mapping[str, Indicator],
    generations: Mapping[str, Mapping[str, object]],
) -> None:
    """Work out the indicators of every area, the nation's sums and the editions of each index."""
    formulas = [
        {"indicator": i.id, "kind": i.kind, **_cell("n", f.numerator), **_cell("d", f.denominator)}
        for i in indicators.values()
        for f in (() if i.standard else i.formulas)  # a standardised rate is made of bands when a place is known
    ]
    connection.register("formula", pa.Table.from_pylist(formulas))
    kept = ("id", "nation", "areas")
    connection.register(
        "generation", pa.Table.from_pylist([{key: g[key] for key in kept} for g in generations.values()])
    )
    for statement in (READINGS, NATIONS, INDEXES):
        connection.execute(statement)


def _cell(letter: str, name: str) -> dict[str, str]:
    dataset, measure, part = name.split("/")
    return {f"{letter}_dataset": dataset, f"{letter}_measure": measure, f"{letter}_part": part}
