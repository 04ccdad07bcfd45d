"""What one pair is worth, without a database: for the live look-up, with the model's own figures, to the last bit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hereabouts.core.families.levels import compared_at
from hereabouts.core.families.linkage import Judged, bits, field_weight, guarded
from hereabouts.engines.linkage_model import CARRIED, NAMES, Model

OFTEN = (*NAMES, *CARRIED)
Person = Mapping[str, Any]


class Scorer:
    """A model made ready to weigh pairs one by one."""

    def __init__(self, model: Model) -> None:
        """Work out once what each level is worth."""
        self.model = model
        self.prior = bits(model.prior)
        self.names = [c.field for c in model.comparisons]
        self.levels = [[v.name for v in c.levels] for c in model.comparisons]
        self.often = [[v.frequent for v in c.levels] for c in model.comparisons]
        self.worth = [[field_weight(v.m, v.u) for v in c.levels] for c in model.comparisons]
        self.told = {column: model.adjusted(column) for column in OFTEN}

    def weighed(self, person: Person) -> dict[str, Any]:
        """Put beside a comparable record how frequent its values are, in bits."""
        told: dict[str, Any] = dict(person)
        for column, (known, other) in self.told.items():
            told[f"f_{column}"] = known.get(person[column], other)
        told["known"] = person["first_name"] in self.model.frequencies.get("first_name", {})
        return told

    def judged(self, a: Person, b: Person, *, least: float = 0.0) -> tuple[list[int], Judged | None]:
        """Give the level of each field by its place, and the judgement; None where it comes to less than ``least`` bits."""
        places = compared_at(a, b)
        total, worth = self.prior, {}
        for k, place in enumerate(places):
            one = 0.0
            if place >= 0:
                one, often = self.worth[k][place], self.often[k][place]
                if often:
                    one += min(a[f"f_{often}"], b[f"f_{often}"])
            worth[self.names[k]] = one
            total += one
        return places, guarded(self.named(places), total, worth) if total >= least else None

    def named(self, places: list[int]) -> dict[str, str]:
        """Give the name of each field's level."""
        return {
            field: "missing" if place < 0 else levels[place]
            for field, levels, place in zip(self.names, self.levels, places, strict=True)
        }
