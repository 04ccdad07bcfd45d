"""Our intervals beside those of SciPy and statsmodels: two hands that did not know of each other."""

import numpy as np
import pytest

from hereabouts.core.evidence.gathering import false_discoveries
from hereabouts.core.evidence.run_charts import crossings_usual
from hereabouts.core.figures import count_limits, difference, ratio, share_ratio, wilson
from hereabouts.core.figures.inequality import Band, slope_index
from hereabouts.core.figures.picked import Spread, expected_fall
from hereabouts.core.figures.standardised import directly, indirectly
from hereabouts.core.figures.totals import weighted_median
from hereabouts.core.figures.trends import slope

PAIRS = [(0, 12), (1, 12), (12, 12), (69, 100), (345, 500), (3, 10_000), (24_391, 148_710)]
close = lambda *values: pytest.approx(values, abs=2e-7, rel=2e-7)  # noqa: E731 - we print z to six places


@pytest.mark.parametrize(("count", "of"), PAIRS)
def test_wilson_as_scipy_gives_it(count, of):
    from scipy import stats

    theirs = stats.binomtest(count, of).proportion_ci(method="wilson")
    ours = wilson(count, of)
    assert (ours.lo, ours.hi) == close(theirs.low, theirs.high)


@pytest.mark.parametrize("count", range(10))
def test_exact_limits_of_a_small_count_as_scipy_gives_them(count):
    from scipy import stats

    lo, hi = count_limits(count)
    assert lo == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0)
    assert hi == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2)


@pytest.mark.parametrize("count", [10, 25, 100, 3000])
def test_byar_is_near_the_exact_limits(count):
    from scipy import stats

    lo, hi = count_limits(count)
    assert lo == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2, rel=0.002)
    assert hi == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2, rel=0.002)


@pytest.mark.parametrize(("a", "b"), [((56, 70), (48, 80)), ((5, 100), (9, 120))])
def test_a_ratio_of_shares_as_scipy_gives_it(a, b):
    from scipy.stats.contingency import relative_risk

    theirs = relative_risk(*a, *b)
    low, high = theirs.confidence_interval(0.95)
    ours = share_ratio(*a, *b)
    assert (ours.value, ours.lo, ours.hi) == close(theirs.relative_risk, low, high)


def test_slopes_as_numpy_fits_them():
    rng = np.random.default_rng(4)
    shares, rates = rng.dirichlet(np.ones(7)), rng.uniform(1, 9, 7)
    ridits = np.cumsum(shares) - shares / 2
    theirs = np.polyfit(ridits, rates, 1, w=np.sqrt(shares))[0]
    assert slope_index([Band(p, r) for p, r in zip(shares, rates, strict=True)]).value == pytest.approx(theirs)
    figures = [wilson(int(n), 300) for n in rng.integers(30, 60, 6)]
    weights = [3.919928 / (f.hi - f.lo) for f in figures]
    line = np.polyfit(range(6), [f.value for f in figures], 1, w=weights)[0]
    assert slope(range(6), figures).value == pytest.approx(line)


def test_the_hazard_of_the_normal_as_scipy_gives_it():
    from scipy import stats

    assert expected_fall(Spread(10, 9, 16), 16) == pytest.approx(16 / 5 * stats.norm.pdf(1.2) / stats.norm.sf(1.2))


def test_the_middle_as_numpy_gives_it():
    values = [3.0, 9.0, 1.0, 4.0, 7.0, 7.0]
    assert weighted_median(values, [2] * 6) == np.median(values)


def test_byars_limits_of_a_standardised_rate_are_near_the_gamma_limits():
    """Fay and Feuer's gamma interval, made of SciPy's quantiles, is the other common one; the two agree within one per cent."""
    from scipy import stats

    observed, people, weights = np.array([12, 40, 60]), np.array([4000, 3000, 900]), np.array([5, 4, 1])
    ours = directly(observed.tolist(), people.tolist(), weights.tolist(), per=1)
    share = weights / weights.sum() / people
    rate, variance, widest = (share * observed).sum(), (share**2 * observed).sum(), share.max()
    lo = variance / (2 * rate) * stats.chi2.ppf(0.025, 2 * rate**2 / variance)
    hi = (
        (variance + widest**2)
        / (2 * (rate + widest))
        * stats.chi2.ppf(0.975, 2 * (rate + widest) ** 2 / (variance + widest**2))
    )
    assert (ours.lo, ours.hi) == pytest.approx((lo, hi), rel=0.015)


# What statsmodels 0.15.0 gives, written down: it would bring pandas along, and these numbers do not change.


@pytest.mark.parametrize(
    ("a", "b", "lo", "hi"),
    [
        ((56, 70), (48, 80), 0.052431472, 0.333872654),
        ((0, 20), (5, 30), -0.335643505, 0.019522588),
        ((310, 1000), (42, 90), -0.262712025, -0.052850116),
    ],
)
def test_newcombe_as_statsmodels_gives_it(a, b, lo, hi):
    ours = difference(*a, *b)
    assert (ours.lo, ours.hi) == close(lo, hi)


@pytest.mark.parametrize(
    ("a", "b", "lo", "hi"),
    [((42, 11_890), (310, 148_000), 1.221825801, 2.327692585), ((5, 100), (9, 120), 0.22342471, 1.989235853)],
)
def test_a_ratio_of_rates_as_statsmodels_gives_it(a, b, lo, hi):
    ours = ratio(*a, *b)
    assert (ours.lo, ours.hi) == close(lo, hi)


@pytest.mark.parametrize(
    ("counts", "value", "lo", "hi"),
    [
        ((60, 66, 55, 71, 80, 78), 0.010467969343587284, 0.00161423, 0.0193217),  # WLS, known variances
        ((60, 90, 40, 95, 50, 120), 0.012337153192071869, -0.04261911, 0.06729342),  # WLS, the scatter its own
    ],
)
def test_a_trend_as_statsmodels_gives_it(counts, value, lo, hi):
    ours = slope(range(6), [wilson(c, 400) for c in counts])
    assert (ours.value, ours.lo, ours.hi) == pytest.approx((value, lo, hi), abs=2e-8)


@pytest.mark.parametrize(
    ("count", "of", "lo", "hi"),  # proportion_confint(count, of, method="wilson")
    [
        (0, 12, 0.0, 0.242494006655), (1, 12, 0.014865094405, 0.353879911141), (12, 12, 0.757505993345, 1.0),
        (69, 100, 0.593739442805, 0.772203027876), (345, 500, 0.648141661898, 0.728961088726),
        (3, 10_000, 0.000102032199, 0.000881735772), (24_391, 148_710, 0.162143890188, 0.165907896924),
    ],
)  # fmt: skip
def test_wilson_as_statsmodels_gives_it(count, of, lo, hi):
    ours = wilson(count, of)
    assert (ours.lo, ours.hi) == close(lo, hi)


@pytest.mark.parametrize(
    ("count", "lo", "hi", "near"),  # confint_poisson(count, 1, method="exact-c"); from ten on Byar comes near it
    [
        (0, 0.0, 3.688879454, 1e-9), (3, 0.618672123, 8.76727307, 1e-9), (9, 4.115373097, 17.084803451, 1e-9),
        (10, 4.795388696, 18.390356042, 2e-3), (42, 30.269905732, 56.771798778, 2e-4), (310, 276.447966537, 346.501530298, 2e-5),
    ],
)  # fmt: skip
def test_limits_of_a_count_as_statsmodels_gives_them(count, lo, hi, near):
    assert count_limits(count) == pytest.approx((lo, hi), rel=near, abs=1e-9)


def test_false_discoveries_as_scipy_gives_them():
    from scipy import stats

    p = np.random.default_rng(9).random(200) ** 3
    assert false_discoveries(p) == pytest.approx(stats.false_discovery_control(p), abs=1e-12)


def test_runs_of_chance_as_scipy_gives_them():
    from scipy import stats

    for useful in range(10, 200):
        assert crossings_usual(useful) == stats.binom.ppf(0.05, useful - 1, 0.5)


def test_observed_to_expected_as_scipy_gives_it():
    from scipy import stats

    for observed in range(1, 10):
        ours = indirectly(observed, 4.2)
        lo, hi = stats.chi2.ppf(0.025, 2 * observed) / 2, stats.chi2.ppf(0.975, 2 * observed + 2) / 2
        assert (ours.lo, ours.hi) == pytest.approx((100 * lo / 4.2, 100 * hi / 4.2))
