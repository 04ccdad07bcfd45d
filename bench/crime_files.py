"""Sixty monthly files of police layout and 7,000 polygons, made from one real district: repeated side by side."""

import json
import zipfile
from pathlib import Path

import duckdb

MONTHS, COPIES, TIMES, ROWS = 60, 36, 0.72, 100_000
DISTRICT = "Doncaster"


def make(data: Path, folder: Path) -> dict:
    """Write ``months/YYYY-MM-street.csv`` and ``areas.geojson``; tell what was made."""
    real = folder / "real"
    real.mkdir()
    with zipfile.ZipFile(next((data / "police_south_yorkshire").glob("*.zip"))) as inside:
        for name in inside.namelist():
            (real / Path(name).name).write_bytes(inside.read(name))
    areas = _areas(data, folder)
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(
        f"""CREATE TABLE crime AS SELECT *, regexp_extract(filename, '(\\d{{4}}-\\d{{2}})-', 1) AS real_month
            FROM read_csv('{real}/*.csv', header = true, all_varchar = true, filename = true)
            WHERE "LSOA name" LIKE '{DISTRICT} %' OR ("LSOA code" IS NULL AND hash(coalesce("Crime ID", Longitude, Month)) % 4 = 0)"""
    )
    months = [m for (m,) in connection.execute("SELECT DISTINCT real_month FROM crime ORDER BY 1").fetchall()]
    (folder / "months").mkdir()
    rows = 0
    for n in range(MONTHS):
        rows += _month(connection, folder, months[n % len(months)], f"{2015 + n // 12}-{n % 12 + 1:02d}", n)
    files = list((folder / "months").iterdir())
    ((points,),) = connection.execute(
        f"""SELECT count(DISTINCT (Longitude, Latitude)) FROM read_csv('{folder}/months/*.csv', header = true, all_varchar = true)"""
    ).fetchall()
    size = sum(f.stat().st_size for f in files)
    return {"files": len(files), "rows": rows, "mb": size // 10**6, "polygons": areas, "distinct_points": points}


def _month(connection: duckdb.DuckDBPyConnection, folder: Path, real: str, month: str, n: int) -> int:
    target = folder / "months" / f"{month}-street.csv"
    ((rows,),) = connection.execute(
        f"""COPY (SELECT "Crime ID", '{month}' AS "Month", "Reported by", "Falls within",
                     printf('%.6f', CAST(Longitude AS DOUBLE) + 2 * (k % 6)) AS Longitude,
                     printf('%.6f', CAST(Latitude AS DOUBLE) + 1 * (k // 6)) AS Latitude, Location,
                     CASE WHEN "LSOA code" IS NOT NULL THEN printf('E%02d', k) || substr("LSOA code", 4) END AS "LSOA code",
                     "LSOA name", "Crime type", "Last outcome category", Context
              FROM crime, range({COPIES}) AS copy(k)
              WHERE real_month = '{real}' AND hash("Crime ID", Longitude, Latitude, "Crime type", k, {n}) % 100 < {round(100 * TIMES)})
            TO '{target}' (HEADER, DELIMITER ',')"""
    ).fetchall()
    return rows


def _areas(data: Path, folder: Path) -> int:
    (source,) = (data / "england_boundaries").glob(f"lsoa2011_{DISTRICT.lower()}.geojson")
    features = json.loads(source.read_text())["features"]
    made = []
    for k in range(COPIES):
        for feature in features:
            shape = {
                **feature["geometry"],
                "coordinates": _moved(feature["geometry"]["coordinates"], 2 * (k % 6), k // 6),
            }
            code = f"E{k:02d}{feature['properties']['lsoa11_code'][3:]}"
            made.append({"type": "Feature", "properties": {"code": code}, "geometry": shape})
    (folder / "areas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": made}))
    return len(made)


def _moved(coordinates: list, x: float, y: float) -> list:
    if isinstance(coordinates[0], (int, float)):
        return [round(coordinates[0] + x, 6), round(coordinates[1] + y, 6)]
    return [_moved(part, x, y) for part in coordinates]
