"""A line through several measurements, and what it may say."""

import numpy as np
import pytest

from hereabouts.core.figures import Interval, rate, wilson
from hereabouts.core.figures.trends import heading, narrowing, slope


def figures(*values, wide=1.0):
    return [Interval(v, v - wide, v + wide, "C4") for v in values]


def test_two_points_have_no_trend():
    assert slope((0, 1), figures(5, 1)) is None
    assert heading(None) == narrowing((0, 1), figures(5, 1)) == "too few to tell"
    assert slope((0, 0, 1), figures(5, 5, 1)) is None


@pytest.mark.parametrize(
    ("values", "said"), [((1, 5, 9, 13), "rising"), ((13, 9, 5, 1), "falling"), ((5, 5.1, 4.9, 5), "no clear change")]
)
def test_a_clear_line_is_named(values, said):
    assert heading(slope(range(4), figures(*values))) == said


def test_scatter_beyond_chance_makes_a_line_less_sure():
    smooth, rough = slope(range(5), figures(1, 2, 3, 4, 5, wide=0.5)), slope(range(5), figures(1, 4, 1, 6, 3, wide=0.5))
    assert rough.hi - rough.lo > 3 * (smooth.hi - smooth.lo)
    assert heading(rough) == "no clear change"


def test_a_sure_measurement_pulls_harder():
    unsure = [*figures(0, 1, 2), *figures(30, wide=1000)]
    assert slope(range(4), unsure).value == pytest.approx(1, abs=0.01)


def test_without_ranges_all_count_alike_and_the_scatter_speaks():
    bare = [Interval(v, v, v, "C1") for v in (1, 2.1, 2.9, 4.2)]
    found = slope(range(4), bare)
    assert found.value == pytest.approx(np.polyfit(range(4), [1, 2.1, 2.9, 4.2], 1)[0])
    assert found.lo < found.value < found.hi


def test_a_level_series_is_called_rising_or_falling_no_more_often_than_it_should():
    rng = np.random.default_rng(2)
    wrong = sum(
        heading(slope(range(6), [wilson(int(c), 500) for c in counts])) != "no clear change"
        for counts in rng.binomial(500, 0.2, size=(500, 6))
    )
    assert wrong / 500 <= 0.07


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ((9, 7, 5, 3), "narrowing"),
        ((-9, -7, -5, -3), "narrowing"),
        ((3, 5, 7, 9), "widening"),
        ((-3, -5, -7, -9), "widening"),
        ((5, 5.2, 4.9, 5.1), "no clear change"),
        ((6, 2, -2, -6), "no clear change"),
    ],
)
def test_a_gap_narrows_only_by_a_trend_in_the_gap(gaps, said):
    assert narrowing(range(4), figures(*gaps)) == said


def test_everybody_better_off_is_not_a_narrowing():
    """Both fall by a tenth a year; the gap, in rates, does not clearly narrow in three years of so few events."""
    ours = [rate(n, 1000) for n in (50, 45, 41)]
    assert heading(slope(range(3), ours)) == "no clear change"
