"""C7: what else may be said by rank: shares of the nation, extent, bands by people, domains, and what an average hides."""

import pytest

from hereabouts.core.evidence.summaries import (
    average_score,
    averages_hide,
    bands_by_people,
    domain_pattern,
    extent,
    national_share,
)

PLACE = {"a": 5, "b": 90, "c": 100, "d": 640}


def test_the_share_of_the_nations_worst_areas():
    assert national_share(PLACE, 1000, 10) == 3 / 100
    assert national_share(PLACE, 1000, 1) == 1 / 10


def test_extent_counts_the_worst_tenth_whole_and_fades_to_three_tenths():
    people = dict.fromkeys("abc", 100)
    assert extent({"a": 1, "b": 100, "c": 999}, people, 1000) == pytest.approx(2 / 3)
    assert extent({"a": 200}, {"a": 5}, 1000) == pytest.approx(0.5)
    assert extent({"a": 300}, {"a": 5}, 1000) == pytest.approx(0.05)
    assert extent({"a": 301}, {"a": 5}, 1000) == 0
    with pytest.raises(ValueError, match="nobody"):
        extent({"a": 1}, {"a": 0}, 1000)


def test_a_score_may_be_averaged_by_people():
    assert average_score({"a": 10, "b": 40}, {"a": 3000, "b": 1000}) == 17.5


def test_bands_by_people_hold_as_many_people():
    ranks = {f"x{n}": n for n in range(1, 21)}
    people = {area: 100 if rank > 10 else 300 for area, rank in ranks.items()}
    bands = bands_by_people(ranks, people, 4)
    assert [sum(people[a] for a in ranks if bands[a] == b) for b in (1, 2, 3, 4)] == [900, 1200, 900, 1000]
    even = bands_by_people(ranks, dict.fromkeys(ranks, 7), 10)
    assert [even[f"x{n}"] for n in (1, 2, 3, 20)] == [1, 1, 2, 10]
    with pytest.raises(ValueError, match="nobody"):
        bands_by_people({}, {})


def test_in_how_many_domains_an_area_is_among_the_worst():
    rows = [
        {"area": area, "domain": domain, "rank": rank}
        for area, domain, rank in [
            ("a", "overall", 1),
            ("a", "health", 200),
            ("a", "income", 201),
            ("b", "health", 999),
        ]
    ]
    assert domain_pattern(rows, 1000) == {"a": 1, "b": 0}


@pytest.mark.requirement("L-03")
@pytest.mark.parametrize(
    ("ranks", "said"),
    [
        (
            (5, 90, 100, 640),
            "Averages hide much here: 3 areas of 4 in the most deprived fifth, 1 in the better-off half.",
        ),
        ((250, 990), "Averages hide much here: from decile 3 to decile 10."),
        ((5, 90, 100, 300), ""),
        ((5,), ""),
    ],
)
def test_areas_far_apart_are_said(ranks, said):
    assert averages_hide({str(n): rank for n, rank in enumerate(ranks)}, 1000) == said
