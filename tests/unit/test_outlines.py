"""Boundaries as people bring them: metres, north before east, crossing themselves, in parts, with holes, or none at all."""

import json

import pytest
from pyproj import Transformer
from shapely import from_geojson
from shapely.geometry import shape as shape_of

from hereabouts.engines.maps import outlines
from hereabouts.engines.outlines import NotABoundary, outline, read
from hereabouts.engines.overlaps import laid_over

RING = [[-3.0, 56.0], [-2.9, 56.0], [-2.9, 56.1], [-3.0, 56.1], [-3.0, 56.0]]
HOLE = [[-2.97, 56.03], [-2.93, 56.03], [-2.93, 56.07], [-2.97, 56.07], [-2.97, 56.03]]
FAR = [[-2.8, 56.0], [-2.7, 56.0], [-2.7, 56.1], [-2.8, 56.0]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def sent(document):
    return json.dumps(document).encode()


def told(document):
    return [str(remark) for remark in outline(sent(document)).remarks]


@pytest.mark.parametrize("wrapped", [
    polygon(RING), {"type": "Feature", "geometry": polygon(RING), "properties": None},
    {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": polygon(RING)}, {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0, 0]}}]},
    {"type": "GeometryCollection", "geometries": [polygon(RING)]},
])  # fmt: skip
def test_a_plain_boundary_whatever_wraps_it(wrapped):
    drawn = outline(sent(wrapped))
    assert drawn.remarks == ()
    assert from_geojson(drawn.geojson).equals(from_geojson(json.dumps(polygon(RING))))


def test_metres_of_the_national_grid_are_turned_into_degrees_and_said():
    grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    metres = polygon([list(grid.transform(*point)) for point in RING])
    assert told(metres) == ["Its points were in metres of the British National Grid and were turned into degrees."]
    turned = from_geojson(outline(sent(metres)).geojson)
    assert turned.symmetric_difference(from_geojson(json.dumps(polygon(RING)))).area < 1e-7


def test_north_before_east_is_turned_round():
    assert told(polygon([point[::-1] for point in RING])) == [
        "Its points had north before east. GeoJSON has east first: they were turned round."
    ]


def test_a_line_that_crosses_itself_is_mended_and_said():
    bow = polygon([[-3, 56], [-2.9, 56.1], [-2.9, 56], [-3, 56.1], [-3, 56]])
    assert told(bow) == [
        "The line crossed itself and was mended: 1 shape had to be.",
        "The boundary is in 2 parts: all of them are the place.",
    ]
    assert from_geojson(outline(sent(bow)).geojson).is_valid


def test_several_parts_and_a_hole_are_kept_and_said():
    parts = {"type": "MultiPolygon", "coordinates": [[RING, HOLE], [FAR]]}
    assert told(parts) == [
        "The boundary is in 2 parts: all of them are the place.",
        "The boundary has 1 hole: what lies in it is not the place.",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This is not GeoJSON"),
        (b"PK\x03\x04", "Save the boundary as GeoJSON"),
        (b"SQLite format 3\0", "Save the boundary as GeoJSON"),
        (b"[" * 100_000, "This is not GeoJSON"),
        (b"{}", "There is no area in it"),
        (sent({"type": "FeatureCollection", "features": []}), "There is no area in it"),
        (sent({"type": "FeatureCollection", "features": [None, 1]}), "There is no area in it"),
        (sent({"type": "Feature", "geometry": None}), "There is no area in it"),
        (sent({"type": "LineString", "coordinates": RING}), "There is no area in it"),
        (sent(polygon()), "There is no area in it"),
        (sent(polygon(RING[:2])), "A shape in it is broken"),
        (sent(polygon("x")), "A shape in it is broken"),
        (b'{"type":"Polygon","coordinates":[[[NaN,1],[1,2],[2,3],[NaN,1]]]}', "A shape in it is broken"),
        (sent(polygon([[-3, 56], [-3, 57], [-3, 58], [-3, 56]])), "holds no land"),
        (sent(polygon([[-3, 56], [-3.00001, 56], [-3, 56.00001], [-3, 56]])), "less than 100 square metres"),
        (sent(polygon([[10, 46], [11, 46], [11, 47], [10, 46]])), "does not lie in the United Kingdom"),
        (sent(polygon([[5e6, 46], [6e6, 46], [6e6, 47], [5e6, 46]])), "neither degrees nor metres"),
        (b" " * (5 * 2**20 + 1), "more than 5 MB"),
    ],
)  # fmt: skip
def test_what_is_no_boundary_gets_one_sentence(content, said):
    with pytest.raises(NotABoundary, match=said):
        outline(content)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(NotABoundary, match="There is no file called"):
        read(tmp_path / "none.geojson")


LEFT = polygon([[-3.0, 56.0], [-2.95, 56.0], [-2.95, 56.1], [-3.0, 56.1], [-3.0, 56.0]])
RIGHT = polygon([[-2.95, 56.0], [-2.9, 56.0], [-2.9, 56.1], [-2.95, 56.1], [-2.95, 56.0]])
LINE = polygon([[-3.0, 56.0], [-2.93, 56.0], [-2.93, 56.1], [-3.0, 56.1], [-3.0, 56.0]])


def test_a_line_laid_over_two_areas():
    laid = laid_over(json.dumps(LINE), {"left": json.dumps(LEFT), "right": json.dumps(RIGHT)}, {})
    assert [(t.code, t.best, t.basis) for t in laid.touched] == [("left", True, "land"), ("right", False, "land")]
    assert [t.share for t in laid.touched] == pytest.approx([1.0, 0.4], abs=0.002)
    assert laid.outside == pytest.approx(0, abs=1e-4)


def test_where_its_people_centre_decides_when_it_is_known():
    shapes = {"left": json.dumps(LEFT), "right": json.dumps(RIGHT)}
    laid = laid_over(json.dumps(LINE), shapes, {"right": (-2.94, 56.05), "left": (-2.91, 56.05)})
    assert [(t.code, t.best, t.basis) for t in laid.touched] == [("left", False, "centre"), ("right", True, "centre")]


def test_land_in_no_area_is_told():
    laid = laid_over(json.dumps(LINE), {"left": json.dumps(LEFT)}, {})
    assert laid.outside == pytest.approx(2 / 7, abs=0.002)


def test_outlines_of_a_release_are_small_share_their_borders_and_stay_ground():
    """Two neighbours with a ragged border of 500 points: it is one line still, and short; odd shapes do no harm."""
    ragged = [[0.5 + 0.000002 * (n % 2), n / 500] for n in range(501)]
    west = {"type": "Polygon", "coordinates": [[[0, 0], *ragged, [0, 1], [0, 0]]]}
    east = {"type": "Polygon", "coordinates": [[[1, 0], [1, 1], *ragged[::-1], [1, 0]]]}
    line = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    mixed = {
        "type": "GeometryCollection",
        "geometries": [line, {"type": "Polygon", "coordinates": [[[2, 0], [3, 0], [3, 1], [2, 0]]]}],
    }
    speck = {"type": "Polygon", "coordinates": [[[5, 5], [5.000001, 5], [5.000001, 5.000001], [5, 5]]]}
    given = {"W": west, "E": east, "M": mixed, "L": line, "S": speck}
    made = outlines({code: json.dumps(shape) for code, shape in given.items()})
    assert set(made) == {"W", "E", "M", "S"}
    w, e = shape_of(made["W"]), shape_of(made["E"])
    assert w.intersection(e).area < 1e-9
    assert w.union(e).area == pytest.approx(1, abs=1e-4)
    assert len(w.exterior.coords) < 150  # of 504
    assert made["M"]["type"] == "Polygon"
    assert outlines({}) == {}
