"""One file of incidents, or a zip of months, as counts: what it yields before anybody knows which release of a month counts."""

from collections.abc import Sequence

import duckdb

from hereabouts.core.evidence.counting import COUNTED, NOT_MONTHS, NUMBERED, PARTS
from hereabouts.engines.evidence_incident_files import Piece, alike, pieces, refused, register, told
from hereabouts.engines.evidence_known import Recognised
from hereabouts.engines.evidence_report import Report
from hereabouts.engines.raw_tables import literal, quoted


def incidents(connection: duckdb.DuckDBPyConnection, one: Recognised, report: Report) -> None:
    """Count every table of the file; a row that is none, or a month that is none, is a fault."""
    d = one.description
    if d.incidents is None:
        report.fault(None, None, "the description does not say which columns hold an incident")
        return
    asked = {"dataset": d.id, "sha256": one.sha256}
    for portion in pieces(one):
        for some in alike(portion):
            register(connection, some)
            _count(connection, one, some)
            _faults(connection, some, report)
            connection.execute(NUMBERED)
            connection.execute(COUNTED, asked)
            if d.incidents.by:
                _parts(connection, one, some)
    for row, month, member in connection.execute(NOT_MONTHS, asked).fetchall():
        report.fault(row, d.incidents.month, f"{_in(member)}“{month}” is not a month")
    ((report.rows,),) = connection.execute(
        "SELECT coalesce(sum(rows), 0)::BIGINT FROM incident_count WHERE dataset = $dataset AND sha256 = $sha256", asked
    ).fetchall()


def _count(connection: duckdb.DuckDBPyConnection, one: Recognised, some: Sequence[Piece]) -> None:
    """Count the rows by all that decides where they go; points only where rows are to be found by their point."""
    c = one.description.incidents
    located = c is not None and c.without_area == "located"
    rows = told(one.description, some, ("longitude_text", "latitude_text") if located else ())
    longitude, latitude = (_point(name) if located else "NULL::DOUBLE" for name in ("longitude_text", "latitude_text"))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE counted AS
            SELECT filename, series, period, area, category, {longitude} AS longitude, {latitude} AS latitude,
                   count(*) AS rows, min(nth) AS nth FROM ({rows}) GROUP BY ALL"""
    )


def _point(column: str) -> str:
    """Only a row without a code needs its point."""
    return f"CASE WHEN area = '' THEN TRY_CAST({column} AS DOUBLE) END"


def _parts(connection: duckdb.DuckDBPyConnection, one: Recognised, some: Sequence[Piece]) -> None:
    """Count what the description asks for beside the category, for the series as a whole."""
    c = one.description.incidents
    assert c is not None
    register(connection, some)
    rows = told(one.description, some, tuple(c.by))
    parts = " UNION ALL ".join(
        f"""SELECT filename, series, period, nth, {literal(name)} || ' ' ||
                   CASE WHEN trim({quoted(column)}) = '' THEN 'not recorded' ELSE trim({quoted(column)}) END AS part FROM one_row"""
        for column, name in c.by.items()
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE counted AS WITH one_row AS MATERIALIZED ({rows})
            SELECT filename, series, period, part, count(*) AS rows, min(nth) AS nth FROM ({parts}) GROUP BY ALL"""
    )
    connection.execute(NUMBERED)
    connection.execute(PARTS, {"dataset": one.description.id, "sha256": one.sha256})


def _faults(connection: duckdb.DuckDBPyConnection, some: Sequence[Piece], report: Report) -> None:
    members = {str(piece.path): piece.member for piece in some}
    for path, line, column, why in refused(connection):
        report.fault(line, column or None, f"{_in(members.get(path, ''))}{_plain(why)}")


def _plain(why: str) -> str:
    first = why.splitlines()[0].strip().rstrip(".") if why else "it is not a row of this table"
    return f"the row does not fit the table ({first}): is the file cut short?"


def _in(member: str) -> str:
    return f"in {member}, " if member else ""
