"""Known answer 28 and hot spots of Doncaster, read from the product's own output and judged by PySAL's esda."""

import collections
import csv
import io
import zipfile

import numpy as np
import pytest

from tests.environment import DATA

pytestmark = [pytest.mark.real_data, pytest.mark.filterwarnings("ignore")]
COLUMBUS = DATA / "spatial_columbus"
ZIP = DATA / "police_south_yorkshire" / "2018-01_to_2021-09_south-yorkshire.zip"
SHAPES = DATA / "england_boundaries" / "lsoa2011_doncaster.geojson"


@pytest.fixture
def on_real_data():
    """These answers need no evidence file."""


@pytest.mark.answer(28)
@pytest.mark.requirement("I-03")
@pytest.mark.parametrize(("column", "known"), [("CRIME", 0.5002), ("HOVAL", 0.1801)])
def test_morans_i_of_columbus(command, column, known):
    look = ("place", "hotspots", "--table", COLUMBUS / "columbus.json", "--value", column)
    by_shape, by_weights = command.json(*look), command.json(*look, "--weights", COLUMBUS / "columbus.gal")
    assert by_shape["moran"]["i"] == pytest.approx(known, abs=5e-5)
    assert by_weights["moran"]["i"] == pytest.approx(by_shape["moran"]["i"], abs=1e-12)
    assert by_weights["key"] == "POLYID"


def test_the_shapefile_of_columbus_joins_itself(command):
    pytest.importorskip("pyogrio", reason="pyogrio reads shapefiles; it is not installed here")
    for more in ((), ("--boundaries", COLUMBUS / "columbus.shp")):
        table = COLUMBUS / ("columbus.dbf" if more else "columbus.shp")
        read = command.json("place", "hotspots", "--table", table, "--value", "CRIME", *more)
        assert read["moran"]["i"] == pytest.approx(0.5002, abs=5e-5)


@pytest.fixture(scope="module")
def doncaster(tmp_path_factory):
    """Crimes of all months by LSOA over the mid-2020 population, as a table."""
    counted = collections.Counter()
    with zipfile.ZipFile(ZIP) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                rows = csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8-sig"))
                counted.update(row["LSOA code"] for row in rows)
    with (DATA / "england_population" / "population20_lsoa11_syorks_lincs.csv").open(encoding="utf-8-sig") as file:
        people = {row["lsoa11_code"]: row["total_population"] for row in csv.DictReader(file)}
    import json

    codes = [f["properties"]["lsoa11_code"] for f in json.loads(SHAPES.read_text())["features"]]
    path = tmp_path_factory.mktemp("doncaster") / "crimes.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["lsoa", "crimes", "people"])
        writer.writerows((code, counted[code], people[code]) for code in codes)
    return path


def look(command, doncaster, *more):
    return command.json(
        "place", "hotspots", "--table", doncaster, "--value", "crimes", "--denominator", "people", "--boundaries", SHAPES, *more
    )  # fmt: skip


@pytest.mark.answer(18)
def test_the_busiest_areas_of_doncaster_and_the_hot_ones(command, doncaster):
    read = look(command, doncaster)
    counts = {area["code"]: area["count"] for area in read["areas"]}
    assert len(counts) == 194
    assert sorted(counts.items(), key=lambda one: -one[1])[:5] == [
        ("E01007645", 11664), ("E01007655", 4834), ("E01007529", 3573), ("E01007534", 2451), ("E01007648", 2446),
    ]  # fmt: skip
    hot = {area["code"] for area in read["areas"] if area["class"].endswith(" hot")}
    assert {"E01007645", "E01007655", "E01007529", "E01007648"} <= hot  # the city centre
    assert "E01007534" not in hot  # busy, and its neighbours are not
    assert read["no_neighbours"] == []
    assert read["regression_to_the_mean"]["expected"] < read["regression_to_the_mean"]["counted"]


@pytest.mark.parametrize("rule", ["queen", "rook", "knn:6"])
def test_doncaster_and_columbus_agree_with_esda(command, doncaster, rule):
    esda = pytest.importorskip("esda", reason="esda is not installed here; it is in requirements/dev.txt")
    geopandas = pytest.importorskip("geopandas", reason="geopandas comes with libpysal, which is not installed here")
    columbus = ("place", "hotspots", "--table", COLUMBUS / "columbus.shp", "--value", "CRIME", "--neighbours", rule)
    for read, shapes, key in (
        (
            look(command, doncaster, "--neighbours", rule, "--permutations", 9999),
            geopandas.read_file(SHAPES),
            "lsoa11_code",
        ),
        (command.json(*columbus, "--permutations", 9999), geopandas.read_file(COLUMBUS / "columbus.shp"), None),
    ):
        assert key is None or [area["code"] for area in read["areas"]] == list(shapes[key])
        _agrees(esda, read, _weights(shapes, rule))


def _weights(shapes, rule):
    from libpysal.weights import KNN, Queen, Rook

    if rule == "knn:6":
        middle = shapes.to_crs(27700).centroid if shapes.crs else shapes.centroid
        return KNN.from_array(np.column_stack([middle.x, middle.y]), k=6)
    return {"queen": Queen, "rook": Rook}[rule].from_dataframe(shapes, use_index=False)


def _agrees(esda, read, weights):
    figure = "eb_rate" if read["areas"][0]["eb_rate"] is not None else "count"
    y = np.array([area[figure] for area in read["areas"]])
    judge = esda.Moran(y, weights, permutations=0)
    assert read["moran"]["i"] == pytest.approx(judge.I, abs=1e-9)
    assert read["moran"]["p_analytic"] == pytest.approx(judge.p_rand, abs=1e-9)
    star = esda.G_Local(y, weights, "B", 9999, star=True, seed=12345, n_jobs=1)
    assert [area["z"] for area in read["areas"]] == pytest.approx(star.Zs, abs=1e-9)
    assert [area["p_analytic"] for area in read["areas"]] == pytest.approx(2 * star.p_norm, abs=1e-9)
    apart = np.abs(np.array([area["p_sim"] for area in read["areas"]]) - star.p_sim)
    assert apart.max() < 5 * np.sqrt(0.25 * 2 / 9999)
