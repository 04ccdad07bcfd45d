"""Hot spots of 33,000 areas with their eight nearest neighbours, beside PySAL's esda in one run. Medians of 5.

The same figures, the same neighbours, 999 conditional permutations each, one process; esda is given its neighbours with
the area itself already in, so that only its counting is timed. The aims: at least twice as fast, analytic under 100 ms.
"""

import os
import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import numpy as np
from run import median

from hereabouts.core.evidence.adjacent import nearest
from hereabouts.core.evidence.gathering import false_discoveries, getis, moran

AREAS, NEAREST, TIMES = 33_000, 8, 999


def measure() -> dict:
    """Time ours and, where it is installed, esda's, turn by turn; say how far the p-values are apart."""
    dice = np.random.default_rng(1)
    points = dice.random((AREAS, 2)) * 1000
    y = dice.gamma(2, 2, AREAS) + 3 * (np.hypot(*(points - 500).T) < 60)
    near = nearest([str(n) for n in range(AREAS)], points, NEAREST)
    ours = {
        "ours_neighbours_ms": lambda: nearest(near.codes, points, NEAREST),
        "ours_analytic_ms": lambda: (moran(y, near, dice, 0), false_discoveries(getis(y, near, dice, 0).p_analytic)),
        "ours_gi_star_ms": lambda: getis(y, near, dice, TIMES),
        "ours_moran_ms": lambda: moran(y, near, dice, TIMES),
    }
    told = {"areas": AREAS, "nearest": NEAREST, "permutations": TIMES, "load_at_start": round(os.getloadavg()[0], 1)}
    try:
        import esda
        from libpysal.weights import W, fill_diagonal
    except ModuleNotFoundError as absent:
        return told | in_turn(ours) | {"esda": f"not run: {absent.name} is not installed"}
    warnings.simplefilter("ignore")
    lists = np.split(near.others, near.starts[1:-1])
    others = W({i: list(map(int, mine)) for i, mine in enumerate(lists)}, silence_warnings=True)
    itself = fill_diagonal(others, 1)
    others.transform = "r"
    star = {"star": True, "keep_simulations": False}
    theirs = {
        "esda_analytic_ms": lambda: (esda.Moran(y, others, permutations=0), esda.G_Local(y, itself, "B", 0, star=True)),
        "esda_gi_star_ms": lambda: esda.G_Local(y, itself, "B", TIMES, n_jobs=1, **star),
        "esda_gi_star_2_jobs_ms": lambda: esda.G_Local(y, itself, "B", TIMES, n_jobs=2, **star),
        "esda_moran_ms": lambda: esda.Moran(y, others, permutations=TIMES),
    }
    told |= in_turn(ours | theirs)
    fastest = min(told["esda_gi_star_ms"], told["esda_gi_star_2_jobs_ms"])
    both = told["ours_gi_star_ms"] + told["ours_moran_ms"]
    return told | {
        "times_as_fast_gi_star": round(fastest / told["ours_gi_star_ms"], 1),
        "times_as_fast_with_moran": round((fastest + told["esda_moran_ms"]) / both, 1),
        **apart(esda, y, near, itself),
        "versions": {"esda": esda.__version__, "numpy": np.__version__},
    }


def in_turn(actions: dict) -> dict:
    """Time each action once a round, five rounds: whatever else the machine does, it does to all of them."""
    taken = {name: [] for name in actions}
    for _ in range(5):
        for name, action in actions.items():
            taken[name].append(median(action, 1))
    return {name: sorted(times)[2] for name, times in taken.items()}


def apart(esda, y: np.ndarray, near, itself) -> dict:
    """Say how far z and p lie apart; of 33,000 differences the largest is several standard errors of one."""
    ours = getis(y, near, np.random.default_rng(1), TIMES)
    theirs = esda.G_Local(y, itself, "B", TIMES, star=True, keep_simulations=False, n_jobs=1, seed=7)
    differ = np.abs(ours.p_sim - theirs.p_sim)
    return {
        "largest_difference_of_z": float(np.abs(ours.z - theirs.Zs).max()),
        "mean_difference_of_p": float(differ.mean()),
        "largest_difference_of_p": float(differ.max()),
        "two_esda_runs_differ_on_average": float(
            np.abs(
                theirs.p_sim
                - esda.G_Local(y, itself, "B", TIMES, star=True, keep_simulations=False, n_jobs=1, seed=8).p_sim
            ).mean()
        ),
    }
