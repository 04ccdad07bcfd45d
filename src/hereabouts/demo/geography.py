"""The map of Larkhaven: forty small areas around their middles, with crooked borders, on a coast that is not there."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

import numpy as np
from shapely import MultiPoint, Point, Polygon, segmentize, set_precision, transform, voronoi_polygons
from shapely.geometry import mapping
from shapely.ops import unary_union

from hereabouts.demo.told import told

REACH = 430  # metres of land around the middle of an area
STRIDE = 60  # metres between the bends of a border
DEGREE = 111_320  # metres in a degree of latitude


@dataclass(frozen=True)
class Area:
    """One small area of the story."""

    code: str
    name: str
    people: int
    hardship: float
    at: tuple[float, float]
    neighbourhood: str
    letter: str
    postcode: str


@cache
def areas() -> tuple[Area, ...]:
    """Give the small areas, neighbourhood by neighbourhood."""
    return tuple(
        Area(f"X{number:08d}", one["name"], one["people"], one["hardship"], tuple(one["at"]), n["name"], letter, n["postcode"])
        for number, (n, letter, one) in enumerate(_told(), 1)
    )  # fmt: skip


def _told() -> Iterator[tuple[dict, str, dict]]:
    for neighbourhood in told("places")["neighbourhood"]:
        for letter, one in zip("ABCDEFGH", neighbourhood["areas"], strict=True):
            yield neighbourhood, letter, one


def shapes() -> dict[str, Polygon]:
    """Give each area's shape in metres. Neighbours share their borders exactly, and together they are the land."""
    every = areas()
    middles = MultiPoint([one.at for one in every])
    land = unary_union([Point(one.at).buffer(REACH) for one in every]).buffer(160).buffer(-200)
    land = Polygon(land.exterior) if land.geom_type == "Polygon" else land
    cells = list(voronoi_polygons(middles, extend_to=land).geoms)
    return {one.code: _bent(next(c for c in cells if c.covers(Point(one.at))).intersection(land)) for one in every}


def _bent(shape: Polygon) -> Polygon:
    """Bend every line the same way at the same spot, so that a border stays one line for both its sides."""
    return transform(segmentize(set_precision(shape, 0.01), STRIDE), _waves)


def _waves(points: np.ndarray) -> np.ndarray:
    x, y = points[:, 0], points[:, 1]
    east = 34 * np.sin(y / 173 + x / 611) + 17 * np.sin(y / 61 - x / 97) + 9 * np.sin(x / 31 + 2)
    north = 34 * np.sin(x / 181 - y / 577 + 1) + 17 * np.sin(x / 67 + y / 103) + 9 * np.sin(y / 29)
    return np.column_stack([x + east, y + north])


def on_the_globe(metres: Polygon) -> dict:
    """Give a shape as GeoJSON in degrees, to a decimetre, around the town clock."""
    east, north = told("places")["clock"]

    def placed(points: np.ndarray) -> np.ndarray:
        wide = DEGREE * cos(radians(north))
        return np.round(np.column_stack([east + points[:, 0] / wide, north + points[:, 1] / DEGREE]), 6)

    return mapping(transform(metres, placed))


def write(folder: Path) -> None:
    """Write the boundaries and the lookup as a publisher would."""
    drawn = shapes()
    found = [
        {
            "type": "Feature",
            "properties": {"lkn21cd": one.code, "lkn21nm": one.name},
            "geometry": on_the_globe(drawn[one.code]),
        }
        for one in areas()
    ]
    (folder / "boundaries.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": found}))
    council, units = told("places")["council"], {n["name"]: n["code"] for n, _, _ in _told()}
    with (folder / "lookup.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["LKN21CD", "LKN21NM", "LOC21CD", "LOC21NM", "CA21CD", "CA21NM"])
        for one in areas():
            rows.writerow(
                [one.code, one.name, units[one.neighbourhood], one.neighbourhood, council["code"], council["name"]]
            )
