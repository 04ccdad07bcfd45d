"""Portraits of communities: segments and counts of case systems by small area; never a person, and it is said what was counted."""

import csv

import duckdb
import pytest

from hereabouts.core.evidence.personal import personal
from tests.conftest import FIXTURES

ZONES = [row["Data_Zone"] for row in csv.DictReader((FIXTURES / "data" / "indicators.csv").read_text().splitlines())]
SEGMENTS = """
id = "segments"
title = "Mosaic groups of households"
publisher = "Made-up Marketing"
licence = "Ours for this partnership"
source = "https://example.org"
published = "2026-01-01"
period = "2025"
generation = "DZ2011"
area = "Zone"
system = "the Mosaic classification of households (marketing), not the case system of that name"
[[measure]]
id = "households"
[measure.columns]
"All" = "all"
"Municipal challenge" = "group municipal challenge"
[[indicator]]
id = "municipal_challenge"
label = "Households of the group “Municipal challenge”"
topic = "T01"
kind = "proportion"
polarity = "neutral"
unit = "share of households"
why = "A portrait helps to choose how to reach people; it is nobody's need."
author = "Us"
reviewed_on = 2026-11-22
next_review_on = 2027-11-22
[[indicator.formula]]
numerator = "segments/households/group municipal challenge"
denominator = "segments/households/all"
"""
CASES = """
id = "open_cases"
title = "Families open to early help, by zone"
publisher = "Larkhaven Council"
licence = "Within the partnership"
source = "https://example.org"
published = "2026-10-01"
period = "2026"
generation = "DZ2011"
area = "Zone"
system = "the early help case system"
hide_below = 5
marks = ["*"]
[[measure]]
id = "families"
column = "Open"
"""


@pytest.fixture
def here(command, tmp_path, settings):
    settings.HOME, settings.EVIDENCE = tmp_path / "home", tmp_path / "home" / "evidence.duckdb"
    command(
        "data",
        "add",
        *(FIXTURES / "data" / name for name in ("lookup.csv", "ranks.csv", "indicators.csv", "population.csv")),
    )
    return tmp_path


def put(here, name, text, rows):
    (here / f"{name}.toml").write_text(text)
    (here / f"{name}.csv").write_text(rows)
    return here / f"{name}.csv", here / f"{name}.toml"


SEGMENT_ROWS = "Zone,All,Municipal challenge\n" + "".join(f"{zone},200,{40 + n}\n" for n, zone in enumerate(ZONES))


@pytest.mark.requirement("D-87")
def test_segments_stand_in_the_profile_beside_other_agencies_numbers_and_say_which_mosaic_is_meant(command, here):
    command("data", "add", *put(here, "segments", SEGMENTS, SEGMENT_ROWS))
    command("place", "define", "Eastgate", "--where", "intermediate_zone=Eastgate")
    read = command.json("place", "profile", "Eastgate")
    told = {i["id"]: i for i in read["indicators"]}
    assert (told["municipal_challenge"]["numerator"], told["municipal_challenge"]["denominator"]) == (170, 800)
    assert told["income_deprived"]["numerator"] == 974
    assert len({i["source"] for i in told.values()}) > 1  # several agencies' sets in one analysis of one place
    with duckdb.connect(str(here / "home" / "evidence.duckdb"), read_only=True) as connection:
        ((caveats,),) = connection.execute("SELECT caveats FROM dataset WHERE id = 'segments'").fetchall()
    assert "Counted from the Mosaic classification of households (marketing)" in caveats


@pytest.mark.requirement("D-87")
def test_mosaic_is_two_things_and_somebody_must_say_which(command, here):
    left_open = "\n".join(line for line in SEGMENTS.splitlines() if not line.startswith("system"))
    done = command("data", "add", *put(here, "segments", left_open, SEGMENT_ROWS), check=False)
    assert done.returncode == 2
    assert "“Mosaic” is the name of a classification of households and of a case system: say which" in done.stderr


@pytest.mark.requirement("D-87")
def test_counts_of_a_few_are_hidden_as_they_are_read_and_nought_is_nought(command, here):
    rows = "Zone,Open\n" + "".join(f"{zone},{n}\n" for n, zone in enumerate(ZONES))
    command("data", "add", *put(here, "cases", CASES, rows))
    with duckdb.connect(str(here / "home" / "evidence.duckdb"), read_only=True) as connection:
        told = connection.execute("SELECT value, mark FROM cell WHERE dataset = 'open_cases' ORDER BY row").fetchall()
    assert told == [(0, ""), *[(None, "<5")] * 4, *[(float(n), "") for n in range(5, len(ZONES))]]


@pytest.mark.requirement("D-87")
def test_one_row_for_each_person_is_refused_at_every_door(command, here):
    people = "Zone,Date of Birth,Surname,Open\n" + "".join(
        f"{zone},1990-01-01,Person{n},1\n" for n, zone in enumerate(ZONES)
    )
    file, text = put(here, "cases", CASES, people)
    before = (here / "home" / "evidence.duckdb").read_bytes()
    for door in (("data", "describe", file), ("data", "check", file), ("data", "add", file, text)):
        done = command(*door, check=False)
        assert done.returncode == 2, door
        assert "column “Date of Birth”: this column is about one person" in done.stderr
        assert "Person1" not in done.stderr + done.stdout
    assert (here / "home" / "evidence.duckdb").read_bytes() == before


def test_headings_of_tables_about_persons_are_known_however_they_are_written():
    assert personal(["NHS_Number", "DOB", "zone", " Client  Name "]) == ["NHS_Number", "DOB", " Client  Name "]
    assert personal(["Name", "Name of area", "All people", "Households", "Open cases"]) == []
