"""C24: has the level shifted? Runs about the median, with points on it on neither side."""

import numpy as np
import pytest

from hereabouts.core.evidence.control_charts import chart
from hereabouts.core.evidence.run_charts import crossings_usual, longest_usual, runs


@pytest.mark.parametrize(("useful", "longest", "crossings"), [(10, 6, 2), (12, 7, 3), (16, 7, 4), (24, 8, 8), (30, 8, 10)])  # fmt: skip
def test_the_limits_as_anhoej_prints_them(useful, longest, crossings):
    assert (longest_usual(useful), crossings_usual(useful)) == (longest, crossings)


def test_a_step_is_noticed_by_its_run_and_by_its_crossings():
    found = runs([5, 6, 5, 6, 5, 6, 5, 6, 15, 16, 15, 16, 15, 16, 15, 16])
    assert (found.longest, found.crossings, found.shifted) == (8, 1, True)
    assert found.said.startswith("The level has shifted: 8 in a row on one side of the middle; chance gives 7")
    slow = runs([1, 2, 1, 2, 9, 9, 9, 1, 2, 9, 9, 9, 9, 1, 1, 1, 1, 9, 9, 9, 9, 9, 1, 1])
    assert (slow.longest <= slow.longest_usual, slow.crossings) == (True, 6)
    assert slow.said.startswith("The level has shifted: it crosses its middle 6 times; chance gives 8")


def test_points_on_the_middle_are_of_no_side_and_few_points_say_nothing():
    assert runs([]) is None
    assert runs([3] * 20) is None
    assert runs([1, 9] * 4) is None
    found = runs([1, 5, 9] * 5)
    assert (found.useful, found.middle, found.shifted) == (10, 5, False)


def test_chance_alone_is_seldom_taken_for_a_shift():
    dice = np.random.default_rng(24)
    false = np.mean([runs(list(dice.random(24))).shifted for _ in range(1000)])
    assert false < 0.12


def test_a_control_chart_says_it_in_words():
    months = [str(n) for n in range(24)]
    told = chart(months, [20, 22] * 6 + [31, 33] * 6)
    assert told.shift.startswith("The level has shifted")
    assert chart(months, [20, 22] * 12).shift == ""
