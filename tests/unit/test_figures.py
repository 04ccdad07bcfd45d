"""The golden numbers of C3, C4 and C6."""

import pytest

from hereabouts.core.figures import Interval, against, count_limits, difference, rate, wilson

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
