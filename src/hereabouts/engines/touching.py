"""Which shapes touch: neighbours by queen (a point is enough) or rook (a stretch of border), or the nearest middles."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from shapely import STRtree, centroid, get_x, get_y, intersection, length, total_bounds
from shapely.geometry.base import BaseGeometry

from hereabouts.core.evidence.adjacent import Neighbours, k_of, nearest, paired

ALTERNATIVE = {"queen": "knn:6", "rook": "queen"}  # what an answer is tried against; for knn it is queen
NO_LINE = 1e-9  # a shared border shorter than this share of the map is a point


def neighbours(codes: Sequence[str], shapes: Sequence[BaseGeometry], rule: str, *, degrees: bool) -> Neighbours:
    """Give the neighbours of each shape by a rule: ``queen``, ``rook`` or ``knn:6``. ``degrees`` says longitude and latitude.

    Raises NotNeighbours for a rule that is none.
    """
    k = k_of(rule)
    if k:
        return nearest(codes, middles(shapes, degrees=degrees), k)
    every = np.array(list(shapes), dtype=object)
    of, to = STRtree(every).query(every, predicate="intersects")
    of, to = of[of != to], to[of != to]
    if rule == "rook":
        west, south, east, north = total_bounds(every)
        border = length(intersection(every[of], every[to]))
        of, to = (side[border > NO_LINE * max(east - west, north - south)] for side in (of, to))
    return paired(codes, of.astype(np.int64), to.astype(np.int64), rule)


def both(
    codes: Sequence[str], shapes: Sequence[BaseGeometry], rule: str, *, degrees: bool
) -> tuple[Neighbours, Neighbours | None]:
    """Give the neighbours by a rule, and by the rule that its answer is tried against where there are areas enough for it."""
    near = neighbours(codes, shapes, rule, degrees=degrees)
    other = ALTERNATIVE.get(rule, "queen")
    if (k_of(other) or 0) >= len(codes):
        return near, None
    return near, neighbours(codes, shapes, other, degrees=degrees)


def middles(shapes: Sequence[BaseGeometry], *, degrees: bool) -> NDArray[np.float64]:
    """Give the middle of each shape, in metres around the middle of them all where the shapes are in degrees."""
    middle = centroid(list(shapes))
    x, y = get_x(middle), get_y(middle)
    if degrees:
        around = CRS.from_proj4(f"+proj=aeqd +lat_0={float(np.mean(y))} +lon_0={float(np.mean(x))}")
        x, y = Transformer.from_crs("EPSG:4326", around, always_xy=True).transform(x, y)
    return np.column_stack([x, y])
