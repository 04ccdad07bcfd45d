"""Every kind of bad file meets its sentence, with row and column where it has them, at all three doors; the old evidence serves.

====================================  ===============================================================================
 what is wrong                         where it is tried
====================================  ===============================================================================
 cut short, in a row or at the top     here: cut short, headings only, empty
 re-labelled                           here: a picture, a web page, no text; test_bad_data: PDF, a workbook as CSV
 zip bombs                             test_bad_data (workbooks), test_incidents (a zip of months)
 400,000 rows in a small workbook      test_bad_data
 formula cells                         here: a formula; test_layouts (a formula without a result)
 wrong generation of boundaries        here: one area, the whole file; test_bad_data: known from another file
 duplicated keys                       here
 impossible values                     here: below zero, above one, ranks and deciles there are not, no numbers
 totals that disagree                  test_layouts: with the published ones, with their own parts
 a truncated zip of months             here, and test_incidents (bytes lost in the middle)
 JSON without end                      here
 a heading that was changed            here: the sentence names what it comes near
====================================  ===============================================================================
"""

import csv
import shutil
import zipfile
from datetime import date

import pytest

from hereabouts.engines.evidence_add import add
from hereabouts.engines.evidence_build import build
from hereabouts.engines.evidence_check import check
from hereabouts.engines.evidence_draft import draft
from hereabouts.engines.evidence_found import find
from hereabouts.engines.raw_tables import Faulty
from tests.conftest import FIXTURES

INDICATORS = "indicators.csv"


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """Build the hand-made files once: the evidence that must keep serving."""
    folder = tmp_path_factory.mktemp("good")
    build(FIXTURES / "data", folder / "evidence.duckdb")
    return folder / "evidence.duckdb"


@pytest.fixture
def home(good, tmp_path):
    shutil.copytree(FIXTURES / "data", tmp_path / "data")
    shutil.copy(good, tmp_path / "evidence.duckdb")
    return tmp_path


def cell(row, column, value, name=INDICATORS):
    def spoil(data):
        rows = list(csv.reader((data / name).read_text().splitlines()))
        rows[row - 1][rows[0].index(column)] = value
        with (data / name).open("w", newline="") as file:
            csv.writer(file).writerows(rows)

    return spoil


def text(change, name=INDICATORS):
    return lambda data: (data / name).write_text(change((data / name).read_text()))


def content(some, name=INDICATORS):
    return lambda data: (data / name).write_bytes(some)


def months(data):
    """A zip of months that lost its end on the way."""
    whole = data / "whole.zip"
    with zipfile.ZipFile(whole, "w") as out:
        out.writestr("2020-01/2020-01-made-up-street.csv", "Crime ID,Month\n" * 500)
    (data / "months.zip").write_bytes(whole.read_bytes()[:-400])
    whole.unlink()


RANKS = "ranks.csv"
BAD = [
    ("cut short in a row", text(lambda t: t[:-60]), INDICATORS, 11, None, "is the file cut short"),
    ("headings only", text(lambda t: t.splitlines()[0] + "\n"), INDICATORS, None, None, "not one row below them: is the file cut short?"),
    ("empty", content(b""), INDICATORS, None, None, "indicators.csv is empty, whatever its name says"),
    ("an empty map", content(b'{"type": "FeatureCollection", "features": []}', "boundaries.geojson"), "boundaries.geojson", None, None, "a map without a single shape"),
    ("a picture", content(b"\x89PNG\r\n" + bytes(400)), INDICATORS, None, None, "is a picture, whatever its name says"),
    ("a web page", content(b"<!DOCTYPE html><html>Log in</html>"), INDICATORS, None, None, "is a web page, whatever its name says"),
    ("no text", content(b"Data_Zone,\0\0\0" + bytes(range(256)) * 9), INDICATORS, None, None, "is no text, whatever its name says"),
    ("a zip of months cut short", months, "months.zip", None, None, "is a damaged or locked zip"),
    ("an old workbook that is none", content(b"\xd0\xcf\x11\xe0" + bytes(900), "old.xls"), "old.xls", None, None, "The workbook is damaged"),
    ("one area of other boundaries", cell(5, "Data_Zone", "S01000001"), INDICATORS, 5, "Data_Zone", "“S01000001” is not an area code of DZ2011; it is one of DZ2001: is this a file on other boundaries?"),
    ("a whole file of other boundaries", text(lambda t: t.replace("S010090", "E010990")), INDICATORS, 3, "Data_Zone", "it is one of LSOA2011 or LSOA2021"),
    ("a code in small letters", cell(4, "Data_Zone", "s01009002"), INDICATORS, 4, "Data_Zone", "write it in capitals, S01009002"),
    ("a code that is none", cell(4, "Data_Zone", "Total"), INDICATORS, 4, "Data_Zone", "“Total” is not an area code of DZ2011"),
    ("a code twice", cell(5, "Data_Zone", "S01009001"), INDICATORS, 5, "Data_Zone", "“S01009001” stands here a second time"),
    ("below zero", cell(4, "Income_count", "-3"), INDICATORS, 4, "Income_count", "“-3” is less than 0, which cannot be"),
    ("more than all", cell(4, "Income_rate", "146%"), INDICATORS, 4, "Income_rate", "“146%” is more than 1, which cannot be"),
    ("no number to a computer", cell(4, "Income_count", "nan"), INDICATORS, 4, "Income_count", "“nan” is not a number"),
    ("without end", cell(4, "Income_count", "1e400"), INDICATORS, 4, "Income_count", "“1e400” is not a number"),
    ("infinite", cell(4, "Income_count", "inf"), INDICATORS, 4, "Income_count", "“inf” is not a number"),
    ("a program's number", cell(4, "Income_count", "1_000"), INDICATORS, 4, "Income_count", "“1_000” is not a number"),
    ("a comma for a point", cell(4, "Income_count", "32,5"), INDICATORS, 4, "Income_count", "“32,5” is not a number"),
    ("a formula", cell(4, "Income_count", "=B4*C4"), INDICATORS, 4, "Income_count", "“=B4*C4” is not a number"),
    ("rank nought", cell(3, "IMD_rank", "0", RANKS), RANKS, 3, "IMD_rank", "“0” is less than 1, which cannot be"),
    ("a rank beyond the last", cell(3, "IMD_rank", "6977", RANKS), RANKS, 3, "IMD_rank", "“6977” is more than 6976, which cannot be"),
    ("an eleventh tenth", cell(3, "IMD_decile", "11", RANKS), RANKS, 3, "IMD_decile", "“11” is more than 10, which cannot be"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "name", "row", "column", "said"), [one[1:] for one in BAD], ids=[one[0] for one in BAD]
)
def test_at_every_door_it_is_told_and_the_old_evidence_serves(home, spoil, name, row, column, said):
    data, out = home / "data", home / "evidence.duckdb"
    before = out.read_bytes()
    spoil(data)
    told = check(data / name)
    assert (told["errors"][0]["row"], said in told["errors"][0]["message"]) == (row, True), told["errors"]
    assert column is None or told["errors"][0]["column"] == column
    with pytest.raises(Faulty) as refused:
        build(data, out)
    assert said in str(refused.value)
    if row and column:
        assert f"row {row}, column “{column}”" in str(refused.value)
    kept = home / "kept"
    with pytest.raises(Faulty):
        add([data / name], kept, out)
    assert list(kept.iterdir()) == []
    assert out.read_bytes() == before
    assert not list(home.glob("*.new"))


@pytest.mark.parametrize(
    ("text_", "value"), [("1,204", 1204), ("1,204,000.5", 1204000.5), ("12.", 12), ("+3", 3), ("1e3", 1000)]
)
@pytest.mark.slow
def test_what_people_write_for_a_number_is_one(home, text_, value):
    import duckdb

    cell(4, "Income_count", text_)(home / "data")
    build(home / "data", home / "evidence.duckdb")
    with duckdb.connect(str(home / "evidence.duckdb"), read_only=True) as connection:
        sql = "SELECT value FROM cell WHERE measure = 'income_deprived' AND row = 4"
        assert connection.execute(sql).fetchall() == [(value,)]


def test_a_changed_heading_is_told_by_what_the_file_comes_near(home):
    path = home / "data" / INDICATORS
    path.write_text(path.read_text().replace("Income_count", "Income number", 1))
    (error,) = check(path)["errors"]
    assert (
        "It comes near “Scottish Index of Multiple Deprivation 2020v2: indicators”, but has no column “Income_count”"
        in error["message"]
    )
    cell(2, "IMD_rank", "4000", RANKS)(home / "data")  # no edition has that rank for this area
    (error,) = check(home / "data" / RANKS)["errors"]
    assert "but not the value that proves this edition" in error["message"]
    (home / "data" / "notes.csv").write_text("a,b\n1,2\n")
    (error,) = check(home / "data" / "notes.csv")["errors"]
    assert error["message"].startswith("Nobody described this file: no row of it has the headings")


def test_json_without_end_and_a_file_nobody_may_read(home, monkeypatch):
    (home / "data" / "deep.json").write_text("[" * 100_000)
    assert check(home / "data" / "deep.json")["errors"][0]["message"].startswith("Nobody described this file")
    assert str(home / "data" / "deep.json") in build(home / "data", home / "evidence.duckdb").unknown

    def locked(path, descriptions):
        raise PermissionError(path)

    with pytest.raises(Faulty, match="may not be read: allow it, or take it away"):
        find(home / "data", {}, locked)


def test_more_counted_than_there_are_is_said_and_no_share_is_shown(home):
    cell(4, "Income_count", "999999")(home / "data")
    built = build(home / "data", home / "evidence.duckdb")
    assert any("more are counted than there are (“income_deprived”, S01009002 first)" in w for w in built.warnings)


def test_on_the_command_line_a_fault_is_one_sentence_and_exit_code_2(command, home, settings):
    settings.EVIDENCE = home / "evidence.duckdb"
    cell(4, "Income_count", "-3")(home / "data")
    path = home / "data" / INDICATORS
    for args in (("data", "check", path), ("data", "build", "--data", home / "data", "--out", home / "new.duckdb"), ("data", "add", path)):  # fmt: skip
        done = command(*args, check=False)
        assert done.returncode == 2, args
        assert "row 4, column “Income_count”: “-3” is less than 0, which cannot be" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (home / "new.duckdb").exists()


def test_one_wrong_heading_in_a_description_beside_the_file_is_named(tmp_path):
    (tmp_path / "cars.csv").write_text("Zone,No car,All homes\nS01009001,90,1500\n")
    (tmp_path / "cars.toml").write_text(
        draft(tmp_path / "cars.csv", on=date(2026, 11, 22))
        .replace('"All homes"', '"Homes"')
        .replace('"No car"', '"None"')
    )
    (told,) = check(tmp_path / "cars.csv")["errors"]
    assert "It comes near “cars”, but has no column “Homes” and “None”" in told["message"]
