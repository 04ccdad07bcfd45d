"""A newcomer adds a dataset nobody described, by the how-to alone: a text beside the file, and no code.

The file is made up, in the layout of a census download: rows of titles, a heading with colons, two dots for what is
hidden, notes below the table. The steps are those of docs/how-to/describe-a-dataset.md, in its order.
"""

import csv
import re

import pytest

from tests.conftest import FIXTURES
from tests.environment import ROOT

HOW_TO = (ROOT / "docs" / "how-to" / "describe-a-dataset.md").read_text()
CARS = """"TS045 - Car or van availability, made up"
"Taken from the census site on 3 March 2024"
"Population :","All households"
"date       :","2022"

"2011 data zone","mnemonic","Total: All households","No cars or vans in household","1 or more"

{rows}

"In order to protect against disclosure, counts are altered by small amounts."
"""
ZONES = [row["Data_Zone"] for row in csv.DictReader((FIXTURES / "data" / "indicators.csv").read_text().splitlines())]


def cars(hidden=()):
    rows = [
        f'"Zone {n}","{zone}","{200 + n}","{".." if zone in hidden else 50 + n}","{150}"'
        for n, zone in enumerate(ZONES)
    ]
    return CARS.format(rows="\n".join(rows))


@pytest.fixture
def here(tmp_path, settings):
    settings.HOME, settings.EVIDENCE = tmp_path / "home", tmp_path / "home" / "evidence.duckdb"
    (tmp_path / "cars.csv").write_text(cars())
    return tmp_path


@pytest.mark.requirement("X-36")
def test_by_the_how_to_alone_from_a_file_to_a_profile(command, here):
    file, text = here / "cars.csv", here / "cars.toml"
    done = command("data", "check", file, check=False)
    assert (done.returncode, "`hereabouts data describe FILE` drafts a description" in done.stderr) == (2, True)

    draft = command("data", "describe", file).stdout  # 1. let the file draft its own description
    text.write_text(draft)
    assert 'period = "2022"' in draft
    assert "footer = true" in draft
    told = command.json("data", "check", file)
    assert (told["rows_read"], told["errors"]) == (len(ZONES), [])
    assert told["warnings"] == [
        "The description still says “?” for its publisher, licence, source, published and caveats: put in what you know."
    ]

    for name, words in (("publisher", "Us"), ("licence", "Ours"), ("source", "https://example.org"), ("published", "2024-03-03")):  # fmt: skip
        draft = draft.replace(f'{name} = "?"', f'{name} = "{words}"')  # 2. say what the file cannot say
    draft = draft.replace('caveats = ["?"]', 'caveats = ["Households, not people."]')
    text.write_text(draft)
    assert command.json("data", "check", file)["warnings"] == []  # 3. try it

    draft = re.sub(
        r"^# (?!A draft|Not read|To see)", "", draft, flags=re.MULTILINE
    )  # 4. say what a profile should show
    draft = draft.replace('label = "?"', 'label = "Households without a car"').replace('why = "?"', 'why = "The bus."')
    text.write_text(draft.replace('author = "?"', 'author = "Us"'))
    files = [FIXTURES / "data" / name for name in ("lookup.csv", "ranks.csv", "population.csv")]
    command("data", "add", *files)
    command("data", "add", file, text)  # 5. add both

    command("place", "define", "East", "--areas", ",".join(ZONES[:3]))
    (shown,) = [i for i in command.json("place", "profile", "East")["indicators"] if i["id"] == "cars"]
    assert (shown["label"], shown["numerator"], shown["denominator"]) == ("Households without a car", 153, 603)
    assert shown["lo"] < shown["value"] < shown["hi"]
    assert "Households without a car" in command("place", "profile", "East").stdout
    assert "cars" in {row["id"] for row in command.json("data", "list") if row["in_evidence"]}


def blocks(text):
    """Give the indented blocks of a page, without their indent."""
    found = re.findall(r"(?:^    .*\n|^\n(?=    ))+", text, flags=re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE) for block in found]


def test_the_text_that_the_how_to_prints_loads_as_it_stands(command, here):
    description, indicator = (
        next(b for b in blocks(HOW_TO) if mark in b) for mark in ('id = "cars_2022"', "[[indicator]]")
    )
    (here / "cars.toml").write_text(description + indicator)
    rows = "".join(f"{zone},Name,{50 + n},{200 + n}\n" for n, zone in enumerate(ZONES)).replace(",51,", ",*,")
    (here / "cars.csv").write_text("Zone,Zone name,No car,All households\n" + rows)
    told = command.json("data", "check", here / "cars.csv")
    assert (told["dataset"], told["rows_read"], told["errors"], told["warnings"]) == ("cars_2022", len(ZONES), [], [])
    done = command("data", "add", here / "cars.csv", here / "cars.toml")
    assert "finds nothing" not in done.stdout


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("cars_2022/households_without_car/all", "cars_2022/no_car/all"), "The indicator “no_car” finds nothing"),
        (('topic = "T15"', 'topic = "cars"'), "“cars” is no topic. A topic is T01 (Money and cost of living)"),
        (("polarity", "polarty"), "The indicator “no_car” does not say its polarity"),
        (('period = "2022"', ""), "“cars_2022” cannot be read: a dataset does not say its period"),
        (('column = "No car"\n', 'column = "No car"\nfooter = true\n'), "“footer” is no word of [[measure]]; it belongs to the dataset and stands before the first table"),
        (('column = "No car"\n', ""), "the measure “households_without_car” does not say its column"),
    ],
)  # fmt: skip
def test_slips_in_the_text_are_told_in_its_own_words(command, here, wrong, said):
    description, indicator = (
        next(b for b in blocks(HOW_TO) if mark in b) for mark in ('id = "cars_2022"', "[[indicator]]")
    )
    assert wrong[0] in description + indicator
    (here / "cars.toml").write_text((description + indicator).replace(*wrong))
    (here / "cars.csv").write_text("Zone,No car,All households\n" + "".join(f"{zone},50,200\n" for zone in ZONES))
    done = command("data", "add", here / "cars.csv", here / "cars.toml", check=False)
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_text_may_declare_indicators_and_describe_nothing(command, here):
    """One made of cells that ship: no dataset of its own, and it takes the place of ours of that name."""
    (here / "mine.toml").write_text("""
[[indicator]]
id = "income_deprived"
label = "Short of money, as we say it"
topic = "T01"
kind = "proportion"
polarity = "high_bad"
unit = "share of people"
why = "Ours."
author = "Us"
reviewed_on = 2026-11-22
next_review_on = 2027-11-22
[[indicator.formula]]
numerator = "simd_2020v2_indicators/income_deprived/all"
denominator = "simd_2020v2_indicators/people/all"
""")
    command("data", "add", *sorted((FIXTURES / "data").glob("*.*")), here / "mine.toml")
    command("place", "define", "East", "--areas", ",".join(ZONES[1:3]))
    labels = {i["id"]: i["label"] for i in command.json("place", "profile", "East")["indicators"]}
    assert labels["income_deprived"] == "Short of money, as we say it"
