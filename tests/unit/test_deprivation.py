"""C7: shares of areas and people, counted by rank."""

import pytest

from hereabouts.core.evidence.deprivation import decile, shares, vigintile, worst


@pytest.mark.parametrize(("rank", "v", "d"), [(348, 1, 1), (349, 2, 1), (697, 2, 1), (698, 3, 2)])
def test_bands_by_formula(rank, v, d):
    assert (vigintile(rank, 6976), decile(rank, 6976)) == (v, d)


@pytest.mark.parametrize(("percent", "last"), [(5, 348), (10, 697), (15, 1046), (20, 1395)])
def test_the_last_rank_of_a_cut(percent, last):
    assert worst(6976, percent) == last


@pytest.mark.requirement("L-03")
def test_local_share_of_areas_and_people():
    ranks = [{"area": a, "domain": "overall", "rank": r} for a, r in zip("abcd", (10, 5000, 1395, 1396), strict=True)]
    share = shares(ranks, 6976, {"a": 812, "b": 1204, "c": 655, "d": 940})["overall"]["20"]
    assert (share.areas, share.share_areas, share.people) == (2, 0.5, 1467)
    assert share.share_people == pytest.approx(0.4063, abs=1e-4)


def test_without_a_population_people_are_unknown_not_zero():
    share = shares([{"area": "a", "domain": "overall", "rank": 1}], 6976, None)["overall"]["10"]
    assert (share.areas, share.people, share.share_people) == (1, None, None)
