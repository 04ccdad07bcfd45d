"""Lists of incidents read by DuckDB, many files at once: counted by area, category and month, each count with its first row."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.evidence.incidents import series_of
from hereabouts.engines.evidence_known import Recognised
from hereabouts.engines.files import look
from hereabouts.engines.raw_tables import Faulty, distinct, literal, quoted
from hereabouts.engines.zipped_tables import unpacked

KNOWN_TO_DUCKDB = {"utf-8-sig", "utf-8", "ascii"}


@dataclass(frozen=True)
class Piece:
    """One table of incidents on the disk: itself, or unpacked for a moment from a zip (then ``member`` names it)."""

    path: Path
    member: str
    series: str
    headings: tuple[str, ...]
    heading_row: int
    separator: str
    above: int  # lines above the first row, the headings among them


def pieces(one: Recognised, members: Sequence[str] | None = None) -> Iterator[list[Piece]]:
    """Give the tables of a recognised file by portions that can be read together; some members of a zip, or all."""
    with TemporaryDirectory() as folder:
        if not one.members:
            yield [_piece(one, one.path, "", Path(folder))]
            return
        for portion in unpacked(one.path, one.members if members is None else members, Path(folder)):
            yield [_piece(one, path, member, Path(folder)) for member, path in portion.items()]


def _piece(one: Recognised, path: Path, member: str, folder: Path) -> Piece:
    looked = look(path)
    if looked is None or len(looked.candidates) < one.heading_row:
        raise Faulty("{file} is no text.", file=member or path.name)
    columns = one.description.incidents
    assert columns is not None
    series = series_of(columns, PurePosixPath(member or path.name).stem)
    above = looked.candidates[one.heading_row].skip if len(looked.candidates) > one.heading_row else one.heading_row
    if looked.encoding not in KNOWN_TO_DUCKDB:
        copy = folder / f"{path.stem}.utf8.csv"
        copy.write_text(path.read_text(encoding=looked.encoding, errors="replace"), encoding="utf-8", newline="")
        path = copy
    return Piece(path, member, series, one.headings, one.heading_row, looked.separator, above)


def alike(portion: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Put together the pieces of one shape, which DuckDB can read as one."""
    shapes: dict[Piece, list[Piece]] = {}
    for piece in portion:
        shapes.setdefault(replace(piece, path=Path(), member="", series=""), []).append(piece)
    yield from shapes.values()


def scan(some: Sequence[Piece], *, numbers: Collection[str] = (), by_file: bool = True) -> str:
    """Give the SQL that reads pieces of one shape: every column a text, but for those that are ``numbers``.

    ``by_file`` also gives the name of each row's file, and notes the rows that are none instead of stopping.
    """
    first = some[0]
    files = ", ".join(literal(str(piece.path)) for piece in some)
    kinds = {name: "DOUBLE" if name in numbers else "VARCHAR" for name in distinct(first.headings)}
    columns = ", ".join(f"{literal(name)}: '{kind}'" for name, kind in kinds.items())
    more = ", filename = true, store_rejects = true, rejects_table = 'refused', rejects_scan = 'refused_scan'"
    return f"""read_csv([{files}], auto_detect = false, header = false, skip = {first.above}, delim = {literal(first.separator)},
        quote = '"', escape = '"', columns = {{{columns}}}{more if by_file else ""})"""


def told(d: Description, some: Sequence[Piece], names: Sequence[str] = ()) -> str:
    """Give the SQL of the rows as the description means them: series, period (the month), area, category, and more by name.

    Where rows that look the same are one incident, they are one here.
    """
    c = d.incidents
    assert c is not None
    columns = {
        "series": c.series, "category": c.category, "area": d.area, "id": c.id, "place_name": c.place_name,
        "outcome": c.outcome, "longitude_text": c.longitude, "latitude_text": c.latitude,
    }  # fmt: skip
    wanted = ["series", "category", "area", *names]
    parts = [f"{_column(columns.get(name, name))} AS {quoted(name)}" for name in wanted]
    parts.append(f"left(trim({quoted(c.month)}), 7) AS period")
    rows = f"SELECT *, row_number() OVER () AS nth FROM {scan(some)}"
    if c.identical == "one":
        every = ", ".join(quoted(name) for name in distinct(some[0].headings))
        rows = f"SELECT {every}, filename, min(nth) AS nth FROM ({rows}) GROUP BY ALL"
    return f"SELECT filename, {', '.join(parts)}, nth FROM ({rows})"


def _column(heading: str | None) -> str:
    return f"coalesce({quoted(heading)}, '')" if heading else "''"


def register(connection: duckdb.DuckDBPyConnection, some: Sequence[Piece]) -> None:
    """Tell the connection which member and series each file on the disk is, and forget what was refused before."""
    facts = [
        {"path": str(p.path), "member": p.member, "series": p.series, "heading": p.heading_row} for p in some
    ]  # fmt: skip
    connection.register("incident_files", pa.Table.from_pylist(facts))
    for table in ("refused", "refused_scan"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def refused(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, str, str]]:
    """Give the file, the line, the column and the reason of rows that are none."""
    return connection.execute(
        """SELECT s.file_path, r.line, r.column_name, any_value(r.error_message) FROM refused r
           JOIN refused_scan s USING (scan_id, file_id) GROUP BY ALL ORDER BY 1, 2"""
    ).fetchall()
