"""Bad files meet a sentence with row and column, and the evidence file that was there keeps serving."""

import csv
import io
import shutil
import zipfile

import openpyxl
import pytest

from hereabouts.core.evidence.describing import NotADescription
from hereabouts.core.evidence.written import NotAPeriod, written
from hereabouts.engines.evidence_add import add, remember
from hereabouts.engines.evidence_build import NothingFound, build
from hereabouts.engines.evidence_check import check
from hereabouts.engines.raw_tables import Faulty
from tests.conftest import FIXTURES


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(FIXTURES / "data", tmp_path / "data")


def altered(path, row, column, value):
    rows = list(csv.reader(path.read_text().splitlines()))
    rows[row - 1][rows[0].index(column)] = value
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)


def xlsx(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def bomb(path):
    """A workbook of 400,000 rows in little more than 100 KiB: every row the same."""
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 400_001))
    xlsx(path, [["a"]])
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + rows
        + b"</sheetData></worksheet>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)


def zip_bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b"<workbook/>")
        book.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (4, "Income_count", "-3", "“-3” is less than 0, which cannot be"),
        (4, "Income_rate", "146%", "“146%” is more than 1, which cannot be"),
        (4, "Income_count", "=1+1", "“=1+1” is not a number"),
        (4, "Income_count", "#REF!", "“#REF!” is not a number"),
        (5, "Data_Zone", "S01000003", "“S01000003” is not an area code of DZ2011"),
    ],
)
@pytest.mark.slow
def test_check_names_row_and_column_as_a_program_reads_them(data, row, column, value, said):
    altered(data / "indicators.csv", row, column, value)
    out = data.parent / "e.duckdb"
    known = build(shutil.copytree(FIXTURES / "data", data.parent / "good"), out)
    assert known.datasets
    before = out.read_bytes()
    with pytest.raises(Faulty, match=f"row {row}, column “{column}”"):
        build(data, out)
    assert out.read_bytes() == before
    if column != "Data_Zone":
        told = check(data / "indicators.csv")
        assert told["errors"] == [{"row": row, "column": column, "message": said}]
        assert (told["rows_read"], told["rows_refused"]) == (9, 1)


def test_a_file_on_other_boundaries_is_told_which(data):
    (data / "old.csv").write_text("dz01_code,dz11_code\nS01000001,S01009001\n")
    altered(data / "indicators.csv", 5, "Data_Zone", "S01000001")
    with pytest.raises(Faulty, match="“S01000001” is not an area code of DZ2011; it is one of DZ2001"):
        build(data, data.parent / "e.duckdb")


def test_a_truncated_file(data):
    path = data / "indicators.csv"
    path.write_text(path.read_text()[:-60])
    told = check(path)
    assert told["errors"][0]["row"] == 11
    assert "is the file cut short" in told["errors"][0]["message"]
    with pytest.raises(Faulty, match="row 11"):
        build(data, data.parent / "e.duckdb")


def test_a_separator_inside_a_value(data):
    path = data / "indicators.csv"
    path.write_text(path.read_text().replace("S01009003,Eastgate,", "S01009003,East,gate,"))
    (error,) = check(path)["errors"]
    assert (error["row"], "a separator stands inside a value" in error["message"]) == (5, True)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ranks.csv", b"<!DOCTYPE html><html>Not found</html>", "ranks.csv is a web page, whatever its name says"),
        ("ranks.xlsx", b"%PDF-1.7 ...", "ranks.xlsx is a PDF, whatever its name says"),
        ("map.geojson", b"\x89PNG....", "map.geojson is a picture, whatever its name says"),
        ("map.geojson", b'{"type": "FeatureCollection", "features": [{"ty', "map.geojson stops in the middle"),
        ("ranks.xlsx", b"PK\x03\x04 then nothing", "cannot be read. The workbook is damaged"),
    ],
)
@pytest.mark.slow
def test_a_relabelled_or_damaged_file_stops_the_build(data, name, content, said):
    out = data.parent / "e.duckdb"
    build(data, out)
    before = out.read_bytes()
    (data / name).write_bytes(content)
    assert said in check(data / name)["errors"][0]["message"]
    with pytest.raises(Faulty) as refused:
        build(data, out)
    assert said in str(refused.value)
    assert out.read_bytes() == before


def test_a_broken_shape_is_told_by_its_number(data):
    text = (data / "boundaries.geojson").read_text()
    (data / "boundaries.geojson").write_text(text.replace('"Polygon"', '"Polyglot"', 1))
    (error,) = check(data / "boundaries.geojson")["errors"]
    assert (error["row"], error["column"], error["message"]) == (1, "geometry", "the shape of “S01009001” is broken")


def test_a_table_under_another_tables_name_is_read_as_what_it_is(data):
    rows = [line.split(",") for line in (data / "ranks.csv").read_text().splitlines()]
    xlsx(data / "ranks.csv", rows)
    told = check(data / "ranks.csv")
    assert (told["errors"], told["rows_read"]) == ([], len(rows) - 1)


@pytest.mark.slow
@pytest.mark.parametrize("make", [bomb, zip_bomb])
def test_hostile_workbooks_are_left_alone(tmp_path, make):
    path = tmp_path / "hostile.xlsx"
    make(path)
    assert path.stat().st_size < 3 * 2**20
    told = check(path)
    assert told["dataset"] is None
    assert "far more" in told["errors"][0]["message"] or "more than 100,000 rows" in told["errors"][0]["message"]


def test_a_part_nobody_named_and_a_slip_in_a_period(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("dz11_code,age_group,all_people,female,male\nS01009001,0 - 4,3,1,2\nS01009001,0 to 9,3,1,2\n")
    assert check(path)["errors"] == [
        {"row": 3, "column": "age_group", "message": "“0 to 9” is no part that the description names"}
    ]
    text = (FIXTURES / "layouts" / "claimants.csv").read_text().replace("April 2023", "Apirl 2023")
    (tmp_path / "c.csv").write_text(text)
    (error,) = check(tmp_path / "c.csv")["errors"]
    assert (error["row"], error["column"], error["message"][:32]) == (6, "period", "“Apirl 2023” is not a period. Wr")


@pytest.mark.parametrize("text", ["Mrch 2023", "2015 - x", "last year", "2023-13", "", "Marchember 2023"])
def test_a_slip_of_the_pen_is_no_period(text):
    with pytest.raises(NotAPeriod):
        written(text)


@pytest.mark.parametrize(
    ("text", "id_", "starts", "ends"),
    [
        ("March 2023", "2023-03", "2023-03-01", "2023-03-31"), ("Sept 2024", "2024-09", "2024-09-01", "2024-09-30"),
        ("2017/18", "2017/18", "2017-04-01", "2018-03-31"), ("2015 - 17", "2015 - 17", "2015-01-01", "2017-12-31"),
        ("2020/21 - 24/25", "2020/21 - 24/25", "2020-04-01", "2025-03-31"), ("mid-2020", "mid-2020", "2020-06-30", "2020-06-30"),
        ("2021-09", "2021-09", "2021-09-01", "2021-09-30"), ("2022", "2022", "2022-01-01", "2022-12-31"),
    ],
)  # fmt: skip
def test_periods_as_publishers_write_them(text, id_, starts, ends):
    read = written(text)
    assert (read.id, read.label, str(read.starts), str(read.ends)) == (id_, text, starts, ends)


def test_adding_keeps_nothing_of_a_bad_file(tmp_path):
    folder, out = tmp_path / "home" / "data", tmp_path / "home" / "e.duckdb"
    add([FIXTURES / "data" / "lookup.csv", FIXTURES / "data" / "ranks.csv"], folder, out)
    before = (out.read_bytes(), {p.name: p.read_bytes() for p in folder.iterdir()})
    bad = tmp_path / "ranks.csv"
    bad.write_text((FIXTURES / "data" / "ranks.csv").read_text().replace("S01009002", "S01009001"))
    with pytest.raises(Faulty, match="stands here a second time"):
        add([bad], folder, out)
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    for unknown in (tmp_path / "notes.csv", tmp_path / "none.csv"):
        with pytest.raises(NothingFound):
            add([unknown], folder, out)
    assert (out.read_bytes(), {p.name: p.read_bytes() for p in folder.iterdir()}) == before


def test_a_description_beside_the_file_that_is_wrong_says_so(tmp_path):
    (tmp_path / "mine.csv").write_text("code,n\nS01009001,3\n")
    for text, said in [
        ("id = ", "mine.toml is not TOML"),
        ('id = "m"\ntitle = "M"', "cannot be read"),
        (OWN.replace("DZ2011", "DZ1999"), "names the boundaries DZ1999; we know"),
        (
            OWN.replace('id = "things"', 'id = "things"\nwritten = "roman"'),
            "a way of writing is one of number, percent",
        ),
        (OWN.replace("[[measure]]", 'kind = "film"\n[[measure]]'), "a kind is one of table"),
    ]:
        (tmp_path / "mine.toml").write_text(text)
        with pytest.raises(NotADescription) as wrong:
            check(tmp_path / "mine.csv")
        assert said in str(wrong.value)


OWN = """
id = "mine"
title = "Mine"
publisher = "Us"
licence = "Ours"
source = "https://example.org"
published = "2026"
period = "2026"
generation = "DZ2011"
area = "code"
[[measure]]
id = "things"
column = "n"
"""


@pytest.mark.requirement("X-36")
def test_a_dataset_nobody_described_loads_with_one_text_and_no_code(tmp_path):
    data = shutil.copytree(FIXTURES / "data", tmp_path / "data")
    (data / "mine.csv").write_text("code,n\nS01009001,3\nS01009002,4\n")
    assert str(data / "mine.csv") in build(data, tmp_path / "e.duckdb").unknown
    (data / "mine.toml").write_text(OWN)
    built = build(data, tmp_path / "e.duckdb")
    assert (built.datasets["mine"], built.unknown) == (2, [])
    (data / "mine.csv").unlink()
    assert build(data, tmp_path / "e.duckdb").gone == ["Mine"]


def test_adding_to_what_was_built_from_a_folder_loses_nothing(tmp_path):
    data, out, kept = (
        shutil.copytree(FIXTURES / "data", tmp_path / "data"),
        tmp_path / "e.duckdb",
        tmp_path / "home/data",
    )
    before = build(data, out).datasets
    remember(data, out)
    (tmp_path / "mine.csv").write_text("code,n\nS01009001,3\nS01009002,4\n")
    (tmp_path / "mine.toml").write_text(OWN)
    added = add([tmp_path / "mine.csv", tmp_path / "mine.toml"], kept, out)
    assert (added.datasets, added.gone) == (before | {"mine": 2}, [])
    assert sorted(file.name for file in kept.iterdir()) == ["mine.csv", "mine.toml"]  # the folder stays whose it is
    shutil.copy(data / "ranks.csv", tmp_path)  # a newer one of the same name takes the place of the old
    assert add([tmp_path / "ranks.csv"], kept, out).datasets == added.datasets
    data.rename(tmp_path / "moved")
    standing = out.read_bytes()
    with pytest.raises(NothingFound, match="is not there now: adding to it would lose what came from there"):
        add([tmp_path / "mine.csv"], kept, out)
    assert out.read_bytes() == standing


def test_a_second_list_with_the_same_records_is_spared(tmp_path):
    told = "name,description,address,postcode,telephone,website\nA,Talks,1 Quay,LK1 1AA,0,https://example.org\n"
    (tmp_path / "a.csv").write_text(told)
    numbered = io.StringIO()
    csv.writer(numbered).writerows(
        [[h, *row] for h, row in zip(("featureNum", "1"), csv.reader(told.splitlines()), strict=True)]
    )
    (tmp_path / "b.csv").write_text(numbered.getvalue())
    built = build(tmp_path, tmp_path / "out" / "e.duckdb")
    assert built.spared == [str(tmp_path / "b.csv")]
    assert list(built.datasets.values()) == [1]
