"""One recognised file as a table of texts, without what the description leaves out: notes, footers, junk categories."""

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.sentences import counted
from hereabouts.engines.evidence_known import Recognised
from hereabouts.engines.evidence_report import Report
from hereabouts.engines.raw_tables import distinct
from hereabouts.engines.source_tables import Row

NUMBER = "row number"
STOPS = (
    "the row stops before this column: is the file cut short, or is it a note below the table? Notes are left out by "
    "`footer = true` in the description"
)


def raw(connection: duckdb.DuckDBPyConnection, one: Recognised, report: Report) -> None:
    """Make the table ``raw`` of the rows to be read, each with its number as a spreadsheet shows it."""
    names = distinct(one.headings)
    rows = _kept(one, names, report)
    report.rows = len(rows) + len({fault.row for fault in report.faults})
    columns = {name: pa.array([cells[i] for _, cells in rows], pa.string()) for i, name in enumerate(names)}
    connection.register("read_rows", pa.table({**columns, NUMBER: pa.array([n for n, _ in rows], pa.int64())}))
    connection.execute("CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM read_rows")
    connection.unregister("read_rows")
    _whole(one.description, report)


def _kept(one: Recognised, names: Sequence[str], report: Report) -> list[Row]:
    d, width = one.description, len(names)
    area = names.index(d.area) if d.area else None
    out = _Leaving(d, names)
    kept: list[Row] = []
    for number, cells in _rows(one):
        if number <= one.heading_row:
            continue
        told = [cell.strip() for cell in cells[:width]] + [""] * (width - len(cells))
        if d.footer and kept and area is not None and (not told[area] or alone(told, width)):
            break
        if not any(told):
            continue
        if one.source.kind == "text" and len(cells) < width:
            report.fault(number, names[len(cells)], STOPS)
        elif any(cell.strip() for cell in cells[width:]):
            report.fault(number, None, f"{len(cells)} cells under {width} headings: a separator stands inside a value")
        elif not out.leaves(told):
            kept.append((number, told))
    report.warnings += out.said()
    for number, column in one.source.unreckoned(one.sheet):
        if number > one.heading_row and column < width:
            report.fault(
                number, names[column], "a formula that nobody has worked out: open the file, save it, add it again"
            )
    return kept


def alone(cells: Sequence[str], width: int) -> bool:
    """Say whether a row of a table that is wider has one cell only: it is a note, wherever it stands."""
    return width > 1 and sum(bool(cell.strip()) for cell in cells) == 1


def _rows(one: Recognised) -> Iterable[Row]:
    if one.source.kind != "json":
        return one.source.rows(one.sheet)
    document = one.source.document
    if one.description.kind == "boundaries":
        records = [feature.get("properties") or {} for feature in document["features"]]
    else:
        records = one.source.records(one.layout.records or "")
    keys = tuple(records[0])
    return [(n, [_text(record.get(key)) for key in keys]) for n, record in enumerate(records, 1)]


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


class _Leaving:
    """The rows that a description leaves out, counted by reason."""

    def __init__(self, d: Description, names: Sequence[str]) -> None:
        self.rules = [(names.index(o.column), o) for o in d.left_out]
        self.counts: dict[str, int] = {}

    def leaves(self, cells: Sequence[str]) -> bool:
        for column, rule in self.rules:
            cell = cells[column]
            if cell in rule.values or (cell and cell.startswith(rule.starts or "\0")) or (rule.blank and not cell):
                self.counts[rule.reason] = self.counts.get(rule.reason, 0) + 1
                return True
        return False

    def said(self) -> list[str]:
        return [f"{counted(n, 'row')} left out: {reason}." for reason, n in self.counts.items()]


def _whole(d: Description, report: Report) -> None:
    """Say when a file has other than the rows its publisher gave it: an extract is fine, a lost half is not."""
    if d.rows and report.rows != d.rows:
        report.warnings.append(
            f"{report.rows:,} rows; the whole dataset has {d.rows:,}. An extract is fine; is anything missing?"
        )
