"""An export of somebody else's tool goes in by its layout, and what was done to it is told before anything is loaded."""

import csv
import json

import pytest

from tests.unit import test_voice_commands
from tests.unit.test_survey_layouts import BINS, BUS, SURVEYMONKEY

pytestmark = pytest.mark.slow
ready = test_voice_commands.ready


def as_file(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return path


def load(hereabouts, file, *args):
    command = ["voice", "import", file, "--place", "East", "--as", "isla@example.org", *args]
    return hereabouts(*command, check=False, HEREABOUTS_PASSWORD=test_voice_commands.PASSWORD)


@pytest.mark.requirement("X-36")
def test_an_export_with_two_rows_of_headings_goes_in_once(ready, tmp_path):
    file = as_file(tmp_path / "survey.csv", SURVEYMONKEY)
    dry = json.loads(load(ready, file, "--dry-run", "--format", "json").stdout)
    assert (dry["layout"], dry["checked_on"], dry["a_row_is"], dry["new"]) == (
        "surveymonkey",
        "documentation",
        "one answer",
        4,
    )
    assert "IP Address" in dry["taken_out"]
    assert dry["columns"]["words"] == "Answer"
    assert ready.json("voice", "reach", "East")["people"] == 0
    said = load(ready, file).stdout
    assert "Recognised as SurveyMonkey, all responses (taken from documentation, not from a real file)." in said
    assert "4 are new" in said
    assert json.loads(load(ready, file, "--format", "json").stdout)["unchanged"] == 4
    reach = ready.json("voice", "reach", "East")
    assert reach["people"] == 2  # four answers of two people
    age = next(q for q in reach["questions"] if q["id"] == "age")
    assert (age["known"], age["not_said"]) == (1, 1)


def test_one_column_may_be_chosen_and_the_layout_left_aside(ready, tmp_path):
    file = as_file(tmp_path / "survey.csv", SURVEYMONKEY)
    (fault,) = json.loads(load(ready, file, "--map", "Anything else?=words", "--dry-run", "--format", "json").stdout)
    assert (fault["row"], fault["column"]) == (
        4,
        "Anything else?",
    )  # nothing was said there: told, and nothing is loaded
    told = load(ready, file, "--map", "What would you change here?=words", "--dry-run", "--format", "json")
    assert json.loads(told.stdout)["a_row_is"] == "one row of the sheet"
    assert json.loads(told.stdout)["new"] == 2
    wrong = load(ready, file, "--layout", "decidim_survey")
    assert (wrong.returncode, "are not those of “decidim_survey”" in wrong.stderr) == (2, True)
    unknown = load(ready, file, "--layout", "paper")
    assert "There is no layout “paper”. There is citizen_space" in unknown.stderr


def test_the_layouts_and_what_stands_behind_them_are_listed(hereabouts):
    rows = hereabouts.json("voice", "layouts")
    assert {"layout", "what", "checked_on", "source"} == set(rows[0])
    assert {row["checked_on"] for row in rows} == {"real file", "documentation", "unconfirmed"}
    told = hereabouts("data", "list").stdout
    assert "Taken from documentation, not from a real file: " in told
    assert BINS not in told
    assert BUS not in told
