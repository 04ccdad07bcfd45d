"""Reading one recognised file as its description says: into cells, and through its neighbours into everything else."""

from collections.abc import Callable

import duckdb

from hereabouts.core.evidence.descriptions import Description
from hereabouts.engines import evidence_cells, evidence_incidents, evidence_places, evidence_services
from hereabouts.engines.evidence_known import Recognised
from hereabouts.engines.evidence_raw import raw
from hereabouts.engines.evidence_report import Report
from hereabouts.engines.raw_tables import quoted

Reader = Callable[[duckdb.DuckDBPyConnection, Recognised, Report], None]

# What is read of each kind of dataset, in this order; each reader leaves alone what the description does not have.
READERS: dict[str, tuple[Reader, ...]] = {
    "table": (
        evidence_places.areas,
        evidence_places.lookups,
        evidence_places.changes,
        evidence_places.centres,
        evidence_cells.cells,
    ),
    "boundaries": (evidence_places.boundaries, evidence_places.areas),
    "postcodes": (evidence_places.postcodes,),
    "services": (evidence_services.services,),
    "incidents": (evidence_incidents.incidents,),
}


def load(connection: duckdb.DuckDBPyConnection, one: Recognised) -> Report:
    """Put one recognised file into the evidence file. What only other files can tell is checked when all are in."""
    report = Report(one)
    d = one.description
    if d.kind != "incidents":
        raw(connection, one, report)
        if d.area and d.kind != "services":
            _blank_areas(connection, d, report)
    if not report.faults:
        for reader in READERS[d.kind]:
            reader(connection, one, report)
    connection.execute(
        "INSERT OR REPLACE INTO dataset VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            d.id, d.title, d.publisher, d.licence, d.source, d.published, d.period, d.generation, d.index or "",
            d.population or "", one.path.name, one.sha256, report.rows, "\n".join(d.caveats), "\n".join(report.warnings),
        ],
    )  # fmt: skip
    return report


def _blank_areas(connection: duckdb.DuckDBPyConnection, d: Description, report: Report) -> None:
    for (row,) in connection.execute(
        f"SELECT \"row number\" FROM raw WHERE {quoted(d.area)} = '' ORDER BY 1"
    ).fetchall():
        report.fault(row, d.area, f"“” is not an area code of {d.generation}")
