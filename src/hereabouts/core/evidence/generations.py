"""From one generation of boundaries to the next: only through a declared correspondence, and never by guessing.

A zone that was split has no weight in the publishers' lists. A count can be carried over where every old zone went whole
into a new one; a split zone is refused unless somebody states the weights, which are then said aloud (C1).
"""

from collections.abc import Mapping, Sequence

from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.steps import Row, Step

SHOWN = 5


class CannotApportion(Sentence):
    """Counts of zones that were split, and no weights to part them by."""


# What became of each of the chosen zones in the generation asked for.
BECAME = Step(
    "became",
    """
    SELECT c.from_code, c.to_code, c.change, c.weight, c.dataset, c.row
    FROM correspondence c JOIN chosen k ON k.generation = c.from_generation AND k.area = c.from_code
    JOIN asked a ON a.generation = c.to_generation ORDER BY c.from_code, c.to_code
    """,
)


def carried_over(
    values: Mapping[str, float], rows: Sequence[Row], weights: Mapping[tuple[str, str], float] | None = None
) -> dict[str, float]:
    """Give the counts of old zones in new zones, from the rows of ``BECAME``.

    ``weights`` (old, new) are stated by whoever asks, and apply to zones that were split. Raises CannotApportion where a
    zone has no weight, or goes nowhere, or the weights of a zone do not add up to 1.
    """
    stated = weights or {}
    carried: dict[str, float] = {}
    for old, value in values.items():
        ways = [(str(r["to_code"]), _weight(r, stated)) for r in rows if r["from_code"] == old]
        _refuse(old, ways)
        for new, weight in ways:
            carried[new] = carried.get(new, 0.0) + value * (weight or 0.0)
    return carried


def _weight(row: Row, stated: Mapping[tuple[str, str], float]) -> float | None:
    own = row["weight"]
    return float(own) if own is not None else stated.get((str(row["from_code"]), str(row["to_code"])))


def _refuse(old: str, ways: Sequence[tuple[str, float | None]]) -> None:
    if not ways:
        raise CannotApportion("No list says what became of {old}.", old=old)
    if any(weight is None for _, weight in ways):
        raise CannotApportion(
            "{old} was split into {new}, and the list gives no weights: its figure cannot be shared out. "
            "Use figures of one generation, or state the weights.",
            old=old, new=listed([new for new, _ in ways[:SHOWN]]),
        )  # fmt: skip
    if abs(sum(weight or 0.0 for _, weight in ways) - 1) > 1e-6:
        raise CannotApportion("The weights of {old} do not add up to 1.", old=old)
