"""How far a figure can be leaned on: C11. A small count moves by chance more than by anything anybody did."""

from dataclasses import dataclass
from math import sqrt

FEWEST = 10
LARGEST_ERROR = 0.30  # of the figure itself


@dataclass(frozen=True)
class Reliability:
    """The relative standard error of a count, and in words why to be careful; no words where there is no reason."""

    error: float | None
    caution: str

    @property
    def good(self) -> bool:
        """Say whether the figure may be read without a warning."""
        return not self.caution


def relative_error(count: float) -> float | None:
    """Give the relative standard error of a count (C11): 1/√O. A count of none has none that anybody knows."""
    return 1 / sqrt(count) if count > 0 else None


def reliability(count: float) -> Reliability:
    """Judge a figure by the count it rests on (C11): below ten, or a relative error above 30 %, is used with caution."""
    error = relative_error(count)
    if error is None:
        return Reliability(None, "Use with caution: none were counted, which is not the same as none.")
    if count < FEWEST:
        return Reliability(error, f"Use with caution: it rests on {count:.0f}, fewer than {FEWEST}.")
    if error > LARGEST_ERROR:
        return Reliability(
            error, f"Use with caution: it rests on {count:.0f}, and chance alone moves it by {error:.0%}."
        )
    return Reliability(error, "")
