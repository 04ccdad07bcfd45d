"""What a layer of a map says of its features, without their shapes: GeoPackage and GeoJSON, read by the reader's own process.

By the standard library alone: the large readers of maps follow what a file tells them to other files and to the network.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hereabouts.engines.sheets import ROWS, NotATable

SQLITE = b"SQLite format 3\0"
Layer = tuple[str, list[str], Iterator[list[Any]]]  # its name, the names of all, and its rows, headings first


def geopackage(path: Path, layer: str) -> Layer:
    """Read what one layer of a GeoPackage says (by default the first). NotATable says what the file is instead."""
    try:
        database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        database.execute("PRAGMA trusted_schema = OFF")
        found = database.execute(
            "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes') ORDER BY table_name"
        )
        layers = [name for (name,) in found.fetchall()]
        drawn = dict(database.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall())
    except sqlite3.DatabaseError:
        raise NotATable(
            "The file is a database that is no GeoPackage, or a damaged one. Save the layer again, or as CSV."
        ) from None
    if layer and layer not in layers:
        raise NotATable("There is no layer “{layer}”. The layers are {names}.", layer=layer, names=", ".join(layers))
    if not layers:
        raise NotATable("The GeoPackage holds no layer with features.")
    name = layer or layers[0]
    return name, layers, _rows(database, name, drawn.get(name, ""))


def _rows(database: sqlite3.Connection, name: str, shape: str) -> Iterator[list[Any]]:
    quoted = name.replace('"', '""')
    try:
        cursor = database.execute(f'SELECT * FROM "{quoted}" LIMIT {ROWS + 1}')  # noqa: S608 - a name of its own list, quoted
        headings = [column[0] for column in cursor.description]
        kept = [n for n, heading in enumerate(headings) if heading != shape]
        yield [headings[n] for n in kept]
        for row in cursor:
            yield [None if isinstance(row[n], bytes) else row[n] for n in kept]
    except sqlite3.DatabaseError:
        raise NotATable("The GeoPackage is damaged. Save the layer again, or as CSV.") from None


def geojson(path: Path) -> Layer:
    """Read what the features of a GeoJSON file say. NotATable says what the file is instead."""
    try:
        read = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotATable("The file begins like GeoJSON and breaks off, or is damaged. Save it again.") from None
    features = read.get("features")
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise NotATable("The file is JSON, and no GeoJSON of features. Save the table as CSV, XLSX or GeoJSON.")
    told = [one["properties"] if isinstance(one.get("properties"), dict) else {} for one in features]
    headings = list(dict.fromkeys(key for one in told for key in one))
    if not headings:
        raise NotATable("No feature of the file says anything beside its shape: there is no table in it.")
    return "", [], iter([headings, *([_single(one.get(key)) for key in headings] for one in told)])


def _single(value: Any) -> Any:
    """Write a list or an object inside a feature as text: no cell holds one."""
    return json.dumps(value) if isinstance(value, dict | list) else value
