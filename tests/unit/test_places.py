"""Rules that make places: names, namesakes, codes, and how well areas fit."""

import pytest

from hereabouts.core import places
from hereabouts.core.places import Ambiguous, NoSuchPlace, NotARule


def row(part, level, parent, code, council="Larkhaven", generation="G", share=1.0, best=True, parent_code=None):
    return {"part": part, "level": level, "parent_name": parent, "parent_code": parent_code or parent + council, "code": code,
            "council": council, "generation": generation, "share": share, "best": best}  # fmt: skip


def test_reading_a_rule():
    rule = places.by_where(" ward=Town ;district=Doncaster; ")
    assert rule.parts == (("ward", "Town"), ("district", "Doncaster"))
    assert str(rule) == "ward=Town; district=Doncaster"
    assert places.by_codes("s1, S2,,S1").codes == ("S1", "S2")


@pytest.mark.parametrize("text", ["Town", "ward=", "street=High", "", ";"])
def test_a_rule_that_cannot_be_read_says_how(text):
    with pytest.raises(NotARule, match="level=name"):
        places.by_where(text)


def test_a_name_in_two_councils_is_refused_with_the_candidates():
    rule = places.by_where("ward=Town")
    rows = [row(0, "ward", "Town", "a", "Doncaster"), row(0, "ward", "Town", "b", "Calderdale")]
    with pytest.raises(Ambiguous, match="2 wards: Town in Calderdale or Town in Doncaster"):
        places.chosen(rule, rows)


def test_the_district_settles_it():
    rule = places.by_where("ward=Town;district=Doncaster")
    rows = [
        row(0, "ward", "Town", "a", "Doncaster"), row(0, "ward", "Town", "b", "Calderdale"),
        row(1, "district", "Doncaster", "a", "Doncaster"), row(1, "district", "Doncaster", "c", "Doncaster"),
    ]  # fmt: skip
    assert places.chosen(rule, rows) == {"G": ("a",)}


def test_the_same_level_again_widens_and_a_star_ends_a_name():
    two = places.by_where("ward=North;ward=South")
    assert places.chosen(two, [row(0, "ward", "North", "a"), row(1, "ward", "South", "b")]) == {"G": ("a", "b")}
    star = places.by_where("intermediate_zone=Port*")
    rows = [row(0, "intermediate_zone", "Port East", "a"), row(0, "intermediate_zone", "Port West", "b")]
    assert places.chosen(star, rows) == {"G": ("a", "b")}


def test_each_generation_has_its_own_areas():
    rule = places.by_where("district=Knowsley")
    rows = [
        row(0, "district", "Knowsley", "old", generation="LSOA2011"),
        row(0, "district", "Knowsley", "new", generation="LSOA2021"),
    ]
    assert places.chosen(rule, rows) == {"LSOA2011": ("old",), "LSOA2021": ("new",)}


def test_a_name_nobody_knows_and_parts_that_do_not_meet():
    with pytest.raises(NoSuchPlace, match="No ward is called “Nowhere”"):
        places.chosen(places.by_where("ward=Nowhere"), [])
    rows = [row(0, "ward", "Town", "a"), row(1, "district", "Elsewhere", "z")]
    with pytest.raises(NoSuchPlace, match="at once"):
        places.chosen(places.by_where("ward=Town;district=Elsewhere"), rows)


def test_cover_and_purity_by_people():
    rows = [
        row(0, "ward", "East", "a"),
        row(0, "ward", "East", "b", share=0.6),
        row(0, "ward", "East", "c", share=0.2, best=False),
    ]
    fit = places.fit(rows, {"a": 1000, "b": 500, "c": 1000})
    assert (fit.cover, fit.purity) == (pytest.approx(1300 / 1500), pytest.approx(1300 / 1500))
    assert fit.warns


def test_every_generation_of_boundaries_says_whose_working_days_hold_there():
    from hereabouts.engines.definitions import calendar, generations

    holidays = {name: calendar(one["calendar"]).name for name, one in generations().items()}
    assert {holidays[name] for name in ("DZ2011", "LKN2021")} == {
        calendar("SCT").name
    }  # made-up Larkhaven keeps Scotland's
    assert holidays["LSOA2021"] == calendar("ENG").name
