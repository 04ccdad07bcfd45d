"""Boundaries as drawing instructions: projected, simplified to what the eye can see, one path an area."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from numpy.typing import NDArray
from pyproj import Transformer
from shapely import (
    MultiPolygon,
    Polygon,
    coverage_simplify,
    from_geojson,
    maximum_inscribed_circle,
    set_precision,
    simplify,
    to_geojson,
    transform,
)  # fmt: skip
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

WIDTH = 640.0  # units of the drawing; strokes and letters are sized for it
PIXEL = 0.4  # detail finer than this cannot be seen
DETAIL, DIGITS = 0.0001, 5  # degrees: outlines that leave are true to about ten metres, and written to one


@dataclass(frozen=True)
class Drawn:
    """One area: its path, and a point inside it for its letter, in the units of the drawing."""

    code: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """A drawing of areas, its height in the same units, and how long 500 metres (or 1, 5 km) are; ``line`` lies over them."""

    areas: tuple[Drawn, ...]
    height: float
    scale_length: float
    scale_label: str
    line: str = ""


def draw(boundaries: Mapping[str, str], line: str = "") -> Map | None:
    """Draw areas given as GeoJSON by code, on the British National Grid; None when there is nothing to draw.

    ``line`` is a boundary of somebody's own, drawn over them.
    """
    return _drawn(tuple(sorted(boundaries.items())), line) if boundaries else None


@lru_cache(maxsize=64)
def _drawn(boundaries: Sequence[tuple[str, str]], line: str) -> Map:
    grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    shapes = {code: transform(from_geojson(text), grid.transform, interleaved=False) for code, text in boundaries}
    over = transform(from_geojson(line), grid.transform, interleaved=False) if line else None
    west, south, east, north = unary_union([*shapes.values(), *([over] if over else [])]).bounds
    units = WIDTH / max(east - west, 1.0)  # drawing units to a metre

    def placed(x: NDArray, y: NDArray) -> tuple[NDArray, NDArray]:
        return (x - west) * units, (north - y) * units

    areas = []
    for code, shape in shapes.items():
        drawn = simplify(transform(shape, placed, interleaved=False), PIXEL)
        areas.append(Drawn(code, _path(drawn), *_roomiest(drawn)))
    metres = next((m for m in (250, 500, 1000, 2000, 5000, 10000, 50000) if m * units > WIDTH / 9), 100000)
    label = f"{metres} metres" if metres < 1000 else f"{metres // 1000} km"
    above = _path(simplify(transform(over, placed, interleaved=False), PIXEL)) if over else ""
    return Map(tuple(areas), round((north - south) * units, 1), round(metres * units, 1), label, above)


def outlines(boundaries: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Give areas as GeoJSON geometries small enough to stand in a release; a border that two share stays one line."""
    whole = {code: _ground(from_geojson(text)) for code, text in boundaries.items()}
    drawn = {code: shape for code, shape in whole.items() if not shape.is_empty}
    made = coverage_simplify([*drawn.values()], DETAIL) if drawn else []
    fine = (set_precision(shape, 10**-DIGITS) for shape in made)
    return {
        code: json.loads(to_geojson(drawn[code] if shape.is_empty else shape))
        for code, shape in zip(drawn, fine, strict=True)
    }


def _ground(shape: BaseGeometry) -> BaseGeometry:
    """Give the ground that a shape covers: a mended one may have lines and points besides."""
    parts = [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon | MultiPolygon)]
    return shape if isinstance(shape, Polygon | MultiPolygon) else unary_union(parts)


def _roomiest(shape: Polygon | MultiPolygon) -> tuple[float, float]:
    """Give the middle of the widest circle that fits inside, where a letter stands clear of every border."""
    x, y = maximum_inscribed_circle(shape, tolerance=1.0).coords[0]
    return round(x, 1), round(y, 1)


def _path(shape: Polygon | MultiPolygon) -> str:
    polygons = [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon)]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return " ".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring.coords[:-1]) + "Z" for ring in rings)
