"""Two releases of one month held against each other, row by row."""

from typing import NamedTuple

import duckdb

from hereabouts.core.evidence.counting import DIFFERENCE
from hereabouts.engines.evidence_incident_files import pieces, register, told
from hereabouts.engines.evidence_known import Recognised


class Difference(NamedTuple):
    """How many rows each release has, and how many were added, removed, or changed in their outcome or otherwise."""

    rows: int
    older_rows: int
    added: int
    removed: int
    outcomes: int
    otherwise: int

    @property
    def none(self) -> bool:
        """Say whether the two are the same."""
        return self == Difference(self.rows, self.rows, 0, 0, 0, 0)


def difference(
    connection: duckdb.DuckDBPyConnection,
    newer: tuple[Recognised, str],
    older: tuple[Recognised, str],
    period: str,
    series: str,
) -> Difference:
    """Hold a month of one file (and member) against the same month of another.

    Rows are the same by their id; rows without an id are the same when they look the same, as often as they do.
    """
    for table, (one, member) in (("newer", newer), ("older", older)):
        _rows(connection, table, one, member, period, series)
    ((*counts,),) = connection.execute(DIFFERENCE).fetchall()
    return Difference(*counts)


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, one: Recognised, member: str, period: str, series: str
) -> None:
    columns = "concat_ws(chr(31), trim(area), trim(category), trim(place_name), longitude_text, latitude_text)"
    for (piece,) in pieces(one, [member] if member else None):
        register(connection, [piece])
        rows = told(one.description, [piece], ("id", "place_name", "outcome", "longitude_text", "latitude_text"))
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE {table} AS
                SELECT CASE WHEN id = '' THEN {columns} ELSE id END AS key, {columns} AS rest, trim(outcome) AS outcome
                FROM ({rows}) WHERE period = ? AND (trim(series) = '' OR trim(series) = ?)""",
            [period, series],
        )
