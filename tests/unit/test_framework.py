"""The ladder of outcomes, what hangs loose, and whether a curve is turned (C22)."""

import random
from math import sqrt
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtrit

from hereabouts.core.plans.curve import CurvePoint, curve, line_ahead
from hereabouts.core.plans.framework import WIDE, Arrow, Rung, council_only, ladder, shares, unserved
from hereabouts.engines.definitions import frameworks
from hereabouts.web.shared.curve_pictures import drawn

FALLING = [40.0, 39.1, 37.8, 37.2, 36.1, 34.8, 34.2, 33.0]


def points(values):
    return [CurvePoint(2015 + n, str(2015 + n), value) for n, value in enumerate(values)]


def test_the_prediction_interval_is_the_textbook_s():
    x, y = np.arange(8.0), np.array(FALLING)
    design = np.column_stack([np.ones(8), x])
    inverse = np.linalg.inv(design.T @ design)
    beta = inverse @ design.T @ y
    scatter = sqrt(((y - design @ beta) ** 2).sum() / 6)
    at = np.array([1.0, 9.0])
    half = stdtrit(6, 0.975) * scatter * sqrt(1 + at @ inverse @ at)
    (found,) = line_ahead(list(x), FALLING, [9.0])
    assert (found.value, found.lo, found.hi) == pytest.approx((at @ beta, at @ beta - half, at @ beta + half))


def test_golden_forecast():
    """Worked by hand: 1..8 at 0..7 goes on to 9 with no range; 0,2,0,2,... has a level of 1 and a slope of 2/21."""
    (straight,) = line_ahead(list(range(8)), list(range(1, 9)), [8])
    assert (straight.value, straight.lo, straight.hi) == pytest.approx((9, 9, 9))
    (zigzag,) = line_ahead(list(range(8)), [0, 2] * 4, [8])
    assert zigzag.value == pytest.approx(1 + 2 / 21 * 4.5)


def test_seven_points_carry_no_forecast():
    assert line_ahead(list(range(7)), FALLING[:7], [9]) == ()
    assert curve(points(FALLING[:7])).verdict == "too few"


@pytest.mark.parametrize(
    ("newest", "polarity", "verdict"),
    [
        (32.1, "high_bad", "as forecast"), (28.0, "high_bad", "turned"), (36.0, "high_bad", "worse"),
        (28.0, "high_good", "worse"), (36.0, "high_good", "turned"), (28.0, "neutral", "outside"),
    ],
    ids=["inside", "lower and bad", "higher and bad", "lower and good", "higher and good", "neutral"],
)  # fmt: skip
def test_a_curve_is_turned_only_outside_its_interval(newest, polarity, verdict):
    assert curve(points([*FALLING, newest]), until="2022", polarity=polarity).verdict == verdict


def test_without_anything_since_the_line_goes_on():
    told = curve(points(FALLING))
    assert (told.verdict, len(told.forecast), told.since) == ("not yet", 4, ())
    assert told.forecast[0].time == pytest.approx(2023)


def test_nineteen_of_twenty_new_figures_lie_inside_when_nothing_changes():
    chance = random.Random(7)
    inside = 0
    for _ in range(600):
        values = [50 - 0.5 * n + chance.gauss(0, 2) for n in range(13)]
        (last,) = line_ahead(list(range(12)), values[:12], [12])
        inside += last.lo <= values[12] <= last.hi
    assert 0.92 <= inside / 600 <= 0.98


RUNGS = [
    Rung("a", "Advice near home", "short", 2),
    Rung("b", "Income up", "intermediate"),
    Rung("c", "Lower costs", "long"),
    Rung("d", "A wish", "long"),
]
ARROWS = [Arrow("a", "b", "Near is used"), Arrow("b", "c", "Kept")]


@pytest.mark.requirement("L-26")
def test_an_outcome_is_served_through_others_and_a_wish_is_named():
    assert unserved(RUNGS, ARROWS) == ["d"]
    assert unserved(RUNGS, []) == ["b", "c", "d"]


tiers = st.sampled_from(["short", "intermediate", "long"])


@given(st.lists(st.tuples(st.integers(1, 20), tiers), max_size=6))
def test_no_box_lies_on_another_and_every_word_is_drawn(sizes):
    rows = [(" ".join(["income"] * n), tier) for n, tier in sizes]
    rungs = [Rung(str(n), statement, tier) for n, (statement, tier) in enumerate(rows)]
    drawn = ladder(rungs, [Arrow(str(n), str(n + 1), "x") for n in range(len(rows) - 1)])
    for n, one in enumerate(drawn.boxes):
        assert "".join(line for _y, line in one.lines).replace(" ", "") == one.rung.statement.replace(" ", "")
        assert one.y + one.height <= drawn.height
        assert one.x + WIDE <= drawn.width
        for other in drawn.boxes[n + 1 :]:
            assert one.x != other.x or one.y + one.height <= other.y or other.y + other.height <= one.y


@pytest.mark.requirement("L-10")
def test_plans_the_council_carries_alone_are_named_and_the_share_of_others_told():
    leads = [
        ("East", "council"),
        ("East", "council"),
        ("West", "council"),
        ("West", "housing"),
        ("North", ""),
        ("West", "community group"),
    ]
    kinds, others = shares(leads)
    assert (kinds["council"], others) == (3, pytest.approx(0.4))
    assert council_only(leads) == ["East"]
    assert shares([("East", "")])[1] is None


def test_the_three_domains_ship():
    assert [one["domain"] for one in frameworks()["west-lindsey"]["outcome"]] == ["Social", "Environmental", "Safe"]


def test_the_picture_of_a_curve_draws_baseline_since_and_the_range():
    told = SimpleNamespace(curve=curve(points([*FALLING, 28.0]), until="2022", polarity="high_bad"))
    picture = drawn(told)
    assert len(picture["baseline"].split()) == 8
    assert len(picture["since"].split()) == 2  # from the last of the baseline to what came since
    assert len(picture["band"].split()) == 2  # the upper and the lower end of one forecast
    assert (picture["from"], picture["to"]) == ("2015", "2023")
    assert drawn(SimpleNamespace(curve=curve([]))) is None
