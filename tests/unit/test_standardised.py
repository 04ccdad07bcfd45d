"""C5: rates with age taken out, directly and indirectly, and the standard population that ships."""

import numpy as np
import pytest

from hereabouts.core.figures import count_limits, rate
from hereabouts.core.figures.standardised import (
    CannotStandardise,
    NotAStandard,
    directly,
    expected,
    indirectly,
    standard_population,
)
from hereabouts.engines.definitions import standards

near = lambda *values: pytest.approx(values, abs=1e-4)  # noqa: E731


def test_observed_to_expected():
    figure = indirectly(27, 19.4)
    assert (figure.value, figure.lo, figure.hi) == pytest.approx((139.18, 91.70, 202.50), abs=0.005)
    assert figure.method == "C5"
    with pytest.raises(CannotStandardise, match="Nothing was to be expected"):
        indirectly(3, 0)


def test_what_is_expected_here_if_the_standard_rates_held():
    assert expected((1000, 500), (0.01, 0.04)) == pytest.approx(30)


def test_a_standardised_rate_by_hand():
    """Two bands of one weight: (20/1000 + 30/500) / 2 = 40 in 1,000; variance (20/1000² + 30/500²) / 4."""
    figure = directly((20, 30), (1000, 500), (1, 1), per=1000)
    scale = ((20 / 1e6 + 30 / 2.5e5) / 4 / 50) ** 0.5
    lo, hi = count_limits(50)
    assert (figure.value, figure.lo, figure.hi) == pytest.approx(
        (40, 1000 * (0.04 + scale * (lo - 50)), 1000 * (0.04 + scale * (hi - 50))), rel=1e-5
    )


def test_an_old_place_is_not_an_ill_one():
    """Two places with the same rates at every age; the older one has twice the crude rate and the same standardised one."""
    rates = np.array([0.001, 0.01, 0.1])
    young, old = np.array([8000, 4000, 1000]), np.array([4000, 4000, 3000])
    weights = (5, 4, 2)
    found = [directly([round(e) for e in n * rates], n, weights) for n in (young, old)]
    assert found[0].value == pytest.approx(found[1].value)
    crude = [(n * rates).sum() / n.sum() for n in (young, old)]
    assert crude[1] > 2 * crude[0]


def test_the_standard_age_structure_changes_nothing():
    """The law of C5: where the place is as old as the standard, standardised is crude, and so is its interval."""
    weights = (5000, 4000, 1000)
    figure, crude = directly((10, 20, 12), weights, weights, per=1000), rate(42, 10_000)
    assert (figure.value, figure.lo, figure.hi) == pytest.approx((crude.value, crude.lo, crude.hi))


@pytest.mark.requirement("X-03")
def test_too_few_events_and_empty_bands_are_refused_with_what_to_do():
    with pytest.raises(CannotStandardise, match=r"9 in all is too few.*Pool several years"):
        directly((4, 5), (100, 100), (1, 1))
    with pytest.raises(CannotStandardise, match=r"band number 2.*wider bands"):
        directly((40, 0), (100, 0), (1, 1))


def test_the_european_standard_is_a_hundred_thousand_in_nineteen_bands():
    standard = standards()["esp2013"]
    assert sum(b.weight for b in standard.bands) == 100_000
    assert [str(b) for b in standard.bands][:2] == ["0-4", "5-9"]
    assert str(standard.bands[-1]) == "90+"
    assert len(standard.bands) == 19
    assert sum(b.weight for b in standard.bands if b.first >= 65) == 19_500
    assert "Eurostat" in standard.source


def test_a_standard_in_wider_bands_keeps_its_people():
    wide = standards()["esp2013"].joined((0, 15, 65))
    assert [(str(b), b.weight) for b in wide.bands] == [("0-14", 16_000), ("15-64", 64_500), ("65+", 19_500)]
    assert wide.by_band({0: 3, 14: 4, 15: 5, 64: 6, 65: 7, 90: 8}) == [7, 11, 15]
    for starts in [(), (15, 65), (0, 12), (0, 65, 15)]:
        with pytest.raises(NotAStandard, match="begin at 0"):
            standards()["esp2013"].joined(starts)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"bands": [[5, 10], [10, 10]]}, "begin at age 0"),
        ({"bands": [[0, 10], [10, 0]]}, "each have people"),
        ({"bands": [[0, 10], [0, 10]]}, "go up"),
        ({"bands": [[0, "many"]]}, "each band"),
        ({"bands": []}, "cannot be read"),
        ({"source": None}, None),
    ],
)
def test_a_standard_that_does_not_hold_together_is_refused(change, said):
    text = {"id": "own", "label": "Our own", "source": "Us", "bands": [[0, 1], [50, 1]]} | change
    if said is None:
        del text["source"]
        said = "it needs id, label, source and bands"
    with pytest.raises(NotAStandard, match=said):
        standard_population(text)
