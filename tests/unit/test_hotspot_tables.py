"""Hot spots of any table of areas: files joined to shapes or weights, and every fault told in one sentence."""

import csv
import json

import pytest

from hereabouts.engines.area_tables import area_table
from tests import hotspot_world as world

SQUARES = [(i, j) for i in range(world.SIDE) for j in range(world.SIDE)]


@pytest.fixture
def shapes(tmp_path):
    """The grid as GeoJSON, with crimes among its properties."""
    features = [
        {
            "type": "Feature",
            "properties": {"zone": world.code(i, j), "called": f"Grid {i}{j}", "crimes": 160 + i if (i, j) in world.HEAP else 40 + (i + j) % 3},
            "geometry": {"type": "Polygon", "coordinates": world.square(i, j)},
        }
        for i, j in SQUARES
    ]  # fmt: skip
    path = tmp_path / "grid.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def table(tmp_path):
    """The same crimes as a CSV with people, in another order."""

    def write(change=lambda rows: rows, name="crimes.csv"):
        rows = [
            {"area": world.code(i, j), "crimes": 160 + i if (i, j) in world.HEAP else 40 + (i + j) % 3, "people": 1000}
            for i, j in reversed(SQUARES)
        ]
        path = tmp_path / name
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=["area", "crimes", "people"])
            writer.writeheader()
            writer.writerows(change(rows))
        return path

    return write


def look(command, table, *more):
    return command.json("place", "hotspots", "--table", table, "--value", "crimes", *more)


def hot(answer):
    return {area["code"] for area in answer["areas"] if area["class"].endswith(" hot")}


HEAPED = {world.code(i, j) for i, j in world.HEAP}


@pytest.mark.requirement("I-03")
def test_a_table_and_its_boundaries_find_each_other(command, shapes, table):
    answer = look(command, table(), "--boundaries", shapes, "--denominator", "people", "--per", "1000")
    assert (answer["key"], hot(answer)) == ("area", HEAPED)
    first = answer["areas"][0]
    assert (first["code"], first["count"], first["denominator"], first["rate"]) == (world.code(0, 0), 40, 1000, 40)
    assert answer["neighbours"] == "queen"
    assert answer["sensitivity"]["neighbours"] == "knn:6"


def test_a_file_with_shapes_joins_itself(command, shapes):
    answer = look(command, shapes)
    assert (answer["key"], hot(answer)) == ("zone", HEAPED)  # the code and not the name
    assert answer["areas"][0]["denominator"] is None
    assert look(command, shapes, "--neighbours", "rook", "--key", "called")["key"] == "called"


def test_weights_serve_where_there_are_no_shapes(command, shapes, table, tmp_path):
    from hereabouts.engines.touching import neighbours

    drawn = area_table(shapes)
    near = neighbours(drawn.columns["zone"], drawn.shapes, "queen", degrees=True)
    lines = [str(len(near.codes))]
    for i, code in enumerate(near.codes):
        mine = [near.codes[j] for j in near.others[near.starts[i] : near.starts[i + 1]]]
        lines += [f"{code} {len(mine)}", " ".join(mine)]
    weights = tmp_path / "grid.gal"
    weights.write_text("\n".join(lines))
    answer = look(command, table(), "--weights", weights)
    assert answer["neighbours"] == "as grid.gal says"
    by_shape = look(command, shapes)
    assert answer["moran"]["i"] == pytest.approx(by_shape["moran"]["i"], abs=1e-12)
    assert [a["z"] for a in answer["areas"]] == pytest.approx([a["z"] for a in by_shape["areas"]], abs=1e-9)


def test_a_shapefile_is_read_from_either_of_its_parts(command, shapes, tmp_path):
    pyogrio = pytest.importorskip("pyogrio", reason="pyogrio reads shapefiles; it is not installed here")
    from shapely import to_wkb

    drawn = area_table(shapes)
    import numpy as np

    fields = {"zone": np.array(drawn.columns["zone"], dtype=object), "crimes": np.array(drawn.columns["crimes"])}
    pyogrio.raw.write(
        tmp_path / "grid.shp", to_wkb(np.array(drawn.shapes)), list(fields.values()), list(fields),
        geometry_type="Polygon", crs="EPSG:4326", driver="ESRI Shapefile",
    )  # fmt: skip
    whole = look(command, tmp_path / "grid.shp")
    halves = look(command, tmp_path / "grid.dbf", "--boundaries", tmp_path / "grid.shp")
    assert hot(whole) == hot(halves) == HEAPED
    assert whole["areas"] == halves["areas"]


def without(n):
    return lambda rows: rows[n:]


def changed(row, **cells):
    return lambda rows: [r | cells if n == row else r for n, r in enumerate(rows)]


def test_rows_that_are_missing_empty_or_strange_are_said(command, shapes, table):
    answer = look(command, table(without(1)), "--boundaries", shapes)
    assert answer["notes"] == ["1 area without a figure left out: S01009135."]
    answer = look(command, table(changed(0, area="S01999999")), "--boundaries", shapes)
    assert "1 row of the table is of no area on the map: S01999999." in answer["notes"]
    answer = look(command, table(changed(0, people="0")), "--boundaries", shapes, "--denominator", "people")
    assert answer["notes"][0].startswith("1 area with a denominator of zero left out, and the 41 counted there")
    assert {a["code"]: a["class"] for a in answer["areas"]}["S01009135"] == "no figure"


@pytest.mark.parametrize(
    ("change", "more", "words"),
    [
        (changed(1, crimes="some"), (), "Row 3, column “crimes”: “some” is not a number."),
        (lambda rows: [r | {"area": f"x{n}"} for n, r in enumerate(rows)], (), "No column of the table matches the boundaries"),
        (lambda rows: [r | {"crimes": 7} for r in rows], (), "Every area has the same figure (7)"),
        (lambda rows: rows, ("--key", "zone"), "There is no column “zone”. There are area, crimes and people."),
        (lambda rows: rows, ("--denominator", "homes"), "crimes.csv has no column “homes”."),
        (lambda rows: rows, ("--neighbours", "king"), "“king” is no rule of neighbours."),
        (lambda rows: [*rows, rows[0]], ("--key", "area"), "“S01009135” stands in more than one row of column “area”."),
        (lambda rows: [], (), "crimes.csv holds no table"),
    ],
)  # fmt: skip
def test_each_fault_has_its_sentence(command, shapes, table, change, more, words):
    done = command(
        "place", "hotspots", "--table", table(change), "--value", "crimes", "--boundaries", shapes, *more, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert words in done.stderr


def test_files_that_are_no_areas(command, table, shapes, tmp_path):
    def refused(*more):
        done = command("place", "hotspots", *more, check=False)
        assert done.returncode == 2
        return done.stderr

    assert "has no shapes, so nobody knows which areas are neighbours" in refused(
        "--table", table(), "--value", "crimes"
    )
    (tmp_path / "x.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    assert "it holds no features" in refused("--table", tmp_path / "x.geojson", "--value", "a")
    assert "There is no file called" in refused("--table", tmp_path / "none.csv", "--value", "a")
    assert "Give a place with --indicator" in refused("--value", "a")
    both = ("--boundaries", shapes, "--weights", shapes)
    assert "either --boundaries or --weights" in refused("--table", table(), "--value", "crimes", *both)


def test_wards_are_refused_by_their_codes(command, shapes, tmp_path):
    text = shapes.read_text().replace("S010091", "S130091")
    (tmp_path / "wards.geojson").write_text(text)
    done = command("place", "hotspots", "--table", tmp_path / "wards.geojson", "--value", "crimes", check=False)
    assert (done.returncode, "These areas are wards." in done.stderr) == (2, True)


def test_the_text_says_the_finding_and_the_regression(command, shapes, table):
    told = command(
        "place", "hotspots", "--table", table(), "--value", "crimes", "--denominator", "people", "--boundaries", shapes
    )
    words = " ".join(told.stdout.split())
    assert "Moran's I 0." in words
    assert "4 hot; with neighbours knn:6" in words
    assert "Places picked for being high fall back by themselves: if nothing changes" in words
    assert "lie at approximate points" in words
