"""Which small area each point lies in: every distinct point once, however many incidents share it."""

import duckdb
import numpy as np
import pyarrow as pa
import shapely

from hereabouts.engines.raw_tables import quoted


def located(x: np.ndarray, y: np.ndarray, shapes: np.ndarray) -> np.ndarray:
    """Give for each point the number of the shape it lies in, -1 where it lies in none; on a border the first wins.

    The tree holds the points and is asked by shape, so that each shape is prepared once and tried on many points.
    """
    points = shapely.points(x, y)
    tree = shapely.STRtree(points)
    shapely.prepare(shapes)
    shape, point = tree.query(shapes, predicate="intersects")
    found = np.full(len(points), len(shapes), dtype=np.int64)
    np.minimum.at(found, point, shape)
    return np.where(found == len(shapes), -1, found)


def locate(connection: duckdb.DuckDBPyConnection, generation: str) -> None:
    """Give every row of ``incident_now`` without a code, but with a point, the area it lies in."""
    codes, shapes = boundaries(connection, generation)
    points = connection.execute(
        "SELECT DISTINCT longitude, latitude FROM incident_now WHERE area = '' AND longitude IS NOT NULL AND latitude IS NOT NULL"
    ).fetchnumpy()
    if not len(codes) or not len(points["longitude"]):
        return
    x, y = (np.asarray(points[name], dtype=np.float64) for name in ("longitude", "latitude"))
    here = located(x, y, shapes)
    inside = here >= 0
    found = {"longitude": x[inside], "latitude": y[inside], "found": pa.array(codes[here[inside]], pa.string())}
    connection.register("found_points", pa.table(found))
    connection.execute(
        """UPDATE incident_now SET area = f.found FROM found_points f
           WHERE incident_now.area = '' AND f.longitude = incident_now.longitude AND f.latitude = incident_now.latitude"""
    )
    connection.unregister("found_points")


def count_located(
    connection: duckdb.DuckDBPyConnection,
    rows: str,
    columns: tuple[str, str, str],
    codes: np.ndarray,
    shapes: np.ndarray,
) -> pa.Table:
    """Count rows (a SELECT's source) by the shape their point lies in and by month: as ``area``, ``month`` and ``n``.

    ``columns`` are those of longitude and latitude (numbers) and month. The rows are read once; every distinct point is found once.
    """
    x, y, month = map(quoted, columns)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE at_point AS
            SELECT {x} AS x, {y} AS y, {month} AS month FROM {rows} WHERE {x} IS NOT NULL AND {y} IS NOT NULL"""
    )
    points = connection.execute("SELECT DISTINCT x, y FROM at_point").fetchnumpy()
    here = located(points["x"], points["y"], shapes)
    inside = here >= 0
    found = {"x": points["x"][inside], "y": points["y"][inside], "shape": here[inside]}
    connection.register("found_points", pa.table(found))
    connection.register("shape_codes", pa.table({"shape": np.arange(len(codes)), "area": pa.array(codes, pa.string())}))
    return connection.execute(
        """SELECT c.area, t.month, t.n FROM (SELECT f.shape, p.month, count(*) AS n FROM at_point p JOIN found_points f
           ON f.x = p.x AND f.y = p.y GROUP BY ALL) t JOIN shape_codes c USING (shape)"""
    ).to_arrow_table()


def boundaries(connection: duckdb.DuckDBPyConnection, generation: str) -> tuple[np.ndarray, np.ndarray]:
    """Give the codes and shapes of a generation, in order of code."""
    rows = connection.execute(
        "SELECT code, geojson FROM boundary WHERE generation = ? ORDER BY code", [generation]
    ).fetchall()
    codes = np.array([code for code, _ in rows], dtype=object)
    return codes, shapely.from_geojson([geojson for _, geojson in rows]) if rows else np.array([])
