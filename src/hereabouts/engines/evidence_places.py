"""What a file says about places: codes and names, larger units, shapes, postcodes, and what became of old areas."""

import json

import duckdb
import pyarrow as pa
from pyproj import Transformer
from shapely import from_geojson, is_valid, make_valid, to_geojson
from shapely.errors import GEOSException
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from hereabouts.core.evidence.building import CHANGES, ONE_UNIT
from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.sentences import counted
from hereabouts.engines import definitions
from hereabouts.engines.evidence_known import Recognised
from hereabouts.engines.evidence_report import Report
from hereabouts.engines.raw_tables import literal, quoted

DEGREES = 180  # a larger number is metres


def areas(connection: duckdb.DuckDBPyConnection, one: Recognised, report: Report) -> None:
    """Learn the names of areas from lookups and boundaries, and of larger units from any file that has them."""
    d = one.description
    name, level = _name(d)
    if definitions.generations()[d.generation].get("units"):
        connection.execute(
            f"""INSERT INTO unit SELECT DISTINCT ON (code) ?, {quoted(d.area)} AS code, {name}, {level} FROM raw
                ORDER BY code, "row number" {ONE_UNIT}""",
            [d.generation],
        )
    elif d.lookups or d.kind == "boundaries":
        connection.execute(
            f"""INSERT OR IGNORE INTO area SELECT DISTINCT ON (code) ?, {quoted(d.area)} AS code, {name} FROM raw
                ORDER BY code, "row number" """,
            [d.generation],
        )
    if d.names_all:
        connection.execute("INSERT INTO all_named VALUES (?)", [d.generation])


def _name(d: Description) -> tuple[str, str]:
    """Give the SQL of an area's name and level; the name may stand in one of several columns, by tier."""
    if not d.tiers:
        return (quoted(d.area_name) if d.area_name else "''"), "''"
    names = ", ".join(f"nullif({quoted(column)}, '')" for column in d.tiers)
    when = " ".join(f"WHEN {quoted(column)} <> '' THEN {literal(level)}" for column, level in d.tiers.items())
    return f"coalesce({names}, '')", f"CASE {when} ELSE '' END"


def lookups(connection: duckdb.DuckDBPyConnection, one: Recognised, report: Report) -> None:
    """Learn which larger unit each area is part of."""
    d = one.description
    for unit in d.lookups:
        share = f"TRY_CAST({quoted(unit.share)} AS DOUBLE)" if unit.share else "1.0"
        code, name, area = quoted(unit.code), quoted(unit.name), quoted(d.area)
        connection.execute(
            f"""INSERT INTO part_of SELECT DISTINCT ?, {area}, ?, {code}, {name}, ?, {share}, ?, ?
                FROM raw WHERE {code} <> '' ORDER BY 2, 4""",
            [d.generation, unit.level, unit.edition, unit.best, d.id],
        )


def changes(connection: duckdb.DuckDBPyConnection, one: Recognised, report: Report) -> None:
    """Learn what became of the areas of an older generation. A code for it that the description does not know is a fault."""
    change = one.description.change
    if not change:
        return
    code = quoted(change.code_column) if change.code_column else "''"
    rows = connection.execute(
        f"""SELECT DISTINCT ON (old, new) {quoted(change.from_column)} AS old, {quoted(change.to_column)} AS new,
                   {code} AS code, "row number" AS row FROM raw ORDER BY old, new, row"""
    ).fetchall()
    for _, _, told, row in rows:
        if change.means and told not in change.means:
            report.fault(row, change.code_column, f"“{told}” is no code for a change of boundaries that we know")
    name = quoted(change.from_name) if change.from_name else "''"
    connection.execute(
        f"""INSERT OR IGNORE INTO area SELECT DISTINCT ON (code) ?, {quoted(change.from_column)} AS code, {name} FROM raw
            WHERE code <> '' ORDER BY code, "row number" """,
        [change.from_generation],
    )
    keys = ("old", "new", "code", "row")
    meant = [dict(zip(keys, (o, n, change.means.get(c, ""), r), strict=True)) for o, n, c, r in rows]
    connection.register("changed", pa.Table.from_pylist(meant))
    connection.execute(
        CHANGES, {"from": change.from_generation, "to": change.to_generation, "dataset": one.description.id}
    )


def boundaries(connection: duckdb.DuckDBPyConnection, one: Recognised, report: Report) -> None:
    """Keep the shapes of a GeoJSON, repaired where they cross themselves; a shape that is none is a fault."""
    d = one.description
    features, repaired, shapes = one.source.document["features"], 0, []
    key = list(features[0]["properties"])[one.headings.index(d.area)]
    for number, feature in enumerate(features, 1):
        code = str((feature.get("properties") or {}).get(key) or "")
        try:
            shape = from_geojson(json.dumps(feature["geometry"]))
        except (GEOSException, KeyError, TypeError):
            report.fault(number, "geometry", f"the shape of “{code}” is broken")
            continue
        repaired += not is_valid(shape)
        shapes.append({"generation": d.generation, "code": code, "geojson": to_geojson(_mended(shape))})
    if repaired:
        report.warnings.append(f"{counted(repaired, 'shape')} crossed themselves and were repaired.")
    if shapes:
        connection.register("shapes", pa.Table.from_pylist(shapes))
        connection.execute("INSERT INTO boundary SELECT generation, code, geojson FROM shapes ORDER BY code")


def _mended(shape: BaseGeometry) -> BaseGeometry:
    """Make a shape valid; of what falls apart keep the land, never a stray line."""
    whole = make_valid(shape)
    if whole.geom_type != "GeometryCollection":
        return whole
    return MultiPolygon([p for part in whole.geoms for p in getattr(part, "geoms", [part]) if isinstance(p, Polygon)])


def centres(connection: duckdb.DuckDBPyConnection, one: Recognised, report: Report) -> None:
    """Learn where the people of each area centre, in degrees; metres of the National Grid are turned into them."""
    centre = one.description.centre
    if not centre:
        return
    rows = connection.execute(
        f"""SELECT {quoted(one.description.area)}, TRY_CAST({quoted(centre.east)} AS DOUBLE),
                   TRY_CAST({quoted(centre.north)} AS DOUBLE), "row number" FROM raw ORDER BY 1"""
    ).fetchall()
    turn = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
    points = []
    for code, east, north, row in rows:
        if east is None or north is None:
            report.fault(row, centre.east, f"“{code}” has no point that is two numbers")
            continue
        at = (east, north) if abs(east) <= DEGREES and abs(north) <= DEGREES else turn.transform(east, north)
        points.append({"code": code, "east": at[0], "north": at[1], "row": row})
    if points:
        connection.register("points", pa.Table.from_pylist(points))
        connection.execute(
            "INSERT INTO centre SELECT ?, code, east, north, ?, row FROM points",
            [one.description.generation, one.description.id],
        )


def postcodes(connection: duckdb.DuckDBPyConnection, one: Recognised, report: Report) -> None:
    """Keep which area each postcode lies in; postcodes are written without a space, as people forget it."""
    d = one.description
    (column,) = (heading for heading in d.headings if heading == "postcode")
    generation = " ".join(
        f"WHEN starts_with({quoted(d.area)}, {literal(start)}) THEN {literal(g)}"
        for start, g in d.generation_by.items()
    )
    connection.execute(
        f"""INSERT INTO postcode SELECT upper(replace({quoted(column)}, ' ', '')),
                   CASE {generation or "WHEN false THEN NULL"} ELSE {literal(d.generation)} END, {quoted(d.area)}, ?,
                   "row number" FROM raw ORDER BY 1""",
        [d.id],
    )
    doubles = connection.execute(
        "SELECT max(row), postcode FROM postcode WHERE dataset = ? GROUP BY postcode HAVING count(*) > 1 ORDER BY 1",
        [d.id],
    ).fetchall()
    for row, code in doubles:
        report.fault(row, column, f"“{code}” stands here a second time")
