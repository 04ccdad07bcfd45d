"""A made-up council of thirty-six square zones with a heap of crime in the middle, in the layouts of the fixtures."""

import csv
import json
import shutil

import duckdb

from tests.conftest import FIXTURES

SIDE = 6
COUNCIL = "Gridham"
HEAP = {(2, 2), (2, 3), (3, 2), (3, 3)}


def code(row, column):
    return f"S0100{9100 + SIDE * row + column}"


CODES = [code(i, j) for i in range(SIDE) for j in range(SIDE)]


def crimes(row, column):
    """Forty a zone, and four times as many in the middle; one zone in a corner is hidden by the publisher."""
    return (
        "*" if (row, column) == (0, 0) else str(160 + row if (row, column) in HEAP else 40 + (7 * row + 3 * column) % 5)
    )


def square(row, column):
    x, y = 2 + column / 100, 56 - row / 200
    return [[[x, y], [x + 0.01, y], [x + 0.01, y - 0.005], [x, y - 0.005], [x, y]]]


def files(folder):
    """Write the fixtures with the grid added to them."""
    data = shutil.copytree(FIXTURES / "data", folder / "data")
    _more(data / "lookup.csv", lambda row, c, i, j: row | {
        "DataZone": c, "DataZoneName": f"Grid - {i}{j}", "IntZone": f"S0200910{i}", "IntZoneName": f"Row {i}",
        "CA": "S12000093", "CAName": COUNCIL})  # fmt: skip
    _more(data / "indicators.csv", lambda row, c, i, j: row | {
        "Data_Zone": c, "Total_population": "1000", "crime_count": crimes(i, j), "Council_area": COUNCIL})  # fmt: skip
    shapes = json.loads((data / "boundaries.geojson").read_text())
    for i in range(SIDE):
        for j in range(SIDE):
            properties = shapes["features"][0]["properties"] | {"dz11_code": code(i, j), "dz11_name": f"Grid - {i}{j}"}
            geometry = {"type": "Polygon", "coordinates": square(i, j)}
            shapes["features"].append({"type": "Feature", "properties": properties, "geometry": geometry})
    (data / "boundaries.geojson").write_text(json.dumps(shapes))
    return data


def _more(path, made):
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    rows += [made(rows[1], code(i, j), i, j) for i in range(SIDE) for j in range(SIDE)]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def with_months(path, indicator="antisocial_incidents"):
    """Add an indicator by month for three years, July 2019 missing: as a dataset of events would."""
    rows = [
        (indicator, "DZ2011", one, f"{year}-{month:02d}", (8 if CODES.index(one) in {14, 15, 20, 21} else 2) + (month == 8),
         1000.0, False, "Made-up events", 1, 1)
        for one in CODES for year in (2018, 2019, 2020) for month in range(1, 13) if (year, month) != (2019, 7)
    ]  # fmt: skip
    with duckdb.connect(str(path)) as connection:
        connection.executemany("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
