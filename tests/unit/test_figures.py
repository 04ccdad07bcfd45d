"""The golden numbers of C1, C3, C4, C6, C11 and C28."""

import numpy as np
import pytest

from hereabouts.core.figures import (
    Interval,
    against,
    apart,
    count_limits,
    difference,
    gap,
    picked,
    rate,
    ratio,
    scan,
    share_ratio,
    totals,
    wilson,
)
from hereabouts.core.figures.comparison import in_words
from hereabouts.core.figures.reliability import relative_error, reliability

near = lambda *values: pytest.approx(values, abs=1e-4)  # noqa: E731


@pytest.mark.requirement("X-03")
@pytest.mark.parametrize(
    ("count", "of", "lo", "hi"),
    [(69, 100, 0.5937, 0.7722), (345, 500, 0.6481, 0.7290), (0, 12, 0, 0.2425), (12, 12, 0.7575, 1)],
)
def test_wilson(count, of, lo, hi):
    figure = wilson(count, of)
    assert (figure.value, figure.lo, figure.hi) == near(count / of, lo, hi)


@pytest.mark.parametrize(
    ("count", "lo", "hi"),
    [(10, 4.7874, 18.3915), (42, 30.2667, 56.7732), (0, 0, 3.6889), (3, 0.6187, 8.7673), (9, 4.1154, 17.0848)],
)
def test_limits_of_a_count(count, lo, hi):
    assert count_limits(count) == near(lo, hi)


def test_rate_per_thousand():
    figure = rate(42, 11_890)
    assert (figure.value, figure.lo, figure.hi) == near(3.5324, 2.5456, 4.7749)


def test_difference_of_two_proportions():
    figure = difference(56, 70, 48, 80)
    assert (figure.value, figure.lo, figure.hi) == near(0.2, 0.0524, 0.3339)


@pytest.mark.parametrize(
    ("lo", "hi", "enough", "said"),
    [
        (5, 6, True, "higher"),
        (1, 2, True, "lower"),
        (3, 5, True, "similar"),
        (4, 5, True, "similar"),
        (5, 6, False, "not compared"),
    ],
)
def test_against_a_benchmark(lo, hi, enough, said):
    assert against(Interval(5, lo, hi, "C3"), 4, enough=enough) == said


@pytest.mark.parametrize(("count", "of"), [(1, 0), (5, 4), (-1, 4)])
def test_a_count_must_fit_its_denominator(count, of):
    with pytest.raises(ValueError, match="is not a proportion"):
        wilson(count, of)


def test_a_ratio_of_two_rates():
    figure = ratio(42, 11_890, 310, 148_000)
    assert (figure.value, figure.lo, figure.hi) == near(1.6864, 1.2218, 2.3277)
    assert figure.method == "C6"


@pytest.mark.parametrize(("a", "b"), [(0, 5), (5, 0)])
def test_nothing_is_divided_by_a_count_of_none(a, b):
    for of in (ratio, share_ratio):
        with pytest.raises(ValueError, match="is not a ratio"):
            of(a, 100, b, 100)


def test_a_ratio_of_shares_is_surer_than_one_of_rates():
    shares, rates = share_ratio(70, 100, 50, 100), ratio(70, 100, 50, 100)
    assert shares.value == rates.value == pytest.approx(1.4)
    assert rates.lo < shares.lo < shares.hi < rates.hi


@pytest.mark.parametrize(
    ("ours_is", "polarity", "said"),
    [
        ("higher", "high_bad", "worse"),
        ("lower", "high_bad", "better"),
        ("higher", "high_good", "better"),
        ("lower", "high_good", "worse"),
        ("higher", "neutral", "higher"),
        ("similar", "high_bad", "similar"),
        ("not compared", "high_good", "not compared"),
    ],
)
def test_three_classes_in_words(ours_is, polarity, said):
    assert in_words(ours_is, polarity) == said


def test_many_comparisons_say_how_many_would_differ_by_chance():
    few = scan(["higher", "similar", "not compared", *["similar"] * 18])
    assert (few.compared, few.different, few.expected) == (20, 1, 1.0)
    assert "could all be chance" in few.said
    many = scan([*["lower"] * 9, *["similar"] * 11])
    assert many.p < 1e-6
    assert many.said == "9 of 20 comparisons are clearly different; chance alone would give about 1.0."
    assert scan(["not compared"]).said == "Nothing here could be compared."


def test_a_part_is_compared_with_the_rest_of_its_whole():
    """The gap is place minus whole; its interval is that of place minus rest, made smaller by the share of the rest."""
    ours, rest = wilson(60, 200), wilson(140, 800)
    found = gap(ours, rest, 200 / 1000)
    assert found.value == pytest.approx(60 / 200 - 200 / 1000)
    between = difference(60, 200, 140, 800)
    assert (found.lo, found.hi) == pytest.approx((0.8 * between.lo, 0.8 * between.hi))
    alone = gap(wilson(60, 200), rest, 1)
    assert (alone.value, alone.lo, alone.hi) == (0, 0, 0)


def test_the_interval_of_a_gap_holds_the_true_gap_as_often_as_it_says():
    """Held against the whole as if it were another place, the interval would be too wide here."""
    rng, held = np.random.default_rng(3), 0
    for ours, rest in zip(rng.binomial(500, 0.30, 400), rng.binomial(500, 0.20, 400), strict=True):
        found = gap(wilson(int(ours), 500), wilson(int(rest), 500), 0.5)
        held += found.lo <= 0.30 - 0.25 <= found.hi
    assert 0.925 <= held / 400 <= 0.975


COUNTS, PEOPLE = (97, 60, 118, 75), (812, 1204, 655, 940)


def test_a_place_has_the_rate_of_its_sums_not_the_mean_of_rates():
    assert totals.pooled(COUNTS, PEOPLE) == pytest.approx(0.096926, abs=1e-6)
    assert np.mean(np.divide(COUNTS, PEOPLE)) == pytest.approx(0.107308, abs=1e-6)
    assert totals.weighted_mean(np.divide(COUNTS, PEOPLE), PEOPLE).value == pytest.approx(0.096926, abs=1e-6)


def test_counts_are_shared_out_by_people_and_nothing_else_is():
    assert totals.apportioned({"a": 100, "b": 40, "c": 7}, {"a": 0.25, "b": 1}) == 65
    with pytest.raises(totals.NotACount, match="half of an area has not half of its rate"):
        totals.apportioned({"a": 3.2}, {"a": 0.5}, kind="rate")
    with pytest.raises(ValueError, match="between 0 and 1"):
        totals.apportioned({"a": 3}, {"a": 1.5})


@pytest.mark.parametrize(
    ("values", "weights", "median"),
    [
        ((1, 2, 3), (1, 1, 1), 2),
        ((1, 2, 3), (1, 1, 10), 3),
        ((1, 3), (5, 5), 2),
        ((9, 1, 5), (0, 1, 1), 3),
        ((4,), (2,), 4),
    ],
)
def test_the_middle_of_the_people(values, weights, median):
    assert totals.weighted_median(values, weights) == median


@pytest.mark.parametrize(
    ("count", "error", "said"),
    [
        (0, None, "none were counted"),
        (9, 1 / 3, "fewer than 10"),
        (10, 0.3162, "chance alone moves it by 32%"),
        (11, 0.3015, "chance alone"),
        (12, 0.2887, ""),
        (400, 0.05, ""),
    ],
)
def test_a_small_count_is_used_with_caution(count, error, said):
    found = reliability(count)
    assert found.error == (error if error is None else pytest.approx(error, abs=1e-4))
    assert said in found.caution
    assert found.good is (said == "")
    assert relative_error(count) == found.error


def test_what_was_picked_for_being_high_falls_by_itself():
    assert picked.expected_fall(picked.Spread(10, 9, 16), 16) == pytest.approx(5.4002, abs=1e-4)
    said = picked.said(picked.Spread(10, 9, 16), 16, 8)
    assert said == "About 5.4 of the fall of 8.0 (68%) would be expected anyway."
    assert "fall of 3.0 (100%)" in picked.said(picked.Spread(10, 9, 16), 16, 3)
    assert "this one did not" in picked.said(picked.Spread(10, 9, 16), 16, -1)


def test_the_expected_fall_is_what_happens_when_nothing_is_done():
    rng = np.random.default_rng(7)
    lasting = rng.normal(10, 3, 200_000)
    before, after = lasting + rng.normal(0, 4, lasting.size), lasting + rng.normal(0, 4, lasting.size)
    chosen = before > 16
    seen = (before[chosen] - after[chosen]).mean()
    assert picked.expected_fall(picked.Spread(10, 9, 16), 16) == pytest.approx(seen, rel=0.02)


def test_the_spread_of_areas_is_parted_from_chance():
    rng = np.random.default_rng(11)
    people = rng.integers(500, 1500, 4000)
    rates = rng.gamma(16, 0.05 / 16, people.size)  # mean 0.05, standard deviation 0.0125
    found = picked.spread(rng.poisson(rates * people), people)
    assert found.mean == pytest.approx(0.05, rel=0.02)
    assert found.between**0.5 == pytest.approx(0.0125, rel=0.08)
    alike = picked.spread(rng.poisson(0.05 * people), people)
    assert alike.between < found.between / 10


def test_far_out_the_expected_fall_stays_a_number():
    assert picked.expected_fall(picked.Spread(0, 0, 1), 50) == pytest.approx(50, rel=0.01)
    with pytest.raises(ValueError, match="not picked"):
        picked.expected_fall(picked.Spread(0, 0, 0), 1)


def test_the_difference_of_two_figures_needs_no_counts():
    assert apart(rate(42, 11_890), rate(310, 148_000)).lo > 0
