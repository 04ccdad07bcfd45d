"""What a council's own table would change, laid beside what stands: the preview before anybody confirms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.evidence.own_readings import Amount, Key, OwnRow


@dataclass(frozen=True)
class Changed:
    """A reading that says something else than before."""

    row: OwnRow
    before: Amount


@dataclass(frozen=True)
class OwnPlan:
    """What a table would change. It speaks for the periods that stand in it: readings of other periods stay."""

    new: tuple[OwnRow, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[OwnRow, ...]
    removed: tuple[Key, ...]
    stays: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Count them for the preview."""
        return {name: len(getattr(self, name)) for name in ("new", "changed", "unchanged", "removed")}


def own_plan(rows: Sequence[OwnRow], standing: Mapping[Key, Amount]) -> OwnPlan:
    """Lay the readings of a table beside those that stand."""
    spoken_for, here = {one.key.period for one in rows}, {one.key for one in rows}
    return OwnPlan(
        new=tuple(one for one in rows if one.key not in standing),
        changed=tuple(Changed(one, standing[one.key]) for one in rows if standing.get(one.key, one.amount) != one.amount),
        unchanged=tuple(one for one in rows if standing.get(one.key) == one.amount),
        removed=tuple(sorted(key for key in standing if key.period in spoken_for and key not in here)),
        stays=tuple(sorted({key.period for key in standing} - spoken_for)),
    )  # fmt: skip
