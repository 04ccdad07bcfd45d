"""Two places held against each other, and a council cut into fifths."""

import pytest

from hereabouts.core.evidence.comparing import NotIndependent, held_against, places
from hereabouts.core.evidence.ladders import LADDER, NoLadder, ladders
from hereabouts.core.figures import difference
from hereabouts.core.figures.inequality import absolute_gap, band, slope_index
from hereabouts.engines.duck import Duck
from tests.unit.test_findings import document


def test_two_places_are_apart_by_newcombe_or_by_their_ratio():
    found = held_against(document(), (56, 70), (48, 80))
    assert (found.size.value, found.size.lo, found.size.hi) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)
    assert (found.words, found.is_ratio) == ("worse", False)
    rates = held_against(document(kind="rate", per=1000, polarity="high_good"), (42, 11_890), (310, 148_000))
    assert (rates.size.value, rates.words, rates.is_ratio) == (pytest.approx(1.6864, abs=1e-4), "better", True)


@pytest.mark.requirement("X-03")
@pytest.mark.parametrize(
    ("more", "ours"),
    [({}, (9, 70)), ({"kind": "mean"}, (900, 70)), ({"kind": "rate", "method": "indirectly standardised"}, (90, 70))],
)
def test_what_cannot_be_tested_is_not_compared(more, ours):
    found = held_against(document(**more), ours, (500, 800))
    assert (found.size, found.words) == (None, "not compared")


def test_overlapping_intervals_are_not_a_test():
    """69 of 100 and 55 of 100: the two intervals touch, and yet the difference is clear."""
    found = held_against(document(), (69, 100), (55, 100))
    assert difference(69, 100, 55, 100).lo > 0
    assert found.words == "worse"


def test_places_that_share_areas_are_not_two_places():
    apart = places(document(), (56, 70), (48, 80), areas=["a", "b"], others=["c"])
    assert apart.words == "worse"
    with pytest.raises(NotIndependent, match="share 1 area, so the same people are in both"):
        places(document(), (56, 70), (48, 80), areas=["a", "b"], others=["b", "c"])


def rungs(n=20, *, hidden=(), **more):
    """A council of so many areas of a hundred people; the deprived have more, evenly down the ranks; one area elsewhere."""
    codes = [f"A{i:02}" for i in range(n)]
    engine = Duck()
    engine.register("part_of", [
        {"generation": "G", "code": a, "level": "council", "parent_code": k, "parent_name": "City", "edition": "1", "best": True}
        for a, k in [*((a, "K") for a in codes), ("Z", "OTHER")]
    ])  # fmt: skip
    cells = [
        {
            "dataset": d,
            "measure": m,
            "part": part,
            "area": a,
            "period": "1",
            "value": float(rank),
            "mark": None,
            "row": 1,
        }
        for d, m, part in [("index", "rank", "overall"), ("index", "rank", "health"), ("old", "rank", "overall")]
        for rank, a in enumerate([*codes, "Z"] if part == "overall" and d == "index" else codes[::-1], 1)
    ]
    engine.register("cell", cells)
    engine.register("reading", [
        {"indicator": "poor", "generation": "G", "area": a, "period": period, "numerator": float(count), "denominator": 100.0,
         "hidden": a in hidden, "source": "Index"}
        for rank, a in enumerate(codes) for period, count in (("2020", 60 - 2 * rank), ("2016", 1))
    ])  # fmt: skip
    engine.register("chosen", [{"generation": "G", "area": "A00"}])
    engine.register("asked", [{"dataset": "index"}])
    return ladders(engine.run(LADDER), {"poor": document(**more)})


def test_a_council_from_its_most_deprived_fifth_to_its_least():
    (found,) = rungs()
    by_hand = [band(c, 400) for c in (228, 196, 164, 132, 100)]
    assert list(found.fifths) == by_hand
    assert found.gap == absolute_gap(by_hand)
    assert found.slope == slope_index(by_hand)
    assert found.gap.clear
    assert found.relative.value > 0
    assert found.concentration.value < 0
    assert (found.council, found.period, found.left_out) == ("City", "2020", 0)


def test_hidden_areas_are_left_out_and_said():
    (found,) = rungs(hidden=("A01", "A07"))
    assert found.left_out == 2
    assert sum(b.people for b in found.fifths) == 1800


def test_a_mean_has_a_ladder_without_ranges():
    (found,) = rungs(kind="mean")
    assert (found.gap.value, found.gap.lo, found.gap.clear) == (pytest.approx(0.32), None, False)


def test_a_small_council_has_no_fifths():
    with pytest.raises(NoLadder, match="9 areas with a rank and figures"):
        rungs(9)


def test_too_few_events_in_all_make_no_ladder():
    assert rungs(smallest=10_000) == []
