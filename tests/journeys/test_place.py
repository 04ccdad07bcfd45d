"""An analyst defines a place; everybody in the partnership reads its profile, on paper and as data too."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from hereabouts.core.evidence.profile import Profile
from hereabouts.core.places import by_codes
from hereabouts.records.places import changes as places
from hereabouts.records.trust.access import founder

pytestmark = pytest.mark.django_db


def page(client, place, **query):
    return client.get(reverse("place", args=[place.pk]), query)


@pytest.mark.requirement("L-03", "L-04", "X-02", "X-03")
def test_the_profile_says_how_the_place_differs_and_how_sure_we_are(as_role, partnership):
    html = page(as_role("community_rep"), partnership.east).content.decode()
    assert "East: place profile" in html
    assert "SIMD 2020v2" in html  # the edition stands with the figures
    assert "3 of 4" in html  # ranks 1, 3 and 700 of 6,976 lie in the worst 20 %
    assert "A place of several areas has no rank of its own." in html
    assert "Not compared" in html  # a mean without counts is never compared
    assert 'role="img"' in html
    assert "Map of the areas" in html


def test_the_csv_and_the_json_say_the_same_as_the_page(as_role, partnership):
    client = as_role("analyst")
    read = client.get(reverse("place-json", args=[partnership.east.pk])).json()
    assert set(read) == set(Profile.__dataclass_fields__)
    text = client.get(reverse("place-csv", args=[partnership.east.pk])).content.decode()
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(text))}
    for figure in read["indicators"]:
        assert rows[figure["label"]]["value"] == str(figure["value"])
    income = next(f for f in read["indicators"] if f["id"] == "income_deprived")
    assert (income["numerator"], income["denominator"]) == (300 + 430 + 44 + 200, 950 + 920 + 510 + 1030)
    assert income["lo"] < income["value"] < income["hi"]


@pytest.mark.requirement("X-02")
def test_every_figure_says_its_boundaries_and_its_time(as_role, partnership):
    read = as_role("analyst").get(reverse("place-json", args=[partnership.east.pk])).json()
    for figure in read["indicators"]:
        assert figure["generation"] == "DZ2011"
        assert figure["vintage"]["ends"] == "2019-12-31"
        assert figure["vintage"]["published"]
        assert "cost of living" in figure["vintage"]["since"][-1]["words"]


def test_averages_hide_and_the_page_says_so(as_role, partnership):
    html = page(as_role("community_rep"), partnership.east).content.decode()
    assert "Averages hide much here: 3 areas of 4 in the most deprived fifth, 1 in the better-off half." in html
    assert "Averages hide" not in page(as_role("administrator"), partnership.west).content.decode()


@pytest.mark.requirement("X-03")
def test_a_small_count_is_shown_with_caution(as_role, partnership):
    hill = places.define(by=founder(), on=date(2025, 1, 1), name="Hill", rule=by_codes("S01009007"), prefix="HI")
    html = page(as_role("administrator"), hill).content.decode()
    assert "Use with caution: it rests on 9, fewer than 10." in html
    assert "Use with caution" not in page(as_role("administrator"), partnership.east).content.decode()


def test_a_hidden_figure_is_left_out_and_said_never_zero(as_role, partnership):
    read = as_role("analyst").get(reverse("place-json", args=[partnership.east.pk])).json()
    crime = next(f for f in read["indicators"] if f["id"] == "recorded_crime")
    assert (crime["numerator"], crime["denominator"], crime["areas_hidden"]) == (36 + 11 + 40, 950 + 510 + 1030, 1)
    assert crime["note"] == "1 of 4 areas are left out: the publisher hid or lacks their figures."


def test_an_index_that_does_not_reach_says_which_do(as_role, partnership):
    answer = page(as_role("clerk"), partnership.east, index="IMD 2019")
    assert answer.status_code == 422
    assert "IMD 2019 does not cover East: ask for SIMD 2020v2." in answer.content.decode()


def test_without_an_evidence_file_the_page_says_how_to_make_one(as_role, partnership, settings, tmp_path):
    settings.EVIDENCE = tmp_path / "none.duckdb"
    assert "hereabouts data build" in page(as_role("clerk"), partnership.east).content.decode()
