"""Many linear programs over the same equations, solved as few: the solver's own work is small, starting it is not."""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, kron
from scipy.sparse.csgraph import connected_components

AT_ONCE = 3_000  # unknowns in one linear program: beyond it one large program is slower than several


def lowest(matrix: csr_array, right: np.ndarray, bounds: np.ndarray, costs: np.ndarray) -> np.ndarray | None:
    """Give for every row of costs the numbers at which they add up to least; None where the equations have no solution."""
    at_once = max(1, AT_ONCE // max(1, costs.shape[1]))
    found = [_lowest(matrix, right, bounds, costs[n : n + at_once]) for n in range(0, len(costs), at_once)]
    return None if any(one is None for one in found) else np.vstack([one for one in found if one is not None])


def _lowest(matrix: csr_array, right: np.ndarray, bounds: np.ndarray, costs: np.ndarray) -> np.ndarray | None:
    many = len(costs)
    found = linprog(
        costs.ravel(), A_eq=kron(eye_array(many), matrix, format="csr"), b_eq=np.tile(right, many),
        bounds=np.tile(bounds, (many, 1)), method="highs",
    )  # fmt: skip
    points: np.ndarray | None = None if found.x is None else found.x.reshape(costs.shape)
    return points


def parts(matrix: csr_array) -> tuple[int, np.ndarray]:
    """Say into how many parts the unknowns fall that share no equation, and to which part each belongs."""
    together = abs(matrix)
    many, of = connected_components(together.T @ together, directed=False)
    return int(many), of


def both_ends(wanted: np.ndarray, of: np.ndarray) -> np.ndarray:
    """Write the costs that ask for the lowest and the highest of every wanted unknown.

    Unknowns of parts that share no equation do not disturb each other, so one row asks for one of each part at once.
    """
    turn: dict[int, int] = {}
    rows = np.empty(len(wanted), dtype=int)
    for k, n in enumerate(wanted):
        rows[k] = turn[of[n]] = turn.get(of[n], -1) + 1
    costs = np.zeros((rows.max(initial=-1) + 1, len(of)))
    costs[rows, wanted] = 1
    return np.vstack([costs, -costs])
