"""An analyst defines a place; everybody in the partnership reads its profile, on paper and as data too."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from hereabouts.core.evidence.credits import credit_lines
from hereabouts.core.evidence.profile import Profile
from hereabouts.core.places import by_codes
from hereabouts.records.account import changes as account
from hereabouts.records.places import changes as places
from hereabouts.records.plans import changes as plans
from hereabouts.records.trust.access import founder
from hereabouts.web.public.export import write_site
from tests.released import approve_waiting
from tests.worlds import TODAY

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


OGL = "Contains public sector information licensed under the Open Government Licence v3.0."


def test_the_licence_stands_wherever_the_numbers_do(as_role, partnership, command, client, tmp_path, no_pdf):
    """On the page, in its data, in the terminal, and in what is published: page, data and static site."""
    east = partnership.east
    reader = as_role("analyst")
    assert OGL in page(reader, east).content.decode()
    (line,) = reader.get(reverse("place-json", args=[east.pk])).json()["credits"]
    assert line.startswith(OGL)
    assert "National Records of Scotland and Scottish Government" in line
    rows = list(csv.DictReader(io.StringIO(reader.get(reverse("place-csv", args=[east.pk])).content.decode())))
    assert {row["licence"] for row in rows} == {line}
    assert line in " ".join(command("place", "profile", "East").stdout.split())
    leader = partnership.actor("locality_leader")
    account.propose_profile(by=leader, on=TODAY, place=east)
    [notice] = approve_waiting(partnership)
    client.logout()
    assert OGL in client.get(reverse("public-profile", args=[east.pk])).content.decode()
    assert OGL in client.get(reverse("released-csv", args=[notice.pk])).content.decode()
    public = client.get(reverse("public-profile", args=[east.pk])).content.decode()
    assert "3 of its 4 small areas are among the most deprived 20% of the nation (SIMD 2020v2)." in public
    assert client.get(reverse("released-json", args=[notice.pk])).json()["credits"] == [line]
    plan = plans.draft_plan(by=partnership.actor("communities_officer"), on=TODAY, place=east, title="East, together")
    account.propose_plan(by=leader, on=TODAY, place=east, plan=plan)
    approve_waiting(partnership)
    write_site(east.pk, tmp_path / "site")
    assert OGL in (tmp_path / "site" / "profile.html").read_text()
    plan_page = (tmp_path / "site" / "index.html").read_text()
    assert "<h1>Our plan, and how it is going</h1>" in plan_page  # nobody was heard: no "what you said"
    assert "What you said" not in plan_page
    assert OGL in (tmp_path / "site" / "profile.csv").read_text()


def test_only_the_licences_of_what_is_shown_are_named():
    rows = [{"title": "A", "licence": "Open Government Licence v3.0", "publisher": "NRS"},
            {"title": "B", "licence": "Made up: nobody's.", "publisher": "Us"}, {"title": "C", "licence": "X", "publisher": "Y"}]  # fmt: skip
    assert credit_lines(rows, ["A (2021)", "B"]) == (
        "Licence: Made up: nobody's. Published by Us.", f"{OGL} Published by NRS.",
    )  # fmt: skip
    assert credit_lines(rows, []) == ()


def test_the_terminal_says_units_and_what_it_is_compared_with(partnership, command):
    rows = {
        r["indicator"]: r
        for r in csv.DictReader(io.StringIO(command("place", "profile", "East", "--format", "csv").stdout))
    }
    income = next(row for name, row in rows.items() if "ncome" in name)
    assert income["unit"]
    assert income["compared with"]
    assert income["there"].endswith("%")
    assert income["in words"] in {"worse", "better", "similar"}


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
