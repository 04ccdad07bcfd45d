"""How common each code is among the answers at hand, worked out from the answers themselves.

People accept about as many examples for a rare theme as for a common one, so examples do not say what is common. The
answers do: expectation and maximisation over their scores (Saerens, Latinne and Decaestecker 2002), stopped early, for
carried on it makes the common commoner. Repeats and answers that say nothing are left out of it: three hundred times
"Nothing" would otherwise make whichever theme it went to look like the commonest.
"""

import numpy as np

from hereabouts.core.voice.learning import scores

ROUNDS = 2
FIRM = 30  # answers that what was accepted is worth: a handful of answers says little of what is common


def common(sums: np.ndarray, sharpness: float, examples: np.ndarray) -> np.ndarray:
    """Give each code's share of the answers; ``examples`` is how many were accepted for each, where it starts from."""
    start = (examples + 1) / (examples + 1).sum()
    found = start
    for _ in range(ROUNDS):
        told = scores(sums, sharpness, found)
        found = (told.sum(axis=0) + FIRM * start) / (len(told) + FIRM)
    return np.asarray(found)


def of_nothing(found: np.ndarray, accepted: np.ndarray) -> np.ndarray | None:
    """Give scores of an answer that says nothing, from the codes that people accepted for such; None if they never did.

    ``accepted`` is the share of each code's examples that say nothing.
    """
    told = np.where(accepted > 0, accepted, 0) * found
    return np.asarray(told / told.sum()) if told.sum() > 0 else None
