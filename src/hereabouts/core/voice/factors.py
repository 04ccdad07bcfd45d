"""Non-negative matrix factors: a table of answers by words as themes (of words) and how far each answer belongs to each.

Lee and Seung's updates from Boutsidis and Gallopoulos's start (2008), which takes no dice: the same answers, the same themes.
"""

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

ROUNDS = 60
TINY = 1e-9


def factors(table: sparse.csr_matrix, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Give how far each answer belongs to each of ``k`` themes, and each theme's words."""
    k = min(k, min(table.shape) - 1)
    belong, themes = _start(table, k)
    across = table.T.tocsr()
    for _ in range(ROUNDS):
        themes *= (across @ belong).T / (belong.T @ belong @ themes + TINY)
        belong *= (table @ themes.T) / (belong @ (themes @ themes.T) + TINY)
    return belong, themes


def _start(table: sparse.csr_matrix, k: int) -> tuple[np.ndarray, np.ndarray]:
    left, size, right = svds(table, k=k, v0=np.ones(min(table.shape)))
    belong, themes = np.empty((table.shape[0], k)), np.empty((k, table.shape[1]))
    for n, at in enumerate(np.argsort(-size)):
        ups = [np.maximum(sign * side, 0) for sign in (1, -1) for side in (left[:, at], right[at])]
        sizes = [float(np.linalg.norm(side)) for side in ups]
        u, v, a, b = (*ups[:2], *sizes[:2]) if sizes[0] * sizes[1] >= sizes[2] * sizes[3] else (*ups[2:], *sizes[2:])
        weight = np.sqrt(size[at] * a * b)
        belong[:, n], themes[n] = weight * u / max(a, TINY), weight * v / max(b, TINY)
    return belong + TINY * 1000, themes + TINY * 1000
