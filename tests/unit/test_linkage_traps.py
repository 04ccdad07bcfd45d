"""People whom a family, a home or a name makes look alike are never linked; people whom life made look unlike still are."""

import pytest

from hereabouts.engines import linkage
from tests.unit.test_linkage import caseloads

BASE = {"first_name": "Rowan", "surname": "Tarrant", "dob": "1992-05-14", "sex": "F", "address": "12 Kiln Row", "postcode": "LK1 2AB",
        "phone": "07700 900123", "email": "", "nhs": "", "uprn": ""}  # fmt: skip
NEVER = {
    "twins": ({"first_name": "Skye"}, {"first_name": "Jude"}),
    "twins of near names": ({"first_name": "Jayden", "sex": "M"}, {"first_name": "Jaydee", "sex": "F"}),
    "twins, one number each": ({"first_name": "Skye", "nhs": "9434765919"}, {"first_name": "Jude", "nhs": "4010232137"}),
    "father and son": ({"dob": "1962-05-14"}, {"dob": "1992-05-14"}),
    "father and son, thirty years to the day": ({"dob": "1960-01-01"}, {"dob": "1990-01-01"}),
    "father and son, short form": ({"first_name": "Robert", "dob": "1962-03-01"}, {"first_name": "Bob", "dob": "1990-07-09"}),
    "sisters": ({"first_name": "Skye", "dob": "1990-01-02"}, {"first_name": "Isla", "dob": "1993-08-09"}),
    "a couple": ({"first_name": "Amina", "sex": "F", "dob": "1990-01-02"}, {"first_name": "Callum", "sex": "M", "dob": "1991-03-04"}),
    "flats of one building": (
        {"address": "Flat 3, 12 High St", "surname": "Tarrant", "first_name": "Ann", "dob": "", "phone": ""},
        {"address": "Flat 4, 12 High St", "surname": "Okoro", "first_name": "Anne", "dob": "", "phone": ""},
    ),
    "flats, one property number": (
        {"address": "Flat 3, 12 High St", "uprn": "100012345678", "first_name": "Ailsa", "surname": "Balfour", "dob": "1980-02-02", "phone": ""},
        {"address": "Flat 9, 12 High St", "uprn": "100012345678", "first_name": "Alice", "surname": "Ballard", "dob": "1984-11-12", "phone": ""},
    ),
    "refuge": ({"address": "The Refuge, Kiln Row"}, {}),
    "refuge, both": ({"address": "The Refuge, Kiln Row"}, {"address": "The Refuge, Kiln Row"}),
    "restricted": ({"protected": "yes"}, {}),
    "restricted, one NHS number": ({"protected": "yes", "nhs": "9434765919"}, {"nhs": "9434765919"}),
    "Traveller site without numbers": (
        {"address": "Heath Lane Site", "first_name": "Mary", "surname": "Connors", "dob": "1985-04-01", "phone": ""},
        {"address": "Heath Lane Site", "first_name": "Mary", "surname": "Connors", "dob": "1971-09-30", "phone": ""},
    ),
    "one family's phone": ({"first_name": "Skye", "dob": ""}, {"first_name": "Isla", "dob": "1993-08-09"}),
    "no fixed abode": (
        {"address": "No fixed abode", "postcode": "", "phone": "", "first_name": "John", "surname": "Smith", "dob": "1970-01-02"},
        {"address": "No fixed abode", "postcode": "", "phone": "", "first_name": "John", "surname": "Smith", "dob": "1981-06-07"},
    ),
}  # fmt: skip
STILL = {
    "marriage": ({"surname": "Tarrant"}, {"surname": "Okoro"}),
    "marriage, hyphen": ({"surname": "Tarrant"}, {"surname": "Tarrant-Okoro", "phone": ""}),
    "married and moved": (
        {"surname": "Tarrant", "nhs": "9434765919"}, {"surname": "Okoro", "address": "3 Mill Lane", "postcode": "LK9 9ZZ", "nhs": "9434765919"},
    ),
    "transliteration": ({"first_name": "Muhammad", "surname": "Hussain"}, {"first_name": "Mohammed", "surname": "Hussein"}),
    "accents": ({"first_name": "Zoë", "surname": "Núñez"}, {"first_name": "Zoe", "surname": "Nunez", "phone": ""}),
    "letters that are no accents": ({"surname": "Wałęsa"}, {"surname": "Walesa", "phone": ""}),
    "a single name": ({"first_name": "Suharto", "surname": ""}, {"first_name": "", "surname": "Suharto"}),
    "first name and surname changed places": ({}, {"first_name": "Tarrant", "surname": "Rowan"}),
    "day and month changed places": ({"dob": "1992-05-04"}, {"dob": "1992-04-05", "address": "", "postcode": ""}),
    "only a year": ({}, {"dob": "1992"}),
    "only a month and a year": ({}, {"dob": "May 1992"}),
    "a short form": ({"first_name": "Elizabeth"}, {"first_name": "Beth", "phone": ""}),
    "an initial": ({}, {"first_name": "R"}),
    "a middle name": ({}, {"first_name": "Rowan Jane", "phone": ""}),
    "no fixed abode, and a phone": ({}, {"address": "nfa", "postcode": ""}),
    "a flat written otherwise": ({"address": "Flat 3, 12 High Street"}, {"address": "3/12 High Street", "phone": ""}),
}  # fmt: skip


@pytest.fixture(scope="module")
def models():
    return linkage.start(), linkage.train(caseloads()[0])


def linked(pair, model, others=()):
    """Give the links of two records, which two agencies wrote down."""
    rows = [{"id": f"{n}", "agency": f"{n}", **BASE, **said} for n, said in enumerate(pair)]
    return linkage.match([*rows, *others], model).links


@pytest.mark.parametrize("name", NEVER)
@pytest.mark.requirement("X-06")
def test_those_who_only_look_alike_are_never_linked(name, models):
    for model in models:
        assert linked(NEVER[name], model) == ()
        assert linked(NEVER[name][::-1], model) == ()


@pytest.mark.parametrize("name", STILL)
def test_those_whom_life_made_look_unlike_are_still_found(name, models):
    for model in models:
        assert len(linked(STILL[name], model)) == 1


def test_a_go_between_joins_no_two_who_are_kept_apart(models):
    """A record without a first name is like each of two twins: it stands with one of them, and never brings both together."""
    twins = [{"id": "1", "agency": "a", **BASE, "first_name": "Skye", "nhs": "9434765919"},
             {"id": "2", "agency": "b", **BASE, "first_name": "Jude", "nhs": "4010232137"},
             {"id": "3", "agency": "c", **BASE, "first_name": ""}]  # fmt: skip
    for model in models:
        groups = linkage.match(twins, model).groups
        assert groups["1"] != groups["2"]


def test_the_agency_and_the_order_make_no_difference(models):
    rows = [{**row, "agency": ""} for row in caseloads(n=60)[0]]
    other = [{**row, "agency": f"agency {n % 5}"} for n, row in enumerate(rows[::-1])]
    one, two = (linkage.match(each, models[1]) for each in (rows, other))
    assert [(k.id_a, k.id_b, k.weight, k.band) for k in one.links] == [
        (k.id_a, k.id_b, k.weight, k.band) for k in two.links
    ]
    assert one.groups == two.groups


def test_what_people_decide_stands_over_the_sums_and_can_be_taken_back(models):
    said = linkage.Decision
    rows = [{"id": str(n), "agency": str(n), **BASE} for n in (1, 2)] + [
        {"id": "3", "agency": "3", "surname": "Okoro", "first_name": "Bo"}
    ]
    run = lambda *told: linkage.match(rows, models[0], told)  # noqa: E731 - three runs that differ in one thing
    assert run().groups == {"1": "1", "2": "1", "3": "3"}
    apart = said("2", "1", "different", "A. Worker", "2026-11-02")
    assert (run(apart).links, run(apart).groups["2"]) == ((), "2")
    assert run(apart, said("1", "2", "withdrawn", "A. Worker", "2026-11-03")) == run()
    same = run(said("1", "3", "same", "A. Worker", "2026-11-02"))
    assert same.groups["3"] == "1"
    assert ("1", "3", "confirm") in {(k.id_a, k.id_b, k.band) for k in same.links}
    rows[2]["protected"] = "yes"
    assert (
        run(said("1", "3", "same", "A. Worker", "2026-11-02")) == run()
    )  # not even a person's word links a protected address
