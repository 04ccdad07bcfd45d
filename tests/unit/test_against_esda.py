"""The judge: PySAL's esda and libpysal on made-up maps. Real maps are in tests/real_data/test_hotspots.py."""

import numpy as np
import pytest

from hereabouts.core.evidence.adjacent import nearest, paired
from hereabouts.core.evidence.gathering import getis, moran
from hereabouts.core.evidence.smoothing import smoothed

pytestmark = pytest.mark.filterwarnings("ignore")  # esda and what it stands on warn of their own future


@pytest.fixture(scope="module")
def esda():
    pytest.importorskip("libpysal", reason="libpysal is not installed here; it is in requirements/dev.txt")
    return pytest.importorskip("esda", reason="esda is not installed here; it is in requirements/dev.txt")


def theirs(near):
    from libpysal.weights import W

    lists = np.split(near.others, near.starts[1:-1])
    return W({i: list(map(int, mine)) for i, mine in enumerate(lists)}, silence_warnings=True)


@pytest.fixture(scope="module")
def world():
    dice = np.random.default_rng(7)
    points = dice.random((120, 2))
    near = nearest([str(n) for n in range(120)], points, 5)  # one-sided neighbours: the harder case for the variance
    drop = near.owners != 3  # and an island that is a neighbour of others
    near = paired(near.codes, near.owners[drop], near.others[drop], "knn:5")
    return near, dice.gamma(1.5, 2, 120) + 4 * points[:, 0]


def test_moran_and_gi_star_to_the_ninth_decimal(esda, world):
    near, y = world
    ours, judge = moran(y, near, np.random.default_rng(1), 0), esda.Moran(y, theirs(near), permutations=0)
    assert (ours.i, ours.z, ours.p_analytic) == pytest.approx((judge.I, judge.z_rand, judge.p_rand), abs=1e-9)
    local, star = getis(y, near, np.random.default_rng(1), 0), esda.G_Local(y, theirs(near), "B", 0, star=True)
    tested = near.counts > 0
    assert local.z[tested] == pytest.approx(star.Zs[tested], abs=1e-9)
    assert local.p_analytic[tested] == pytest.approx(2 * star.p_norm[tested], abs=1e-9)


def test_permutations_agree_to_sampling_error(esda, world):
    from esda.significance import calculate_significance

    near, y = world
    tested, times = near.counts > 0, 9999
    ours = getis(y, near, np.random.default_rng(1), times)
    judge = esda.G_Local(y, theirs(near), "B", times, star=True, seed=12345, n_jobs=1)
    folded = calculate_significance(judge.Gs, judge.rGs, "folded").ravel()
    error = 5 * np.sqrt(0.25 * 2 / times)  # five standard errors of a difference of two shares near a half
    assert np.abs(ours.p_sim - judge.p_sim)[tested].max() < error
    assert np.abs(ours.p - folded)[tested].max() < error
    np.random.seed(3)  # noqa: NPY002 - how esda takes its dice
    whole = esda.Moran(y, theirs(near), permutations=999)
    assert moran(y, near, np.random.default_rng(1), 999).p == pytest.approx(
        calculate_significance(whole.I, whole.sim, "folded"), abs=0.02
    )


def test_smoothed_rates_are_marshalls(esda):
    from esda.smoothing import Empirical_Bayes

    dice = np.random.default_rng(5)
    people = dice.integers(200, 3000, 60).astype(float)
    counts = dice.poisson(people * dice.gamma(4, 0.01, 60)).astype(float)
    assert smoothed(counts, people) == pytest.approx(Empirical_Bayes(counts, people).r.ravel(), abs=1e-12)
