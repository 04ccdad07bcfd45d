"""C8: gap, ratio, slope, concentration, dissimilarity, each with its golden number or a sum by hand."""

import numpy as np
import pytest

from hereabouts.core.figures import difference
from hereabouts.core.figures.inequality import (
    Band,
    absolute_gap,
    band,
    concentration_index,
    dissimilarity,
    relative_gap,
    relative_index,
    slope_index,
)

FIFTHS = [Band(p, r) for p, r in zip((0.22, 0.20, 0.20, 0.19, 0.19), (9.1, 7.4, 6.0, 5.2, 4.1), strict=True)]
COUNTED = [band(c, n) for c, n in zip((420, 350, 300, 240, 200), (2000, 2000, 2000, 2000, 2000), strict=True)]


def test_the_slope_and_the_relative_index():
    assert slope_index(FIFTHS).value == pytest.approx(-6.1932, abs=1e-4)
    assert sum(b.people * b.rate for b in FIFTHS) == pytest.approx(6.449)
    assert relative_index(FIFTHS).value == pytest.approx(0.9603, abs=1e-4)


def test_without_counts_nothing_is_claimed():
    for measure in (slope_index, relative_index, concentration_index, absolute_gap, relative_gap):
        found = measure(FIFTHS)
        assert (found.lo, found.hi, found.clear) == (None, None, False)


def test_with_counts_every_measure_has_its_range_and_says_whether_it_is_clear():
    for measure in (slope_index, relative_index, concentration_index, absolute_gap, relative_gap):
        found = measure(COUNTED)
        assert found.lo < found.value < found.hi
        assert found.clear
        assert found.method == "C8"
    even = [band(c, 200) for c in (41, 40, 39, 41, 40)]
    assert not any(
        m(even).clear for m in (slope_index, relative_index, concentration_index, absolute_gap, relative_gap)
    )


def test_the_gap_is_first_minus_last_with_newcombes_interval():
    found, plain = absolute_gap(COUNTED), difference(420, 2000, 200, 2000)
    assert (found.value, found.lo, found.hi) == (plain.value, plain.lo, plain.hi)
    assert relative_gap(COUNTED).value == pytest.approx(2.1)
    rates = [band(30, 1000, kind="rate", per=1000), band(10, 1000, kind="rate", per=1000)]
    assert absolute_gap(rates).value == pytest.approx(20)
    with pytest.raises(ValueError, match="show the gap"):
        relative_gap([band(3, 100), band(0, 100)])


def test_concentration_by_hand():
    """Two halves, one with three times the rate: C = 2(½·3·¼ + ½·1·¾)/2 − 1 = −¼."""
    assert concentration_index([Band(1, 3), Band(1, 1)]).value == pytest.approx(-0.25)
    assert concentration_index([Band(1, 2), Band(3, 2)]).value == pytest.approx(0)


def test_the_interval_of_the_slope_holds_the_true_slope_as_often_as_it_says():
    rng, rates, held = np.random.default_rng(5), np.array([0.30, 0.25, 0.22, 0.18, 0.15]), {"slope": 0, "relative": 0}
    true = slope_index([Band(1, r) for r in rates]).value
    relative = relative_index([Band(1, r) for r in rates]).value
    for counts in rng.binomial(400, rates, size=(400, 5)):
        bands = [band(int(c), 400) for c in counts]
        slope, index = slope_index(bands), relative_index(bands)
        held["slope"] += slope.lo <= true <= slope.hi
        held["relative"] += index.lo <= relative <= index.hi
    assert all(0.92 <= n / 400 <= 0.98 for n in held.values()), held


def test_dissimilarity():
    assert dissimilarity((60, 110, 70), (38, 36, 26)).value == pytest.approx(0.13)
    assert dissimilarity((5, 0), (0, 9)).value == 1
    found = dissimilarity((60, 110, 70), (380, 360, 260), rng=np.random.default_rng(1))
    assert found.lo <= 0.13 <= found.hi
    assert found == dissimilarity((60, 110, 70), (380, 360, 260), rng=np.random.default_rng(1))
    with pytest.raises(ValueError, match="two groups"):
        dissimilarity((0, 0), (1, 2))


@pytest.mark.parametrize("bands", [[Band(1, 2)], [Band(1, 2), Band(0, 3)]])
def test_a_ladder_has_two_steps_with_people(bands):
    with pytest.raises(ValueError, match="two bands"):
        slope_index(bands)


def test_where_nobody_has_any_there_is_no_relative_inequality():
    for measure in (relative_index, concentration_index):
        with pytest.raises(ValueError, match="nought"):
            measure([Band(1, 0), Band(1, 0)])
