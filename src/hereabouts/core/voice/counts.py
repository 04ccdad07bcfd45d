"""How much was heard, by method, each in its own unit: contacts are not people, and nothing adds them together."""

from collections.abc import Iterable
from dataclasses import dataclass

UNITS = ("people", "contacts", "responses", "groups", "businesses", "ethnicities")


@dataclass(frozen=True)
class MethodCount:
    """One method in one unit: how many activities, what they counted, and how many have not said yet."""

    method: str
    unit: str
    activities: int
    count: int | None
    not_counted: int


def by_method(rows: Iterable[tuple[str, str, int | None]]) -> tuple[MethodCount, ...]:
    """Sum (method, unit, count or None) within a method and a unit. There is no total, by design (D-56)."""
    kept: dict[tuple[str, str], list[int | None]] = {}
    for method, unit, count in rows:
        kept.setdefault((method, unit), []).append(count)
    return tuple(
        MethodCount(method, unit, len(counts), _summed(counts), counts.count(None))
        for (method, unit), counts in kept.items()
    )


def _summed(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
