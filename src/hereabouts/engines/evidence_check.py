"""Trying one publisher's file without building anything."""

from pathlib import Path
from typing import Any

from hereabouts.engines import definitions
from hereabouts.engines.duck import connected
from hereabouts.engines.evidence_build import read
from hereabouts.engines.evidence_found import find
from hereabouts.engines.evidence_near import near
from hereabouts.engines.evidence_report import Report
from hereabouts.engines.raw_tables import Faulty


def check(file: Path, evidence: Path | None = None) -> dict[str, Any]:
    """Say what a file is, what will be read and what is odd; every fault with its row and column.

    ``evidence`` is a file whose area codes are taken for known. Descriptions that lie beside the file are used too.
    """
    if not file.is_file():
        raise Faulty("There is no file called {path}.", path=str(file))
    descriptions = definitions.descriptions(sorted(file.parent.glob("*.toml")))
    try:
        found = find(file, descriptions)
    except Faulty as problem:
        return _told([], problem=str(problem))
    if not found.known:
        return _told([], problem=near(file, descriptions, descriptions.keys() - definitions.datasets().keys()))
    with connected() as connection:
        reports = read(connection, found, lambda _: None, evidence)
    return _told(reports)


def _told(reports: list[Report], problem: str = "") -> dict[str, Any]:
    faults = [fault for report in reports for fault in report.faults]
    refused = {(n, fault.row) for n, report in enumerate(reports) for fault in report.faults if fault.row is not None}
    errors = [{"row": fault.row, "column": fault.column, "message": fault.message} for fault in faults]
    return {
        "dataset": reports[0].one.description.id if reports else None,
        "title": reports[0].one.description.title if reports else None,
        "datasets": {report.one.description.id: report.rows for report in reports},
        "rows_read": sum(report.rows for report in reports) - len(refused),
        "rows_refused": len(refused),
        "warnings": [warning for report in reports for warning in report.warnings],
        "errors": errors + ([{"row": None, "column": None, "message": problem}] if problem else []),
    }
