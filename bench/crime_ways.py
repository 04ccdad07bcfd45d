"""One way of counting, in a process of its own: prints its seconds, its peak memory and its answer as one line of JSON."""

import json
import resource
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

COLUMNS = ["Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
           "Crime type", "Last outcome category", "Context"]  # fmt: skip
NEEDS = {"pandas_two_columns": ["pandas"], "polars": ["polars"], "geopandas": ["geopandas", "pandas", "shapely"],
         "polars_strtree": ["polars", "shapely"]}  # fmt: skip


def code_ours(files, _):
    """The product's own scan, asked the same question as the others."""
    connection, some = ours(files, order=False)
    from hereabouts.engines.evidence_incident_files import scan

    return connection.execute(
        f'SELECT "LSOA code" AS area, "Month" AS month, count(*) AS n FROM {scan(some, by_file=False)} WHERE area <> \'\' GROUP BY ALL'
    ).to_arrow_table()


def code_ours_kept(files, _):
    """What the evidence file keeps beside it: category, force, the first row of each count, and a refusal of bad rows."""
    from hereabouts.core.evidence.counting import INCIDENT_WORKING, NUMBERED
    from hereabouts.engines import definitions
    from hereabouts.engines.evidence_incident_files import refused, register, told

    connection, some = ours(files)
    connection.execute(INCIDENT_WORKING)
    register(connection, some)
    d = next(d for d in definitions.datasets().values() if d.incidents and d.area)
    connection.execute(
        f"""CREATE TEMP TABLE counted AS SELECT filename, series, period, area, category, count(*) AS rows, min(nth) AS nth
            FROM ({told(d, some)}) GROUP BY ALL"""
    )
    assert not refused(connection)
    connection.execute(NUMBERED)
    return connection.execute(
        "SELECT area, period AS month, sum(rows) AS n FROM numbered WHERE area <> '' GROUP BY ALL"
    ).to_arrow_table()


def ours(files, order=True):
    """Open DuckDB and describe the files as the product does; only row numbers need the order of the rows."""
    import duckdb

    from hereabouts.engines.evidence_incident_files import Piece

    connection = duckdb.connect()
    connection.execute(f"SET preserve_insertion_order = {order}")
    return connection, [Piece(Path(f), "", "", tuple(COLUMNS), 1, ",", 1) for f in files]


def code_pandas_two_columns(files, _):
    """pandas, reading only the two columns it needs."""
    import pandas as pd

    read = pd.concat([pd.read_csv(f, usecols=["Month", "LSOA code"]) for f in files])
    return read.groupby(["LSOA code", "Month"]).size()


def code_polars(files, _):
    """polars, lazily."""
    import polars as pl

    return pl.scan_csv(files).filter(pl.col("LSOA code").is_not_null()).group_by("LSOA code", "Month").len().collect()


def point_ours(files, folder):
    """The product's scan and its finding of places: each distinct point once, the tree asked by shape."""
    from hereabouts.engines.evidence_incident_files import scan
    from hereabouts.engines.evidence_points import count_located

    connection, some = ours(files, order=False)
    codes, shapes = polygons(folder)
    return count_located(
        connection,
        scan(some, numbers=("Longitude", "Latitude"), by_file=False),
        ("Longitude", "Latitude", "Month"),
        codes,
        shapes,
    )


def polygons(folder):
    """Read the areas."""
    import numpy as np
    import shapely

    features = json.loads((folder / "areas.geojson").read_text())["features"]
    shapes = shapely.from_geojson([json.dumps(f["geometry"]) for f in features])
    return np.array([f["properties"]["code"] for f in features], dtype=object), shapes


def point_geopandas(files, folder):
    """pandas and a GeoPandas join of every row, a file at a time so that it fits in memory."""
    import geopandas as gpd
    import pandas as pd

    codes, shapes = polygons(folder)
    areas = gpd.GeoDataFrame({"code": codes}, geometry=shapes, crs=4326)
    counted = []
    for file in files:
        rows = pd.read_csv(file, usecols=["Month", "Longitude", "Latitude"]).dropna()
        points = gpd.GeoDataFrame(rows[["Month"]], geometry=gpd.points_from_xy(rows.Longitude, rows.Latitude), crs=4326)
        counted.append(gpd.sjoin(points, areas, predicate="intersects").groupby(["code", "Month"]).size())
    return pd.concat(counted)


def point_polars_strtree(files, folder):
    """polars, and a tree of the areas asked by distinct point."""
    import polars as pl
    import shapely

    codes, shapes = polygons(folder)
    rows = (
        pl.scan_csv(files, schema_overrides={"Longitude": pl.Float64, "Latitude": pl.Float64})
        .select("Month", "Longitude", "Latitude")
        .drop_nulls()
        .group_by("Month", "Longitude", "Latitude")
        .len()
        .collect()
    )
    points = rows.select("Longitude", "Latitude").unique()
    which, area = shapely.STRtree(shapes).query(
        shapely.points(points["Longitude"].to_numpy(), points["Latitude"].to_numpy()), predicate="intersects"
    )
    found = points[which].with_columns(pl.Series("code", codes[area].astype(str)))
    return rows.join(found, on=["Longitude", "Latitude"]).group_by("code", "Month").agg(pl.col("len").sum())


def main() -> None:
    question, way, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    versions = {}
    for package in NEEDS.get(way, ["duckdb", "shapely", "numpy"]):
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            print(json.dumps({"missing": package, "seconds": 0, "cpu": 0, "peak_mb": 0, "versions": {}}))
            return
    action = globals()[f"{question}_{way}"]
    files = sorted(str(f) for f in (folder / "months").iterdir())
    for package in versions:
        __import__(package)
    start, cpu = time.perf_counter(), time.process_time()
    answer = action(files, folder)
    told = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, "answer": summed(answer)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({**told, "peak_mb": peak, "versions": versions}))


def summed(answer) -> str:
    """Say an answer in two numbers: how many counts, and what they add up to."""
    if hasattr(answer, "column_names"):  # arrow
        import pyarrow.compute as pc

        return f"{answer.num_rows} counts, {int(pc.sum(answer.column('n')).as_py())} rows"
    if hasattr(answer, "to_series"):  # polars
        return f"{answer.height} counts, {int(answer.to_series(2).sum())} rows"
    return f"{len(answer)} counts, {int(answer.sum())} rows"


if __name__ == "__main__":
    main()
