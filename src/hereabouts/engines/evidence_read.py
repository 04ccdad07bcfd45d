"""Reading one publisher's file as its description says, into cells, lookups and boundaries."""

import json
from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa
from shapely import from_geojson, make_valid, to_geojson

from hereabouts.core.evidence.building import TYPED
from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.sentences import listed
from hereabouts.engines.evidence_known import Recognised
from hereabouts.engines.files import features
from hereabouts.engines.raw_tables import Faulty, literal, quoted, raw_table

SHOWN = 20  # faults told at once; the rest are counted


def load(connection: duckdb.DuckDBPyConnection, one: Recognised) -> int:
    """Put one recognised file into the evidence file and give the number of its rows."""
    d = one.description
    if one.looked and one.header:
        raw_table(connection, one.path, one.looked, one.header)
    else:
        _boundaries(connection, one)
    (rows,) = connection.execute("SELECT count(*) FROM raw").fetchone() or (0,)
    connection.execute(
        "INSERT OR REPLACE INTO dataset VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            d.id, d.title, d.publisher, d.licence, d.source, d.published, d.period, d.generation, d.index or "",
            d.population or "", one.path.name, one.sha256, rows, "\n".join(d.caveats),
        ],
    )  # fmt: skip
    _areas(connection, one)
    _lookups(connection, d)
    if d.measures:
        _cells(connection, one)
    return int(rows)


def _boundaries(connection: duckdb.DuckDBPyConnection, one: Recognised) -> None:
    """Make a raw table of a GeoJSON's properties and keep its shapes, repaired where they cross themselves."""
    found = features(one.path) or []
    properties = [{key: None if v is None else str(v) for key, v in f["properties"].items()} for f in found]
    table = pa.Table.from_pylist([{**p, "row number": n} for n, p in enumerate(properties, 1)])
    connection.register("properties", table)
    connection.execute("CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM properties")
    shapes = [
        {
            "generation": one.description.generation,
            "code": p[one.description.area],
            "geojson": to_geojson(make_valid(from_geojson(json.dumps(f["geometry"])))),
        }
        for f, p in zip(found, properties, strict=True)
    ]
    connection.register("shapes", pa.Table.from_pylist(shapes))
    connection.execute("INSERT INTO boundary SELECT generation, code, geojson FROM shapes")


def _areas(connection: duckdb.DuckDBPyConnection, one: Recognised) -> None:
    """Learn area codes from lookups and boundaries; refuse a code that the lookups of its generation do not know."""
    d = one.description
    area = quoted(d.area)
    if d.lookups or d.kind == "boundaries":
        name = quoted(d.area_name) if d.area_name else "''"
        connection.execute(
            f"INSERT OR IGNORE INTO area SELECT DISTINCT ON (code) ?, {area} AS code, {name} FROM raw WHERE {area} <> ''",
            [d.generation],
        )
        return
    strange = connection.execute(
        f"""SELECT "row number", {area} FROM raw WHERE EXISTS (SELECT 1 FROM area WHERE generation = $g)
            AND coalesce({area}, '') NOT IN (SELECT code FROM area WHERE generation = $g) ORDER BY 1""",
        {"g": d.generation},
    ).fetchall()
    _refuse(one, [(row, d.area, f"“{code or ''}” is not an area code of {d.generation}") for row, code in strange])


def _lookups(connection: duckdb.DuckDBPyConnection, d: Description) -> None:
    for unit in d.lookups:
        share = f"TRY_CAST({quoted(unit.share)} AS DOUBLE)" if unit.share else "1.0"
        code, name, area = quoted(unit.code), quoted(unit.name), quoted(d.area)
        connection.execute(
            f"""INSERT INTO part_of SELECT DISTINCT ?, {area}, ?, {code}, {name}, ?, {share}, ?, ?
                FROM raw WHERE {area} <> '' AND coalesce({code}, '') <> '' ORDER BY 2, 4""",
            [d.generation, unit.level, unit.edition, unit.best, d.id],
        )


def _cells(connection: duckdb.DuckDBPyConnection, one: Recognised) -> None:
    d = one.description
    told = [
        {"number": n, "heading": heading, "measure": m.id, "part": part, "written": m.written}
        for n, m in enumerate(d.measures)
        for heading, part in m.columns.items()
    ]
    connection.register("meaning", pa.Table.from_pylist(told))
    wide = " UNION ALL ".join(_unpivoted(d, n, list(m.columns), m.only) for n, m in enumerate(d.measures))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE typed AS WITH told AS (
              SELECT w.*, m.measure, m.part, m.written, $marks::VARCHAR[] AS marks
              FROM ({wide}) w JOIN meaning m ON m.heading = w.heading AND m.number = w.number)
            {TYPED}""",
        {"marks": list(d.marks)},
    )
    wrong = connection.execute(
        "SELECT row, heading, bare FROM typed WHERE value IS NULL AND NOT marked AND bare <> '' ORDER BY 1, 2"
    ).fetchall()
    _refuse(one, [(row, heading, f"“{bare}” is not a number") for row, heading, bare in wrong])
    _refuse_doubles(connection, one)
    connection.execute(
        """INSERT INTO cell SELECT ?, measure, part, area, period, value, CASE WHEN marked THEN bare ELSE '' END, row
           FROM typed ORDER BY measure, part, area, row""",
        [d.id],
    )


def _unpivoted(d: Description, number: int, headings: Sequence[str], only: Mapping[str, str]) -> str:
    where = " AND ".join([f"{quoted(d.area)} <> ''"] + [f"{quoted(c)} = {literal(v)}" for c, v in only.items()])
    columns = ", ".join(quoted(h) for h in headings)
    period = quoted(d.period_in) if d.period_in else literal(d.period)
    return f"""SELECT {number} AS number, "row number" AS row, {quoted(d.area)} AS area, {period} AS period, heading,
                      coalesce(text, '') AS text
               FROM (SELECT * FROM raw WHERE {where})
               UNPIVOT INCLUDE NULLS (text FOR heading IN ({columns}))"""


def _refuse_doubles(connection: duckdb.DuckDBPyConnection, one: Recognised) -> None:
    """Refuse two rows for one area that nothing tells apart: adding them would count people twice."""
    doubles = connection.execute(
        "SELECT max(row), area FROM typed GROUP BY measure, part, heading, area, period HAVING count(*) > 1 ORDER BY 1"
    ).fetchall()
    rows = dict.fromkeys((row, code) for row, code in doubles)
    _refuse(one, [(row, one.description.area, f"“{code}” stands here a second time") for row, code in rows])


def _refuse(one: Recognised, faults: Sequence[tuple[int, str, str]]) -> None:
    if not faults:
        return
    told = [f"row {row}, column “{column}”: {fault}" for row, column, fault in faults[:SHOWN]]
    more = f" ({len(faults) - SHOWN:,} more)" if len(faults) > SHOWN else ""
    raise Faulty(
        "{file} was read as “{title}” and does not fit it: {faults}{more}. Nothing was changed.",
        file=one.path.name,
        title=one.description.title,
        faults=listed(told, last="and"),
        more=more,
    )
