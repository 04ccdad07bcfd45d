"""Reach from two files, with a calculation by hand; unknown is shown and never a group."""

import json

import pytest

from hereabouts.core.imports.tables import SheetRow, table
from hereabouts.core.voice.profile import NOT_SAID
from hereabouts.core.voice.reach import effective
from hereabouts.core.voice.reach_files import NotPeople, by_file, population, told

PEOPLE = [("by", "group", "population"), ("age", "16-24", 2000), ("age", "25 to 64", "5,000"), ("age", "65+", 3000)]


def sheet(*rows):
    return table([SheetRow(n, tuple(cells)) for n, cells in enumerate(rows, 1)], heading_row=1)


def heard(*answers):
    return sheet(("Age", "Note"), *((answer, "x") for answer in answers))


def test_the_golden_number_of_people_that_tell_as_much():
    assert effective([60, 110, 70], [0.38, 0.36, 0.26]) == pytest.approx(219.75, abs=0.01)
    assert effective([10, 0], [0.5, 0.5]) == 10  # who was not heard cannot be weighed up
    assert effective([0], [1.0]) is None


@pytest.mark.requirement("S-60")
def test_the_hand_calculation():
    """12 of 16 known are 25 to 64, of whom half live here: index 150; 4 of 16 are young, of whom a fifth do: 125."""
    answers = ["25 to 64"] * 9 + [30, 41.0, "50"] + ["16-24"] * 4 + ["", "Prefer not to say", "not asked"]
    found = told(by_file(heard(*answers), population(sheet(*PEOPLE)), ["age"]))
    assert list(found) == ["groups", "unknown", "dissimilarity", "n_eff"]
    old, young, middle = found["groups"]
    assert set(old) == {
        "by", "group", "heard", "share", "population_share", "index", "lo", "hi", "class", "more_for_parity",
    }  # fmt: skip
    assert (old["group"], old["heard"], old["class"], old["more_for_parity"]) == ("65+", 0, "not heard", 7)  # 4.8 / .7
    assert (young["index"], middle["index"]) == (125, 150)
    assert (middle["heard"], middle["share"], middle["population_share"], middle["more_for_parity"]) == (
        12,
        0.75,
        0.5,
        0,
    )
    assert found["unknown"]["age"] == {"people": 3, "share": 3 / 19, "not_asked": 2, "did_not_want_to_say": 1}
    assert found["dissimilarity"]["age"] == pytest.approx((0.05 + 0.25 + 0.3) / 2)
    assert all(group["group"].casefold() != "prefer not to say" for group in found["groups"])


def test_somebody_in_two_rows_is_one_person():
    twice = sheet(("participant", "age"), ("a", "16-24"), ("a", "16-24"), ("b", ""), ("b", "65+"), ("c", "refused"))
    found = by_file(twice, population(sheet(*PEOPLE)), ["age"])["age"]
    assert [group.heard for group in found.groups] == [1, 0, 1]
    assert (found.not_said, found.not_asked) == (1, 0)
    assert NOT_SAID not in {group.id for group in found.groups}


def test_an_answer_that_nobody_counts_is_told_without_a_share():
    found = told(by_file(heard("16-24", "about forty"), population(sheet(*PEOPLE)), ["age"]))
    other = found["groups"][-1]
    assert (other["group"], other["class"], other["index"], other["heard"]) == (
        "about forty",
        "no population figure",
        None,
        1,
    )


def test_one_band_written_two_ways_is_one_band():
    found = by_file(heard("16 to 24", "25-64", "65 and over"), population(sheet(*PEOPLE)), ["age"])["age"]
    assert [(group.id, group.heard) for group in found.groups] == [("16-24", 1), ("25 to 64", 1), ("65+", 1)]


def test_shares_do_as_well_as_counts():
    shares = sheet(PEOPLE[0], ("age", "16-24", 0.2), ("age", "25 to 64", 0.5), ("age", "65+", 0.3))
    people = heard("16-24", "65+", "65+")
    assert told(by_file(people, population(shares), ["age"])) == told(
        by_file(people, population(sheet(*PEOPLE)), ["age"])
    )


@pytest.mark.parametrize(
    ("people", "answers", "by", "said"),
    [
        ([PEOPLE[0], ("age", "16-24", "many")], ["16-24"], "age", "Row 2, column “population”: “many” is not a number"),
        ([PEOPLE[0], ("age", "16-24", -5)], ["16-24"], "age", "Row 2, column “population”: “-5” is not a number"),
        ([*PEOPLE, ("age", "65+", 3)], ["16-24"], "age", "Row 5, column “group”: “65+” stands in an earlier row already"),
        ([PEOPLE[0], ("age", "", 3)], ["16-24"], "age", "Row 2, column “group”: it is empty"),
        ([("by", "group", "n"), ("age", "a", 3)], ["16-24"], "age", "The file of the population has no column “population”"),
        (PEOPLE, ["16-24"], "sex", "The population file counts nobody by “sex”. It counts by age"),
        ([*PEOPLE, ("agee", "x", 3)], ["16-24"], "agee", "The file of participants has no column “agee”. Did you mean “Age”?"),
        (PEOPLE, [], "age", "The file of participants holds nobody"),
        (PEOPLE, ["young", "old", ""], "age", "No group of “age” stands in both files: one says old and young, the other 16-24, 25 to 64 and 65+"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told_by_row_and_column(people, answers, by, said):
    with pytest.raises(NotPeople) as refusal:
        by_file(heard(*answers), population(sheet(*people)), [by])
    assert said in str(refusal.value)


def test_the_command_tells_a_file_from_a_place(tmp_path):
    from typer.testing import CliRunner

    from hereabouts.cli.reach import NotTwoFiles, is_file
    from hereabouts.cli.voice import app

    assert [is_file(name, None) for name in ("Linlathen", "St. Mary’s", "who.csv")] == [False, False, True]
    who, here = tmp_path / "who.csv", tmp_path / "here.csv"
    who.write_text("age,sex\n16-24,f\n65+,\n")
    here.write_text("by,group,population\nage,16-24,50\nage,65+,50\nsex,f,5\nsex,m,5\n")
    told = ["reach", str(who), "--population", str(here), "--by", "age,sex", "--format", "json"]
    found = json.loads(CliRunner().invoke(app, told, catch_exceptions=False).stdout)
    assert {group["by"] for group in found["groups"]} == {"age", "sex"}
    assert found["unknown"]["sex"]["people"] == 1
    with pytest.raises(NotTwoFiles, match="Say who lives here: --population"):
        CliRunner().invoke(app, ["reach", str(who)], catch_exceptions=False)
