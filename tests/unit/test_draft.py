"""A draft of a description for a file that nobody described: enough to load it after a minute's correcting."""

import json
from datetime import date

import pytest

from hereabouts.core.evidence.written import within
from hereabouts.engines.evidence_build import build
from hereabouts.engines.evidence_check import check
from hereabouts.engines.evidence_draft import draft
from hereabouts.engines.raw_tables import Faulty
from tests.conftest import FIXTURES

TODAY = date(2026, 11, 22)
FILE = """Households without a car
Made up

Zone,Zone name,Kind,Households,All,Share
S01009001,Eastgate,Flats,"1,010",1500,12%
S01009001,Eastgate,Houses,90,1500,*
S01009002,Westgate,Flats,80,200,3%
S01009002,Westgate,Houses,7,200,4%
"""


def test_a_draft_loads_as_it_is(tmp_path):
    (tmp_path / "cars.csv").write_text(FILE)
    (tmp_path / "lookup.csv").write_text((FIXTURES / "data" / "lookup.csv").read_text())
    text = draft(tmp_path / "cars.csv", on=TODAY)
    assert 'generation = "DZ2011"\narea = "Zone"' in text
    assert 'id = "households"\ncolumn = "Households"\npart_in = "Kind"' in text
    assert 'id = "all"\ncolumn = "All"\nonly = { "Kind" = "Flats" }' in text  # the same in every row of a zone
    assert 'column = "Share"\nwritten = "percent"' in text
    assert 'marks = ["*"]' in text
    assert "# Not read: Zone name." in text
    (tmp_path / "cars.toml").write_text(text)
    assert build(tmp_path, tmp_path / "e" / "e.duckdb").datasets["cars"] == 4


def test_what_has_no_area_codes_gets_no_draft(tmp_path):
    (tmp_path / "x.csv").write_text("name,n\nA,1\n")
    with pytest.raises(Faulty, match=r"No column of x\.csv holds codes of areas"):
        draft(tmp_path / "x.csv", on=TODAY)


def test_the_commands(command, tmp_path):
    (tmp_path / "cars.csv").write_text(FILE)
    text = command("data", "describe", tmp_path / "cars.csv").stdout
    (tmp_path / "cars.toml").write_text(text)
    told = command.json("data", "check", tmp_path / "cars.csv")
    assert {"dataset", "rows_read", "rows_refused", "warnings", "errors"} <= set(told)
    assert (told["dataset"], told["rows_read"], told["rows_refused"], told["errors"]) == ("cars", 4, 0, [])
    assert "4 rows can be read, 0 cannot." in command("data", "check", tmp_path / "cars.csv").stdout
    (tmp_path / "cars.csv").write_text(FILE.replace(",80,", ",-80,"))
    done = command("data", "check", tmp_path / "cars.csv", "--format", "json", check=False)
    assert (done.returncode, done.stderr) == (2, "row 7, column “Households”: “-80” is less than 0, which cannot be\n")
    assert json.loads(done.stdout)["errors"][0]["row"] == 7
    done = command("data", "check", tmp_path / "none.csv", check=False)
    assert (done.returncode, done.stderr[:16]) == (2, "There is no file")


NOTED = """"Homes without a car by zone, 2019 to 2023"
Published 5 March 2024

Zone,No car [note 1],All homes
S01009001,90,1500
S01009002,80,200
Note 1: counted from the register.
Source: made up
"""


def test_a_draft_takes_the_title_the_period_and_the_notes_that_stand_under_the_codes(tmp_path):
    (tmp_path / "cars.csv").write_text(NOTED)
    (tmp_path / "lookup.csv").write_text((FIXTURES / "data" / "lookup.csv").read_text())
    text = draft(tmp_path / "cars.csv", on=TODAY)
    assert 'title = "Homes without a car by zone, 2019 to 2023"' in text
    assert 'period = "2019 to 2023"' in text
    assert "heading_notes = true" in text
    assert "footer = true" in text
    assert 'column = "No car"' in text
    assert '# denominator = "cars/all_homes/all"' in text  # the larger of the two
    (tmp_path / "cars.toml").write_text(text)
    assert build(tmp_path, tmp_path / "e" / "e.duckdb").datasets["cars"] == 2
    (tmp_path / "cars.toml").write_text(text.replace('period = "2019 to 2023"', 'period = "sometime"'))
    warnings = check(tmp_path / "cars.csv")["warnings"]
    assert "“sometime” names no year: nobody can say what time the dataset is of." in warnings


@pytest.mark.parametrize(
    ("title", "found"),
    [("Cars, 2017/18", "2017/18"), ("Census 2022 and 2011", ""), ("Table 3 of 12", ""), ("at 31 March 2023", "March 2023"),
     ("Period: 2015 - 17", "2015 - 17"), ("Homes, 2011/12 to 2013/14", "2011/12 to 2013/14")],
)  # fmt: skip
def test_the_one_period_that_a_title_names(title, found):
    assert within(title) == found
