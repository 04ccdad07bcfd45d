"""Tables of areas as people have them: CSV, spreadsheets, GeoJSON, and shapefiles (read by pyogrio, which knows them all)."""

import json
from dataclasses import dataclass
from pathlib import Path

from shapely import from_geojson, from_wkb, make_valid
from shapely.geometry.base import BaseGeometry

from hereabouts.engines.files import features
from hereabouts.engines.tables import NotATable, rows_of

DRAWN = {".shp", ".dbf", ".gpkg"}


@dataclass(frozen=True, eq=False)
class AreaTable:
    """Columns of equal length, and a shape for each row where the file has shapes. ``degrees`` says longitude and latitude."""

    name: str
    columns: dict[str, list[object]]
    shapes: tuple[BaseGeometry, ...] = ()
    degrees: bool = False
    first_row: int = 2


def area_table(path: Path) -> AreaTable:
    """Read a table of areas, with its shapes where it has them. Raises NotATable."""
    if not path.is_file():
        raise NotATable("There is no file called {path}.", path=str(path))
    ending = path.suffix.lower()
    if ending in {".geojson", ".json"}:
        return _geojson(path)
    if ending in DRAWN:
        return _drawn(path)
    rows = [row for row in rows_of(path) if any(str(cell or "").strip() for cell in row)]
    headings = [str(cell or "").strip() for cell in rows[0]] if rows else []
    if len(rows) < 2:
        raise NotATable("{name} holds no table: headings in the first row, and a row for each area.", name=path.name)
    columns = {
        heading: [row[i] if i < len(row) else None for row in rows[1:]] for i, heading in enumerate(headings) if heading
    }
    return AreaTable(path.name, columns)


def _geojson(path: Path) -> AreaTable:
    found = features(path)
    if not found:
        raise NotATable("{name} is not a GeoJSON file of areas: it holds no features.", name=path.name)
    if any(not feature.get("geometry") for feature in found):
        raise NotATable("{name} has an area without a shape.", name=path.name)
    headings = list(dict.fromkeys(key for feature in found for key in feature.get("properties") or {}))
    columns = {key: [(feature.get("properties") or {}).get(key) for feature in found] for key in headings}
    shapes = tuple(make_valid(from_geojson(json.dumps(feature["geometry"]))) for feature in found)
    return AreaTable(path.name, columns, shapes, degrees=True, first_row=1)


def _drawn(path: Path) -> AreaTable:
    import pyogrio  # a large library: loaded when such a file is met
    from pyproj import CRS

    beside = path.with_suffix(".shp")
    try:
        about, _, shapes, values = pyogrio.raw.read(beside if beside.is_file() else path)
    except pyogrio.errors.DataSourceError as problem:
        raise NotATable("{name} is not a file of areas we can read.", name=path.name) from problem
    columns = {str(name): list(column) for name, column in zip(about["fields"], values, strict=True)}
    drawn = tuple(make_valid(shape) for shape in from_wkb(shapes)) if shapes is not None else ()
    degrees = bool(about["crs"]) and CRS(about["crs"]).is_geographic
    return AreaTable(path.name, columns, drawn, degrees=degrees, first_row=1)
