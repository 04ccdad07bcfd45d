"""Laying a boundary over small areas: how much of each lies inside, measured on the National Grid."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyproj import Transformer
from shapely import STRtree, from_geojson, points, prepare, transform
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from hereabouts.core.places.fitting import HALF, Touched


@dataclass(frozen=True)
class Laid:
    """The areas that a boundary touches, and the share of its land that lies in none of them."""

    touched: tuple[Touched, ...]
    outside: float


def laid_over(outline: str, areas: Mapping[str, str], centres: Mapping[str, tuple[float, float]]) -> Laid:
    """Lay an outline over areas, both GeoJSON in degrees.

    ``centres`` gives the point (east, north, in degrees) where the people of an area centre; an area with one is the best
    fit when it lies inside, an area without one when half of its land does.
    """
    grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    line = transform(from_geojson(outline), grid.transform, interleaved=False)
    codes = list(areas)
    shapes = [transform(s, grid.transform, interleaved=False) for s in from_geojson([areas[code] for code in codes])]
    near = sorted(STRtree(shapes).query(line)) if shapes else []
    prepare(line)
    touched, pieces = [], []
    for at in near:
        piece = line.intersection(shapes[at])
        if piece.area > 0:
            pieces.append(piece)
            touched.append(_touched(codes[at], piece.area / shapes[at].area, line, centres.get(codes[at]), grid))
    inside = unary_union(pieces).area if pieces else 0.0
    return Laid(tuple(touched), round(1 - inside / line.area, 6))


def _touched(
    code: str, share: float, line: BaseGeometry, centre: tuple[float, float] | None, grid: Transformer
) -> Touched:
    share = round(share, 6)
    if centre is None:
        return Touched(code, share, share >= HALF, "land")
    inside = bool(line.covers(points(*grid.transform(*centre))))
    return Touched(code, share, inside, "centre")
