"""Reading a drawn boundary: GeoJSON in degrees, or in metres of the National Grid, mended where it crosses itself.

What was done to it is told in plain sentences, because the line that counts is no longer quite the line that came.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from pyproj import Transformer
from shapely import force_2d, from_geojson, get_coordinates, is_valid, make_valid, set_precision, to_geojson, transform
from shapely.errors import GEOSException
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from hereabouts.core.sentences import Sentence, counted

LARGEST = 5 * 2**20  # bytes; the whole coast of a nation has fewer
POINTS = 200_000
DIGITS = 6  # of a degree: a tenth of a metre
SMALLEST = 100.0  # square metres: less is a slip of the pen


class NotABoundary(Sentence):
    """A file or a text that draws no area."""


@dataclass(frozen=True)
class Outline:
    """A boundary ready to be laid over areas: GeoJSON in degrees, and what was done to it."""

    geojson: str
    remarks: tuple[Sentence, ...]


def read(path: Path) -> Outline:
    """Read the boundary in a file. NotABoundary says what it is instead, and what to do."""
    try:
        content = path.read_bytes()
    except OSError:
        raise NotABoundary("There is no file called {path} that can be read.", path=str(path)) from None
    return outline(content)


def outline(content: bytes) -> Outline:
    """Make an outline of GeoJSON, whether a geometry, a feature or several. Raises NotABoundary."""
    if len(content) > LARGEST:
        raise NotABoundary("The boundary has more than {most} MB. Simplify it first.", most=LARGEST // 2**20)
    document = _document(content)
    remarks: list[Sentence] = []
    shape = _joined(_shapes(document), remarks)
    shape = _in_degrees(shape, remarks)
    shape = set_precision(shape, 10**-DIGITS)
    _told_parts(shape, remarks)
    return Outline(str(to_geojson(shape)), tuple(remarks))


def _document(content: bytes) -> Any:
    if content.startswith((b"PK", b"SQLite format 3", b"\x00\x00\x27\x0a")):
        raise NotABoundary("This is a zip, a GeoPackage or a shapefile. Save the boundary as GeoJSON and give us that.")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotABoundary("This is not GeoJSON: it cannot be read. Export the boundary as GeoJSON again.") from None


def _shapes(document: Any) -> list[BaseGeometry]:
    found = []
    for geometry in _geometries(document):
        try:
            found.append(force_2d(from_geojson(json.dumps(geometry, allow_nan=False))))
        except (GEOSException, ValueError, TypeError):
            raise NotABoundary(
                "A shape in it is broken: each ring needs four points or more, the last the same as the first."
            ) from None
    return found


def _geometries(document: Any) -> Iterator[dict[str, Any]]:
    """Walk to the areas of a GeoJSON document, whatever wraps them; points and lines draw no area."""
    kind = document.get("type") if isinstance(document, dict) else None
    inside = {"FeatureCollection": "features", "GeometryCollection": "geometries"}.get(str(kind))
    if inside:
        parts = document.get(inside)
        for part in parts if isinstance(parts, list) else []:
            yield from _geometries(part)
    elif kind == "Feature":
        yield from _geometries(document.get("geometry"))
    elif kind in {"Polygon", "MultiPolygon"}:
        yield document


def _joined(shapes: list[BaseGeometry], remarks: list[Sentence]) -> BaseGeometry:
    """Mend each shape and join them all; of what falls apart in mending the land is kept, never a stray line."""
    shapes = [shape for shape in shapes if not shape.is_empty]
    if not shapes:
        raise NotABoundary(
            "There is no area in it: a boundary is a polygon, and this holds none (or only points and lines)."
        )
    numbers = get_coordinates(shapes)
    if len(numbers) > POINTS:
        raise NotABoundary("The boundary has more than {most} points. Simplify it first.", most=f"{POINTS:,}")
    if not all(isfinite(n) for n in numbers.ravel()):
        raise NotABoundary("A point of the boundary is not a place on the map: it is endless or no number.")
    crossing = sum(not is_valid(shape) for shape in shapes)
    if crossing:
        remarks.append(Sentence("The line crossed itself and was mended: {n} had to be.", n=counted(crossing, "shape")))
    return _land(unary_union([make_valid(shape) for shape in shapes]))


def _land(shape: BaseGeometry) -> BaseGeometry:
    parts = [p for part in getattr(shape, "geoms", [shape]) for p in getattr(part, "geoms", [part])]
    land = unary_union([part for part in parts if isinstance(part, Polygon) and part.area > 0])
    if land.is_empty:
        raise NotABoundary("The boundary holds no land: its points lie on one line.")
    return land


def _in_degrees(shape: BaseGeometry, remarks: list[Sentence]) -> BaseGeometry:
    """Know by the numbers what they are: degrees, degrees the wrong way round, metres of the National Grid or of web maps."""
    west, south, east, north = shape.bounds
    if west >= 49 and east <= 61.5 and south >= -9 and north <= 2.5:
        remarks.append(Sentence("Its points had north before east. GeoJSON has east first: they were turned round."))
        return _checked(transform(shape, lambda at: at[:, ::-1]))
    if abs(west) <= 180 and abs(east) <= 180 and abs(south) <= 90 and abs(north) <= 90:
        return _checked(shape)
    for system, called, box in (
        ("EPSG:27700", "metres of the British National Grid", (0, 0, 700_000, 1_300_000)),
        ("EPSG:3857", "metres of a web map", (-1_100_000, 6_200_000, 300_000, 8_800_000)),
    ):
        if box[0] <= west and box[1] <= south and east <= box[2] and north <= box[3]:
            remarks.append(Sentence("Its points were in {called} and were turned into degrees.", called=called))
            turn = Transformer.from_crs(system, "EPSG:4326", always_xy=True)
            return _checked(transform(shape, turn.transform, interleaved=False))
    raise NotABoundary(
        "Its points are neither degrees nor metres of the British National Grid: they run from {west:.0f}, {south:.0f} to "
        "{east:.0f}, {north:.0f}. Export the boundary with the coordinate system WGS 84 (EPSG:4326).",
        west=west, south=south, east=east, north=north,
    )  # fmt: skip


def _checked(shape: BaseGeometry) -> BaseGeometry:
    grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    west, south, east, north = shape.bounds
    if not (west >= -12 and east <= 5 and south >= 48 and north <= 63):
        raise NotABoundary(
            "The boundary does not lie in the United Kingdom: it runs from {west:.2f}, {south:.2f} to {east:.2f}, {north:.2f} "
            "degrees. Export it with the coordinate system WGS 84 (EPSG:4326).",
            west=west, south=south, east=east, north=north,
        )  # fmt: skip
    if transform(shape, grid.transform, interleaved=False).area < SMALLEST:
        raise NotABoundary("The boundary holds less than {least} square metres.", least=f"{SMALLEST:.0f}")
    return shape


def _told_parts(shape: BaseGeometry, remarks: list[Sentence]) -> None:
    polygons = list(shape.geoms) if isinstance(shape, MultiPolygon) else [shape]
    holes = sum(len(polygon.interiors) for polygon in polygons)
    if len(polygons) > 1:
        remarks.append(Sentence("The boundary is in {n}: all of them are the place.", n=counted(len(polygons), "part")))
    if holes:
        remarks.append(Sentence("The boundary has {n}: what lies in it is not the place.", n=counted(holes, "hole")))
