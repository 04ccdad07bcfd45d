"""The board of a real neighbourhood: its data leg stands on the published figures of its council's neighbourhoods."""

from math import isclose

import pytest

from tests.real_data.test_scotland import LINLATHEN

pytestmark = [pytest.mark.real_data, pytest.mark.slow, pytest.mark.xdist_group("real")]


@pytest.mark.requirement("S-30")
def test_linlathen_against_the_neighbourhoods_of_dundee(command):
    command("place", "define", "Linlathen", "--areas", LINLATHEN)
    read = command.json("priorities", "triangulate", "Linlathen")
    legs = {topic["topic"]: topic for topic in read["topics"]}
    money = legs["T01"]["data"]
    (income,) = money["evidence"]["indicators"]
    assert (income["comparators"], income["reference_name"]) == (31, "Dundee City")
    assert isclose(income["value"], 1694 / 5301, abs_tol=1e-9)
    assert isclose(income["reference"], 24391 / 148710, abs_tol=1e-9)  # Σx/Σn of the council, never a mean of rates
    assert 90 < money["interval"][0] < money["score"] < money["interval"][1] < 99
    assert legs["T06"]["data"]["interval"] is None  # a standardised ratio without counts
    assert legs["T13"]["data"] is None  # nobody publishes a measure of streets and litter here
