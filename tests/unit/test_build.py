"""Building the evidence file: known by headings, faults told by row and column, all or nothing."""

import csv
import shutil

import duckdb
import pytest

from hereabouts.core.evidence.describing import NotADescription, described
from hereabouts.engines.evidence_build import NothingFound, build
from hereabouts.engines.raw_tables import Faulty
from tests.conftest import FIXTURES


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(FIXTURES / "data", tmp_path / "data")


def altered(path, row, column, value):
    """Change one cell; rows are counted as a spreadsheet shows them, the headings being row 1."""
    rows = list(csv.reader(path.read_text().splitlines()))
    rows[row - 1][rows[0].index(column)] = value
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)


def cells(path, measure, part="all"):
    with duckdb.connect(str(path), read_only=True) as c:
        return c.execute(
            "SELECT area, value, mark, row FROM cell WHERE measure = ? AND part = ? ORDER BY 1", [measure, part]
        ).fetchall()


def test_files_are_known_by_their_headings_not_their_names(data, tmp_path):
    (data / "ranks.csv").rename(data / "something else.txt")
    (data / "deep").mkdir()
    (data / "lookup.csv").rename(data / "deep" / "x.csv")
    (data / "notes.csv").write_text("a,b\n1,2\n")
    built = build(data, tmp_path / "e.duckdb")
    assert len(built.datasets) == 5
    assert built.unknown == [str(data / "notes.csv")]


def test_percent_strings_marks_and_rows(data, tmp_path):
    build(data, tmp_path / "e.duckdb")
    assert cells(tmp_path / "e.duckdb", "income_deprived_share")[1] == ("S01009001", 0.32, "", 3)
    assert cells(tmp_path / "e.duckdb", "crimes")[2] == ("S01009002", None, "*", 4)


@pytest.mark.slow
@pytest.mark.parametrize("quirk", ["bom", "crlf", "semicolon", "latin-1", "title rows", "utf-16"])
def test_the_quirks_of_real_files(data, tmp_path, quirk):
    path = data / "indicators.csv"
    text = path.read_text()
    if quirk == "semicolon":
        text = text.replace(",", ";")
    if quirk == "title rows":
        text = "Scottish index, 2020\n\nPublished June 2020\n" + text
    if quirk == "latin-1":
        text = text.replace("Culter", "Cültér Né")
    if quirk == "crlf":
        text = text.replace("\n", "\r\n")
    path.write_bytes(text.encode({"bom": "utf-8-sig", "latin-1": "latin-1", "utf-16": "utf-16"}.get(quirk, "utf-8")))
    build(data, tmp_path / "e.duckdb")
    rows = cells(tmp_path / "e.duckdb", "income_deprived")
    assert rows[1] == ("S01009001", 300.0, "", 6 if quirk == "title rows" else 3)
    assert len(rows) == 10


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "said"),
    [
        ("indicators.csv", 4, "Income_count", "4z0", "row 4, column “Income_count”: “4z0” is not a number"),
        (
            "indicators.csv",
            5,
            "Data_Zone",
            "S99999999",
            "row 5, column “Data_Zone”: “S99999999” is not an area code of DZ2011",
        ),
        (
            "indicators.csv",
            5,
            "Data_Zone",
            "S01009001",
            "row 5, column “Data_Zone”: “S01009001” stands here a second time",
        ),
        ("indicators.csv", 5, "Data_Zone", "", "row 5, column “Data_Zone”: “” is not an area code"),
    ],
)
def test_a_fault_names_its_row_and_column_and_leaves_the_old_file(data, tmp_path, file, row, column, value, said):
    out = tmp_path / "e.duckdb"
    build(data, out)
    before = out.read_bytes()
    altered(data / file, row, column, value)
    with pytest.raises(Faulty) as refused:
        build(data, out)
    assert said in str(refused.value)
    assert "Nothing was changed" in str(refused.value)
    assert out.read_bytes() == before
    assert not list(tmp_path.glob("*.new"))


@pytest.mark.slow
def test_another_edition_with_the_same_headings_is_not_mistaken(data, tmp_path):
    altered(data / "ranks.csv", 2, "IMD_rank", "5272")  # the 2016 edition's rank of that area
    assert "simd_2016_ranks" in build(data, tmp_path / "e.duckdb").datasets
    altered(data / "ranks.csv", 2, "IMD_rank", "4000")  # no edition we know
    assert str(data / "ranks.csv") in build(data, tmp_path / "e.duckdb").unknown


def test_two_files_of_one_dataset_that_differ_are_refused(data, tmp_path):
    shutil.copy(data / "ranks.csv", data / "copy.csv")
    build(data, tmp_path / "e.duckdb")  # the very same file twice is no harm
    altered(data / "copy.csv", 5, "IMD_rank", "6000")
    with pytest.raises(Faulty, match="differ"):
        build(data, tmp_path / "e.duckdb")


def test_nothing_there_and_nothing_known(tmp_path):
    with pytest.raises(NothingFound, match="no folder"):
        build(tmp_path / "none", tmp_path / "e.duckdb")
    (tmp_path / "x.csv").write_text("a\n1\n")
    with pytest.raises(NothingFound, match="data list"):
        build(tmp_path, tmp_path / "e.duckdb")


def test_a_description_that_cannot_be_read_names_itself():
    with pytest.raises(NotADescription, match="“mine” cannot be read"):
        described({"id": "mine", "area": "code", "colour": "blue"})


def test_a_unit_that_two_files_name_has_its_whole_name_in_every_row(data, tmp_path):
    """One publisher's files call a zone “Eastgate” and “IZ01”: no page may depend on which row was read first."""
    (data / "short.csv").write_text(
        "dz11_code,dz11_name,iz11_code,iz11_name,ltla20_code,ltla20_name\n"
        "S01009001,Eastgate - 01,S02009001,IZ01,S12000091,Larkhaven\n"
    )
    build(data, tmp_path / "e.duckdb")
    with duckdb.connect(str(tmp_path / "e.duckdb"), read_only=True) as c:
        rows = c.execute("SELECT dataset, parent_name FROM part_of WHERE parent_code = 'S02009001'").fetchall()
    assert {dataset for dataset, _ in rows} == {"dz2011_lookup", "dz2011_lookup_short"}
    assert {name for _, name in rows} == {"Eastgate"}
