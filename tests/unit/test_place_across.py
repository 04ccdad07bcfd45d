"""From one generation of boundaries to another: whole areas go, split ones wait to be asked, and nobody makes weights up."""

import pytest

from hereabouts.core.places.across import Changed, NotListed, NoWeights, Split, carried, told
from hereabouts.core.places.fitting import Member
from hereabouts.core.places.words import became


def members(*codes, weight=1.0):
    return [Member(code, weight, weight, best=True, basis="named") for code in codes]


def over(place, links, people=None, *, asked=False):
    return {m.code: m.weight for m in carried(place, links, people or {}, shared_out=asked, here="new", there="old")}


SPLIT = [("n1", "old"), ("n2", "old"), ("same", "same")]


def test_an_area_split_in_two_goes_whole_when_both_parts_are_there():
    assert over(members("n1", "n2", "same"), SPLIT) == {"old": 1.0, "same": 1.0}


def test_an_area_that_became_two_takes_both_with_it():
    assert over(members("old"), [("old", "n1"), ("old", "n2")]) == {"n1": 1.0, "n2": 1.0}


def test_half_of_a_split_area_is_refused_until_somebody_asks():
    with pytest.raises(Split, match="only part of old lies in this place"):
        over(members("n1", "same"), SPLIT)


def test_asked_for_it_is_shared_out_by_people_and_said_aloud():
    place = members("n1", "same")
    assert over(place, SPLIT, {"n1": 900, "n2": 1100, "same": 5}, asked=True) == {"old": 0.45, "same": 1.0}
    found = carried(place, SPLIT, {"n1": 900, "n2": 1100}, shared_out=True, here="new", there="old")
    assert "Only part counts of old (45%)" in str(told(found, "areas of 2021", "Census 2021"))
    assert "(Census 2021)" in str(told(found, "areas of 2021", "Census 2021"))


def test_without_a_population_nothing_is_shared_out():
    with pytest.raises(NoWeights, match="no population in the evidence file covers n2"):
        over(members("n1"), SPLIT, {"n1": 900}, asked=True)


def test_one_of_two_merged_areas_is_part_of_what_they_became():
    links = [("a", "both"), ("b", "both")]
    assert over(members("a"), links, {"a": 300, "b": 700}, asked=True) == {"both": 0.3}


@pytest.mark.parametrize("asked", [False, True])
def test_areas_redrawn_into_one_another_are_refused_even_when_asked(asked):
    """The list of 2001 and 2011 zones is many to many and has no weights."""
    links = [("a", "x"), ("b", "x"), ("b", "y")]
    with pytest.raises(NoWeights, match="nobody can say how many people went where"):
        over(members("b"), links, {"a": 1, "b": 1}, asked=asked)
    assert over(members("a", "b"), links, asked=asked) == {"x": 1.0, "y": 1.0}  # all that they were made of is here


def test_an_area_that_the_list_does_not_know():
    with pytest.raises(NotListed, match="does not know z"):
        over(members("n1", "n2", "z"), SPLIT)


def test_what_became_of_an_area():
    assert became(Changed("A", "E1", "B", ("E2", "E3"), "split")) == "E1 was split into E2 and E3."
