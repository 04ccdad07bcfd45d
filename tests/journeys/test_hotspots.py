"""An analyst asks where crime is gathered; everybody in the partnership reads how sure that is, on a page and as data."""

import re

import pytest
from django.urls import reverse

from hereabouts.core.places import by_where
from hereabouts.records.places import changes as places
from hereabouts.records.trust.access import founder
from tests import hotspot_world as world
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grid_file(tmp_path_factory):
    from hereabouts.engines.evidence_build import build

    folder = tmp_path_factory.mktemp("grid")
    build(world.files(folder), folder / "grid.duckdb")
    world.with_months(folder / "grid.duckdb")
    return folder / "grid.duckdb"


@pytest.fixture
def on_grid(partnership, grid_file, settings):
    settings.EVIDENCE = grid_file
    return {
        name: places.define(by=founder(), on=TODAY, name=name, rule=by_where(rule))
        for name, rule in {"Gridham": "council=Gridham", "Row": "intermediate_zone=Row 2"}.items()
    }


def page(client, place, **query):
    answer = client.get(reverse("hot-spots", args=[place.pk]), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.requirement("I-03")
def test_the_page_says_first_whether_crime_is_gathered_and_how_sure_that_is(as_role, on_grid):
    html = page(as_role("community_rep"), on_grid["Gridham"], indicator="recorded_crime")
    assert "Recorded crime is gathered in Gridham" in html
    assert re.search(r"\d of 35 areas are hot spots", html)  # the hidden one is not looked at
    assert "1 area without a figure left out: S01009100." in html
    assert "Places picked for being high fall back by themselves." in html
    assert "Under another rule of neighbours (the 6 nearest areas)" in html
    assert "lie at approximate points" in html
    assert "What this must not be used for" in html
    assert html.count("Very clearly hot") + html.count("Clearly hot") >= 4
    assert "Half of it lies in" in html
    assert "Recorded crime is what is reported and recorded" in html  # the indicator's own caveat


def test_a_small_place_is_looked_at_within_its_council(as_role, on_grid):
    html = page(as_role("locality_leader"), on_grid["Row"], indicator="recorded_crime")
    assert "so all 36 of Gridham are looked at" in html
    assert "2 of them are in Row." in html


def test_months_give_the_year_and_the_charts_and_a_missing_month_is_said(as_role, on_grid):
    html = page(as_role("analyst"), on_grid["Gridham"], indicator="antisocial_incidents", period="2019")
    assert "without 2019-07: missing, not zero" in html
    assert "The shape of the year" in html
    assert "From 2 whole years" in html
    assert "August is busiest" in html
    assert "Month by month in the busiest hot areas" in html
    assert "35 months unusual" in html


def test_the_json_is_the_answer_of_the_command_line(as_role, on_grid, command):
    client, place = as_role("analyst"), on_grid["Gridham"]
    read = client.get(reverse("hot-spots-json", args=[place.pk]), {"indicator": "recorded_crime"}).json()
    assert read == command.json("place", "hotspots", "Gridham", "--indicator", "recorded_crime")
    by_code = {area["code"]: area for area in read["areas"]}
    hot = {code for code, area in by_code.items() if area["class"].endswith(" hot")}
    around = {world.code(i + down, j + across) for i, j in world.HEAP for down in (-1, 0, 1) for across in (-1, 0, 1)}
    assert {world.code(i, j) for i, j in world.HEAP} <= hot <= around
    assert by_code[world.code(0, 0)]["class"] == "no figure"
    assert by_code[world.code(0, 0)]["count"] is None
    assert by_code[world.code(2, 2)]["eb_rate"] < by_code[world.code(2, 2)]["rate"] == 1620
    assert read["moran"]["i"] > 0.2
    assert read["moran"]["p"] <= 0.002


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"indicator": "recorded_crime", "period": "1999"}, "There is no period “1999” here."),
        ({"indicator": "antisocial_incidents", "period": "2019-07"}, "There is 2018-01 to 2020-12"),
        ({"indicator": "depression"}, "Select a valid choice"),  # a mean: it is not offered
    ],
)
def test_what_cannot_be_looked_at_is_said_on_the_page(as_role, on_grid, query, words):
    assert words in page(as_role("analyst"), on_grid["Gridham"], **query)


def test_a_place_with_too_few_areas_around_it_says_so(as_role, partnership):
    html = page(as_role("clerk"), partnership.east, indicator="income_deprived")
    assert "Hot spots need at least 10 small areas with a figure; here there are 6." in html


def test_without_an_evidence_file_the_page_says_how_to_make_one(as_role, partnership, settings, tmp_path):
    settings.EVIDENCE = tmp_path / "none.duckdb"
    assert "hereabouts data build" in page(as_role("clerk"), partnership.east)


def test_a_mean_is_refused_on_the_command_line(on_grid, command):
    done = command("place", "hotspots", "Gridham", "--indicator", "depression", check=False)
    assert (done.returncode, "is a mean, not a count" in done.stderr) == (2, True)


def test_the_other_generation_is_named_where_the_counts_are_of_another(
    as_role, on_grid, command, grid_file, settings, tmp_path
):
    import shutil

    import duckdb

    other = shutil.copy(grid_file, tmp_path / "other.duckdb")
    with duckdb.connect(str(other)) as connection:
        connection.execute("UPDATE reading SET generation = 'DZ2001' WHERE indicator = 'recorded_crime'")
    settings.EVIDENCE = other
    done = command("place", "hotspots", "Gridham", "--indicator", "recorded_crime", check=False)
    assert done.returncode == 2
    assert "is counted by areas of DZ2001, and Gridham is made of areas of DZ2011" in done.stderr
