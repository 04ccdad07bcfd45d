"""The measures of a dataset as cells: wide or long, typed, with marks and parts, each with its row."""

import duckdb
import pyarrow as pa

from hereabouts.core.evidence.building import ADDED, HIDDEN, PART, TYPED
from hereabouts.core.evidence.descriptions import Description, Measure
from hereabouts.core.evidence.written import NotAPeriod, WrittenPeriod, written
from hereabouts.engines import definitions
from hereabouts.engines.evidence_known import Recognised
from hereabouts.engines.evidence_report import Report
from hereabouts.engines.raw_tables import literal, quoted

BANDS = {"decile": 10, "vigintile": 20, "quintile": 5, "percentile": 100}


def cells(connection: duckdb.DuckDBPyConnection, one: Recognised, report: Report) -> None:
    """Put every measure into the table of cells; what is no number, no known part or impossible is a fault."""
    d = one.description
    if not d.measures:
        return
    _unknown_parts(connection, d, report)
    _periods(connection, d, report)
    _meaning(connection, d)
    here = set(one.headings)
    wide = " UNION ALL ".join(_unpivoted(d, n, m, here) for n, m in enumerate(d.measures) if here & set(m.columns))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE typed AS WITH told AS (
              SELECT w.number, w.row, w.area, w.period, w.heading, w.text, m.measure, {PART} AS part, m.written, m.added,
                     m.least, m.most, $marks::VARCHAR[] AS marks
              FROM (SELECT w.*, m.part AS column_part, coalesce(p.part, w.row_text) AS row_part
                    FROM ({wide}) w JOIN meaning m ON m.heading = w.heading AND m.number = w.number
                    LEFT JOIN row_part p ON p.number = w.number AND p.text = w.row_text
                    WHERE p.part IS NOT NULL OR NOT m.parts_named) w
              JOIN meaning m ON m.heading = w.heading AND m.number = w.number)
            SELECT *, CASE WHEN marked THEN bare ELSE '' END AS mark FROM ({TYPED})""",
        {"marks": list(d.marks)},
    )
    _faults(connection, one, report)
    if d.hide_below:
        connection.execute(HIDDEN, {"below": d.hide_below, "mark": f"<{d.hide_below}"})
    columns = "measure, part, area, period, value, mark, row"
    connection.execute(f"INSERT INTO cell SELECT ?, {columns} FROM typed WHERE NOT added", [d.id])
    if any(m.added for m in d.measures):
        connection.execute(f"INSERT INTO cell SELECT ?, {columns} FROM ({ADDED}) ORDER BY measure, part, area", [d.id])
    _totals(connection, d)
    _sums(connection, d)


def _meaning(connection: duckdb.DuckDBPyConnection, d: Description) -> None:
    """Register what each heading of each measure means, and what each text in a column of parts is called."""
    limits = {m.id: _limits(m, d.generation) for m in d.measures}
    told = [
        {
            "number": n, "heading": heading, "measure": m.id, "part": part, "written": m.written, "added": m.added,
            "least": limits[m.id][0], "most": limits[m.id][1], "parts_named": bool(m.parts), "column_first": m.column_first,
        }
        for n, m in enumerate(d.measures)
        for heading, part in m.columns.items()
    ]  # fmt: skip
    schema = pa.schema(
        [("number", pa.int64()), ("heading", pa.string()), ("measure", pa.string()), ("part", pa.string()),
         ("written", pa.string()), ("added", pa.bool_()), ("least", pa.float64()), ("most", pa.float64()),
         ("parts_named", pa.bool_()), ("column_first", pa.bool_())]
    )  # fmt: skip
    connection.register("meaning", pa.Table.from_pylist(told, schema))
    parts = [
        {"number": n, "text": text, "part": part} for n, m in enumerate(d.measures) for text, part in m.parts.items()
    ]
    kinds = pa.schema([("number", pa.int64()), ("text", pa.string()), ("part", pa.string())])
    connection.register("row_part", pa.Table.from_pylist(parts, kinds))


def _limits(m: Measure, generation: str) -> tuple[float | None, float | None]:
    """Give the least and the most that can be: what the description says, and for ranks and their bands what there is."""
    last = definitions.generations()[generation].get("areas") if m.id == "rank" else BANDS.get(m.id)
    return (1.0, float(last)) if last else (m.least, m.most)


def _unpivoted(d: Description, number: int, m: Measure, here: set[str]) -> str:
    where = " AND ".join([f"{quoted(d.area)} <> ''"] + [f"{quoted(c)} = {literal(v)}" for c, v in m.only.items()])
    columns = ", ".join(quoted(h) for h in m.columns if h in here)
    when = "period_id" if d.period_in else literal(d.period)
    part = quoted(m.part_in) if m.part_in else "'all'"
    table = f"raw JOIN read_period ON period_text = {quoted(d.period_in)}" if d.period_in else "raw"
    ours = '"our period" AS period, "our part" AS row_text, "our heading" AS heading'
    return f"""SELECT {number} AS number, "row number" AS row, {quoted(d.area)} AS area, {ours},
                      coalesce("our text", '') AS text
               FROM (SELECT *, {when} AS "our period", {part} AS "our part" FROM {table} WHERE {where})
               UNPIVOT INCLUDE NULLS ("our text" FOR "our heading" IN ({columns}))"""


def _unknown_parts(connection: duckdb.DuckDBPyConnection, d: Description, report: Report) -> None:
    for column, known in d.part_columns.items():
        strange = connection.execute(
            f'SELECT min("row number"), {quoted(column)} FROM raw WHERE NOT list_contains(?, {quoted(column)}) '
            "GROUP BY 2 ORDER BY 1",
            [sorted(known)],
        ).fetchall()
        for row, text in strange:
            report.fault(row, column, f"“{text}” is no part that the description names")


def _periods(connection: duckdb.DuckDBPyConnection, d: Description, report: Report) -> None:
    """Read every period of the file; the text that sorts is what the cells carry."""
    told: list[tuple[str, WrittenPeriod]] = []
    rows = [(None, d.period)]
    if d.period_in:
        rows = connection.execute(
            f'SELECT min("row number"), {quoted(d.period_in)} FROM raw GROUP BY 2 ORDER BY 1'
        ).fetchall()
    for row, text in rows:
        try:
            told.append((text, written(text)))
        except NotAPeriod as problem:
            if d.period_in:
                report.fault(row, d.period_in, str(problem).rstrip("."))
    for _, read in told:
        connection.execute(
            "INSERT OR IGNORE INTO period VALUES (?, ?, ?, ?)", [read.id, read.label, read.starts, read.ends]
        )
    ids = {"period_text": [text for text, _ in told], "period_id": [read.id for _, read in told]}
    connection.register("read_period", pa.table({k: pa.array(v, pa.string()) for k, v in ids.items()}))


def _faults(connection: duckdb.DuckDBPyConnection, one: Recognised, report: Report) -> None:
    wrong = connection.execute(
        """SELECT row, heading, bare, value, least, most FROM typed
           WHERE (value IS NULL AND NOT marked AND bare <> '') OR value < least OR value > most ORDER BY 1, 2"""
    ).fetchall()
    for row, heading, bare, value, least, most in wrong:
        if value is None:
            report.fault(row, heading, f"“{bare}” is not a number")
        elif least is not None and value < least:
            report.fault(row, heading, f"“{bare}” is less than {least:g}, which cannot be")
        else:
            report.fault(row, heading, f"“{bare}” is more than {most:g}, which cannot be")
    doubles = connection.execute(
        """SELECT max(row), area FROM typed WHERE NOT added GROUP BY measure, part, area, period
           HAVING count(*) > 1 ORDER BY 1"""
    ).fetchall()
    for row, code in dict.fromkeys(doubles):
        report.fault(row, one.description.area, f"“{code}” stands here a second time")


def _totals(connection: duckdb.DuckDBPyConnection, d: Description) -> None:
    """Write down which parts are totals of others, the stars filled in."""
    for way, total in enumerate(d.totals):
        for pattern in total.parts:
            connection.execute(
                """INSERT INTO total_of SELECT DISTINCT dataset, measure, ?, part, ? FROM cell
                   WHERE dataset = ? AND measure = ? AND part GLOB ? AND part <> ? ORDER BY part""",
                [total.total, way, d.id, total.measure, pattern, total.total],
            )


def _sums(connection: duckdb.DuckDBPyConnection, d: Description) -> None:
    """Add up areas by their larger unit while the rows are at hand; compared when every file is in."""
    for sums in d.sums:
        connection.execute(
            f"""INSERT INTO sum_by SELECT dataset, ?, {quoted(sums.by)}, sum(value), min(row)
                FROM cell JOIN raw ON raw."row number" = cell.row
                WHERE dataset = ? AND measure = ? AND part = ? GROUP BY 1, 3 HAVING count(value) = count(*)""",
            [sums.published, d.id, sums.measure, sums.part],
        )
