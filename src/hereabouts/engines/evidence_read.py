"""Reading one recognised file as its description says: into cells, and through its neighbours into everything else."""

import re
from collections.abc import Callable

import duckdb

from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.evidence.periods import period
from hereabouts.core.evidence.personal import WHY, personal
from hereabouts.core.sentences import listed
from hereabouts.engines import definitions, evidence_cells, evidence_incidents, evidence_places, evidence_services
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
    _unsaid(d, report)
    if d.kind == "table":
        for heading in personal(one.headings):
            report.fault(None, heading, WHY)
    if d.kind != "incidents":
        raw(connection, one, report)
        if not report.rows and not report.faults:
            report.fault(None, None, "there are headings and not one row below them: is the file cut short?")
        if d.area and d.kind in {"table", "boundaries"}:
            _strange_codes(connection, d, report)
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


def _unsaid(d: Description, report: Report) -> None:
    """Say what a drafted description still leaves open: without it nobody may quote a figure of it."""
    told = {name: getattr(d, name) for name in ("publisher", "licence", "source", "published", "period")}
    left = [name for name, words in told.items() if words == "?"] + ["caveats"] * ("?" in d.caveats)
    if left:
        report.warnings.append(f"The description still says “?” for its {listed(left)}: put in what you know.")
    if d.kind == "table" and d.period not in {"", "?"} and period(d.period) is None:
        report.warnings.append(f"“{d.period}” names no year: nobody can say what time the dataset is of.")


def _strange_codes(connection: duckdb.DuckDBPyConnection, d: Description, report: Report) -> None:
    """Refuse what does not look like a code of these boundaries, and say whose it looks like."""
    ours = definitions.generations()[d.generation]
    looks = ".+" if ours.get("units") else ours.get("codes", ".+")
    for row, code in connection.execute(
        f'SELECT "row number", {quoted(d.area)} FROM raw WHERE NOT regexp_full_match({quoted(d.area)}, ?) ORDER BY 1',
        [looks],
    ).fetchall():
        report.fault(row, d.area, f"“{code}” is not an area code of {d.generation}{_whose(code, looks)}")


def _whose(code: str, looks: str) -> str:
    if re.fullmatch(looks, code.upper()):
        return f"; write it in capitals, {code.upper()}"
    smaller = [g for g in definitions.generations().values() if "codes" in g and not g.get("units")]
    others = [str(g["id"]) for g in smaller if re.fullmatch(g["codes"], code)]
    return f"; it is one of {listed(others, last='or')}: is this a file on other boundaries?" if others else ""
