"""The laws of charts, of smoothing, of hot spots and of pooled years: C2, C7, C9, C10, C11 and C24."""

from itertools import pairwise

import hypothesis
import numpy as np
import pytest
from hypothesis import assume
from hypothesis import strategies as st

from hereabouts.core.evidence.adjacent import paired
from hereabouts.core.evidence.concentration import accuracy_index, concentration
from hereabouts.core.evidence.control_charts import breaks, chart, moving_limit, p_limits, u_limits, xmr
from hereabouts.core.evidence.deprivation import otherwise_published
from hereabouts.core.evidence.gathering import false_discoveries, getis, moran
from hereabouts.core.evidence.run_charts import runs
from hereabouts.core.evidence.smoothing import shrunk
from hereabouts.core.figures.reliability import relative_error, reliability


def given(*strategies):
    """Fifty tries of each law."""
    return lambda law: hypothesis.settings(max_examples=50, deadline=None)(hypothesis.given(*strategies)(law))


series = st.lists(st.integers(0, 300), min_size=12, max_size=48)
unit = st.floats(0.1, 50)


@given(series, unit, st.floats(-100, 100))
def test_a_chart_of_values_knows_no_unit_and_no_level(values, times, more):
    mean, moving, lo, hi = xmr(values)
    there = xmr([times * v + more for v in values])
    assert there == pytest.approx((times * mean + more, times * moving, times * lo + more, times * hi + more), abs=1e-6)
    assert lo <= mean <= hi
    assert moving_limit(values) == pytest.approx(3.268 * moving)


@given(series)
def test_a_chart_read_backwards_has_the_same_limits_and_says_the_same_of_shifts(values):
    assert xmr(values[::-1]) == pytest.approx(xmr(values))
    here, there = runs(values), runs(values[::-1])
    assert (here is None) == (there is None)
    assert here is None or (here.longest, here.crossings) == (there.longest, there.crossings)


@given(series)
def test_a_shift_upside_down_is_a_shift(values):
    here, there = runs(values), runs([-v for v in values])
    assert (here and (here.longest, here.crossings)) == (there and (there.longest, there.crossings))
    if here:
        assert here.useful - 1 >= here.crossings
        assert here.longest + here.crossings <= here.useful


@given(series)
def test_what_lies_outside_its_limits_is_always_told_and_nothing_inside_is(values):
    told = chart([str(n) for n in range(len(values))], values)
    for point in told.points:
        assert ("outside the limits" in point.breaks) == (not point.lo <= point.value <= point.hi)


@given(st.integers(0, 300))
def test_what_never_moves_breaks_no_rule(value):
    values = [float(value)] * 20
    _, _, lo, hi = xmr(values)
    assert breaks(values, float(value), [(lo, hi)] * 20) == [()] * 20


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(200, 400)), min_size=2, max_size=20))
def test_larger_groups_have_nearer_limits(groups):
    counts, of = zip(*groups, strict=True)
    assume(sum(counts))
    for middle, limits in (p_limits(counts, of), u_limits(counts, of)):
        assert all(0 <= lo <= middle <= hi for lo, hi in limits)
        widths = [hi - lo for _, (lo, hi) in sorted(zip(of, limits, strict=True))]
        assert all(a >= b - 1e-12 for a, b in pairwise(widths))


@given(st.floats(0, 100), st.floats(0.01, 100), st.floats(0, 100), st.floats(0.1, 1e5))
def test_a_rate_is_pulled_towards_the_mean_and_less_the_more_stand_behind_it(rate, mean, spread, people):
    few, many = shrunk(rate, mean, spread, people), shrunk(rate, mean, spread, 2 * people)
    assert min(rate, mean) - 1e-9 <= few <= max(rate, mean) + 1e-9
    assert abs(many - rate) <= abs(few - rate) + 1e-9
    assert shrunk(rate, mean, 0.0, people) == pytest.approx(mean)


@given(st.integers(1, 10_000))
def test_more_events_are_never_less_reliable(count):
    assert relative_error(count + 1) < relative_error(count)
    assert reliability(count + 1).good >= reliability(count).good


@given(st.lists(st.integers(0, 60), min_size=2, max_size=40), st.randoms())
def test_the_curve_of_concentration_rises_and_knows_no_order(counts, random):
    assume(sum(counts))
    found = concentration(np.array(counts, dtype=float))
    shares = [found.share_of[k] for k in ("5", "10", "20", "25", "50")]
    assert shares == sorted(shares)
    assert all(y >= x - 1e-9 for x, y in found.curve)
    random.shuffle(counts)
    assert concentration(np.array(counts, dtype=float)) == found


@given(st.integers(1, 500), st.integers(500, 900), unit, unit)
def test_as_many_events_as_ground_is_an_accuracy_of_one(hit, of, hot, more):
    whole = hot + more
    assert accuracy_index(hit, of, hot, whole) == pytest.approx((hit / of) * (whole / hot))
    assert accuracy_index(of, of, whole, whole) == 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.randoms())
def test_false_discoveries_are_never_less_than_p_and_keep_its_order(found, random):
    p = np.array(found)
    q = false_discoveries(p)
    assert (q >= p - 1e-12).all()
    assert (q <= 1).all()
    order = np.argsort(p)
    assert (np.diff(q[order]) >= -1e-12).all()


def ring(n):
    owners = np.repeat(np.arange(n), 2)
    return paired([str(i) for i in range(n)], owners, np.stack([(np.arange(n) - 1) % n, (np.arange(n) + 1) % n], 1).ravel(), "ring")  # fmt: skip


@given(st.integers(0, 9999), unit, st.floats(-20, 20), st.integers(6, 30))
def test_gathering_knows_no_unit_and_no_starting_point(seed, times, more, n):
    y, near = np.random.default_rng(seed).random(n), ring(n)
    dice = np.random.default_rng(1)
    here = moran(y, near, dice, 0)
    assert moran(times * y + more, near, dice, 0).i == pytest.approx(here.i, abs=1e-7)
    assert moran(-y, near, dice, 0).i == pytest.approx(here.i, abs=1e-9)
    turned = np.roll(y, 3)
    assert moran(turned, near, dice, 0).i == pytest.approx(here.i, abs=1e-9)
    assert getis(turned, near, dice, 0).z == pytest.approx(np.roll(getis(y, near, dice, 0).z, 3), abs=1e-9)
    assert getis(-y, near, dice, 0).z == pytest.approx(-getis(y, near, dice, 0).z, abs=1e-9)


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=30))
def test_where_the_publisher_cuts_as_the_formula_does_there_is_nothing_to_note(ranks):
    rows = [{"area": str(n), "domain": "overall", "rank": r} for n, r in enumerate(ranks)]
    assert otherwise_published(rows, [{"area": r["area"], "decile": -(-r["rank"] // 100)} for r in rows], 1000) == ""
