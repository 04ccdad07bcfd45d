"""Building the evidence file: find the files, know them by their headings, read them as described, swap the whole.

All or nothing: a known file with a fault stops the build with a sentence that names its row and column, and
the evidence file that was there keeps serving. Files that nobody described are listed, and are no fault.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa

from hereabouts import __version__
from hereabouts.core.evidence.building import INDEXES, NATIONS, READINGS, SERVICE_PLACES, TABLES, UNIT_NAMES, WORKING
from hereabouts.core.evidence.counting import INCIDENT_TABLES, INCIDENT_WORKING
from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.sentences import Sentence
from hereabouts.engines import definitions
from hereabouts.engines.duck import connected
from hereabouts.engines.evidence_checks import above_the_whole, cross_check, without_cells
from hereabouts.engines.evidence_content import content_hash
from hereabouts.engines.evidence_found import Found, find
from hereabouts.engines.evidence_kept import Kept
from hereabouts.engines.evidence_read import load
from hereabouts.engines.evidence_releases import settle
from hereabouts.engines.evidence_report import Report
from hereabouts.engines.files import found_in
from hereabouts.engines.raw_tables import literal


class NothingFound(Sentence):
    """A folder without a single file that anybody described."""


@dataclass
class Built:
    """What a build did: the datasets read with their rows, what was odd, and the files that were left alone."""

    datasets: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    spared: list[str] = field(default_factory=list)  # files read only without another that is there
    warnings: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)  # titles that the evidence file before this one had
    content_hash: str = ""


def build(data: Path, out: Path, *, also: Sequence[Path] = (), tell: Callable[[str], None] = lambda _: None) -> Built:
    """Read everything under ``data``, and the files ``also``, and put a new evidence file in the place of ``out``.

    The same files give the same content. Raises NothingFound, or Faulty for the first file that breaks its description.
    """
    if not data.exists():
        raise NothingFound("There is no folder or file called {path}.", path=str(data))
    descriptions = definitions.descriptions([*found_in(data), *also])
    own = definitions.own_documents([*found_in(data), *also])
    documents = definitions.indicators() | definitions.own_indicators(own.values())
    kept = Kept(out.with_name(out.name + ".kept"), descriptions)
    found = find(data, descriptions, kept.recognise, also)
    if not found.known:
        raise NothingFound(
            "Nothing under {path} is a dataset we know. `hereabouts data list` shows what we can read.", path=str(data)
        )
    before = _titles(out)
    with _new_file(out) as connection:
        reports = read(connection, found, tell, kept=kept)
        for report in reports:
            report.refuse()
        built = _summary(found, reports)
        connection.executemany("INSERT INTO own_document VALUES (?, ?)", sorted(own.items()) or [("", "")])
        derive(connection, [report.one.description for report in reports], documents)
        built.warnings += above_the_whole(connection) + without_cells(
            connection, definitions.own_indicators(own.values())
        )
        built.content_hash = content_hash(connection)
        inputs = sha256("".join(sorted(one.sha256 for one in found.known)).encode()).hexdigest()
        connection.execute("INSERT INTO built VALUES (?, ?, ?)", [__version__, inputs, built.content_hash])
    kept.sweep()
    built.gone = sorted(before - _titles(out))
    return built


def read(
    connection: duckdb.DuckDBPyConnection,
    found: Found,
    tell: Callable[[str], None],
    areas_of: Path | None = None,
    kept: Kept | None = None,
) -> list[Report]:
    """Read every known file into an empty evidence file and check them against each other; faults stand in the reports.

    ``areas_of`` is an evidence file whose area codes are known beside those of the files.
    """
    for tables in (TABLES, WORKING, INCIDENT_TABLES, INCIDENT_WORKING):
        connection.execute(tables)
    if areas_of and areas_of.exists():
        _borrow_areas(connection, areas_of)
    reports = []
    for one in found.known:
        tell(one.description.title)
        reports.append(kept.load(one) if kept else load(connection, one))
    if kept:
        kept.merge(connection)
    settle(connection, reports)
    cross_check(connection, reports)
    return reports


def _borrow_areas(connection: duckdb.DuckDBPyConnection, evidence: Path) -> None:
    """Take the codes of every generation that an evidence file has whole."""
    connection.execute(f"ATTACH {literal(str(evidence))} AS other (READ_ONLY)")
    counts = connection.execute("SELECT generation, count(*) FROM other.area GROUP BY 1").fetchall()
    for generation, n in counts:
        if n >= definitions.generations().get(generation, {}).get("areas", n + 1):
            connection.execute("INSERT INTO area SELECT * FROM other.area WHERE generation = ?", [generation])
            connection.execute("INSERT INTO all_named VALUES (?)", [generation])
    connection.execute("DETACH other")


def _summary(found: Found, reports: Sequence[Report]) -> Built:
    built = Built(unknown=found.unknown, spared=found.spared)
    for report in reports:
        id_ = report.one.description.id
        built.datasets[id_] = built.datasets.get(id_, 0) + report.rows
        built.warnings += [f"{report.about or report.one.path.name}: {warning}" for warning in report.warnings]
    return built


def _titles(out: Path) -> set[str]:
    """Give the titles that an evidence file holds; none where there is no file, or none that we can read."""
    if not out.exists():
        return set()
    try:
        with duckdb.connect(str(out), read_only=True) as connection:
            return {title for (title,) in connection.execute("SELECT title FROM dataset").fetchall()}
    except duckdb.Error:
        return set()


@contextmanager
def _new_file(out: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Write beside the old file and take its place only when everything is done."""
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_name(out.name + ".new")
    fresh.unlink(missing_ok=True)
    connection = connected(str(fresh))
    try:
        connection.execute("BEGIN")  # one transaction: seventy are four times as slow
        yield connection
        connection.execute("COMMIT")
        connection.close()
        fresh.replace(out)
    finally:
        connection.close()
        fresh.unlink(missing_ok=True)


def derive(
    connection: duckdb.DuckDBPyConnection, read_: Sequence[Description], documents: Mapping[str, Indicator]
) -> None:
    """Work out the indicators of every area, the nation's sums, the editions of each index and where services stand."""
    _formulas(connection, documents)
    kept = ("id", "nation", "areas")
    schema = pa.schema([("id", pa.string()), ("nation", pa.string()), ("areas", pa.int64())])
    generations = [{key: g.get(key) for key in kept} for g in definitions.generations().values()]
    connection.register("generation", pa.Table.from_pylist(generations, schema))
    connection.execute(READINGS)
    connection.execute("SET threads = 1")  # fractions are added up in one order: the same files give the same content
    for statement in (NATIONS, INDEXES, SERVICE_PLACES, UNIT_NAMES):
        connection.execute(statement)
    for d in {d.id: d for d in read_}.values():
        for domain, weight in d.weights.items():
            connection.execute("INSERT INTO index_weight VALUES (?, ?, ?)", [d.index, domain, weight])


def _formulas(connection: duckdb.DuckDBPyConnection, indicators: Mapping[str, Indicator]) -> None:
    formulas = [
        {"indicator": i.id, "kind": i.kind, **_cell("n", f.numerator), **_cell("d", f.denominator)}
        for i in indicators.values()
        for f in (() if i.standard else i.formulas)  # a standardised rate is made of bands when a place is known
    ]
    connection.register("formula", pa.Table.from_pylist(formulas))


def _cell(letter: str, name: str) -> dict[str, str]:
    dataset, measure, part = name.split("/")
    return {f"{letter}_dataset": dataset, f"{letter}_measure": measure, f"{letter}_part": part}
