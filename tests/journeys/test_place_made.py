"""An analyst draws a place, picks one, overrules an area; everybody reads how its numbers are made."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hereabouts.records.places import access, changes
from hereabouts.records.releases.reads import latest as released
from tests.released import approve_waiting
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db

# Eastgate - 01 whole, 0.6 of Eastgate - 02, 0.2 of Eastgate - 04 and so 0.12 of Westgate - 01: squares of 0.01 by 0.006 degrees.
LINE = {"type": "Polygon", "coordinates": [[[1.0, 55.0], [1.016, 55.0], [1.016, 55.0012], [1.016, 55.0072], [1.0, 55.0072], [1.0, 55.0]]]}  # fmt: skip


def sent(client, page, step, *args, **answers):
    given = {"name": "Harbour", "how": "best", "step": step, **answers}
    return client.post(reverse(page, args=args), {k: v for k, v in given.items() if v is not None})


def line():
    return SimpleUploadedFile("harbour.geojson", json.dumps(LINE).encode())


def known(partnership, name="Harbour"):
    return access.called(partnership.actor("analyst"), name, on=TODAY)


def page(client, place):
    return client.get(reverse("place-made", args=[place.pk])).content.decode()


def figures(client, place):
    return client.get(reverse("place-json", args=[place.pk])).json()


@pytest.fixture
def harbour(as_role, partnership):
    client = as_role("analyst")
    sent(client, "place-line", "save", file=line(), note="Drawn with residents on 3 June")
    return known(partnership)


def test_a_line_is_looked_at_first_and_kept_only_then(as_role, partnership):
    client = as_role("analyst")
    looked = sent(client, "place-line", "look", file=line())
    html = looked.content.decode()
    assert looked.status_code == 200
    assert "2 areas count." in html
    assert "60% of its land lies inside: half or more." in html
    with pytest.raises(access.UnknownPlace):
        known(partnership)
    text = looked.context["form"]["text"].value()
    answer = sent(client, "place-line", "save", text=text, called="harbour.geojson")
    assert answer.status_code == 302
    assert "What lies inside the line “harbour.geojson”." in page(client, known(partnership))


@pytest.mark.requirement("I-19")
def test_the_page_says_of_every_area_how_much_lies_inside_and_why_it_counts(as_role, harbour):
    html = page(as_role("community_rep"), harbour)
    for said in ("Eastgate - 01", "60%", "20% of its land lies inside: less than half.", "In doubt.", "Drawn with residents on 3 June",
                 "Test Analyst", "Map of the areas that the place touches", 'class="line"'):  # fmt: skip
        assert said in html
    # inside 955 + 0.6 of 925; counted 955 + 925; the place 955 + 0.6 of 925 + 0.2 of 1,035 + 0.12 of 675
    assert "84% of the people of the place are counted, and 80% of the people counted live in it." in html


def test_what_would_differ_without_the_areas_in_doubt(as_role, harbour):
    html = page(as_role("clerk"), harbour)
    table = html[html.index("If the areas in doubt were left out") :]
    assert table.index("1,880") < table.index("955")  # 955 and 925 people, and then 955


def test_an_area_is_overruled_with_a_reason_and_the_figures_follow(as_role, partnership, harbour):
    client = as_role("analyst")
    before = figures(client, harbour)
    form = {"code": "S01009004", "verdict": "in", "reason": ""}
    refused = client.post(reverse("place-overrule", args=[harbour.pk]), form)
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    client.post(reverse("place-overrule", args=[harbour.pk]), {**form, "reason": "Its school is ours"})
    html = page(as_role("practitioner"), harbour)
    assert "Test Analyst decided that it counts: Its school is ours" in html
    assert "in: S01009004" in html  # what the new definition changed
    assert figures(client, harbour)["population"] == before["population"] + 1035
    as_role("analyst").post(reverse("place-overrule", args=[harbour.pk]), {**form, "verdict": "rule"})
    again = figures(client, harbour)
    assert (again["population"], again["areas"]) == (before["population"], before["areas"])
    assert "Number 3" in page(client, harbour)


def test_shares_count_where_they_are_asked_for(as_role, partnership):
    client = as_role("analyst")
    sent(client, "place-line", "save", file=line(), how="apportion")
    read = figures(client, known(partnership))
    assert read["population"] == pytest.approx(955 + 0.6 * 925 + 0.2 * 1035 + 0.12 * 675, abs=3)
    income = next(f for f in read["indicators"] if f["id"] == "income_deprived")
    assert income["numerator"] == pytest.approx(300 + 0.6 * 430 + 0.2 * 200 + 0.12 * 90, abs=1)
    assert read["deprivation"]["areas"] == 2  # areas are counted whole where half or more lies inside
    assert "that share counts" in page(client, known(partnership))


@pytest.mark.requirement("I-19")
def test_a_neighbourhood_in_no_list_is_picked_and_the_page_says_so(as_role, partnership):
    client = as_role("analyst")
    address = reverse("place-pick")
    assert "Larkhaven" in client.get(address).content.decode()
    council = {"council": "DZ2011/S12000091"}
    html = client.get(address, council).content.decode()
    assert "Eastgate - 01" in html
    assert "Westgate" in html
    assert "Hilltop" not in html  # another council's
    answers = {"codes": ["S01009001", "S01009006"], "note": "Clune and Kelburn, as the partners know them", **council}
    sent(client, "place-pick", "save", **answers)
    made = page(as_role("community_rep"), known(partnership))
    assert "A person named 2 areas, one by one." in made
    assert "No list says that they are this place." in made
    assert "Clune and Kelburn, as the partners know them" in made


def test_a_name_in_the_publishers_list(as_role, partnership):
    client = as_role("analyst")
    answers = {"level": "intermediate_zone", "unit": "Westgate", "council": "Larkhaven"}
    assert "2 areas count." in sent(client, "place-define", "look", **answers).content.decode()
    sent(client, "place-define", "save", **answers)
    assert "Intermediate zone Westgate, council Larkhaven." in page(client, known(partnership))
    unknown = sent(client, "place-define", "look", **{**answers, "unit": "Clune Park"})
    assert unknown.status_code == 422
    assert "No intermediate zone is called “Clune Park”." in unknown.content.decode()


def test_a_name_that_is_taken_is_not_overwritten_but_a_place_is_defined_anew(as_role, partnership):
    client = as_role("analyst")
    taken = sent(client, "place-pick", "save", name="East", codes=["S01009005"], council="DZ2011/S12000091")
    assert taken.status_code == 422
    assert "A place called “East” is there already." in taken.content.decode()
    sent(
        client, "place-pick", "save", partnership.east.pk, codes=["S01009001", "S01009005"], council="DZ2011/S12000091"
    )
    html = page(client, partnership.east)
    assert "Number 2" in html
    assert "in: S01009005" in html
    assert "out: S01009002, S01009003, S01009004" in html


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Choose a file with the boundary, or paste its text."),
        ({"text": "hello"}, "This is not GeoJSON"),
        ({"text": json.dumps({"type": "Point", "coordinates": [1, 55]})}, "There is no area in it"),
        ({"text": json.dumps({**LINE, "coordinates": [[[-3, 56], [-2.9, 56], [-2.9, 56.1], [-3, 56]]]})}, "outside every area"),
        ({"text": json.dumps({**LINE, "coordinates": [[[1.001, 55.001], [1.002, 55.001], [1.002, 55.002], [1.001, 55.001]]]})},
         "No area lies far enough inside to count"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_stands_on_the_form_and_answers_are_kept(as_role, answers, said):
    answer = sent(as_role("analyst"), "place-line", "look", **answers)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert 'value="Harbour"' in html


def test_what_was_published_keeps_its_definition(as_role, partnership):
    client = as_role("locality_leader")
    client.post(reverse("publish", args=[partnership.east.pk]), {"step": "profile"})
    approve_waiting(partnership)
    before = released("profile", partnership.east.pk)
    changes.overrule(
        by=partnership.actor("analyst"),
        on=TODAY,
        place=partnership.east,
        code="S01009004",
        inside=False,
        reason="Moved",
    )
    assert figures(client, partnership.east)["areas"] == 3
    after = released("profile", partnership.east.pk)
    assert before is not None
    assert (after.number, after.content) == (before.number, before.content)
    assert after.content["areas"] != 3
