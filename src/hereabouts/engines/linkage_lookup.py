"""One new referral against everybody that is kept: who it may be, with reasons, within a blink.

The few who share a key are fetched from where they lie on disk and weighed one by one with the model's own figures: the
same weight, band and caution as a run over all would give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import md5
from pathlib import Path
from typing import Any

import numpy as np

from hereabouts.core.families.linkage import ALONE, BLOCKS, CROWD
from hereabouts.core.families.people import FIELDS, comparable
from hereabouts.core.families.reasons import Reason, reasons, strength
from hereabouts.core.sentences import Sentence, listed
from hereabouts.engines.linkage_score import Scorer
from hereabouts.engines.linkage_state import opened

MOST = 20  # candidates told; who needs more has given too little


class NotARecord(Sentence):
    """A record that cannot be looked up."""


@dataclass(frozen=True)
class Candidate:
    """Who it may be: the record, how strong, the band, how that is said, and why."""

    id: str
    agency: str
    cluster: str
    weight: float
    probability: float
    band: str
    strength: str
    reasons: tuple[Reason, ...]

    def told(self) -> dict[str, Any]:
        """Give it as it is printed."""
        return asdict(self)


class Lookup:
    """A kept state, opened once and asked many times."""

    def __init__(self, folder: Path) -> None:
        """Open what a run kept."""
        self.state = opened(folder)
        self.scorer = Scorer(self.state.model)
        self.about = {"model": self.state.model.version, "records": int(self.state.alive.sum())}
        self.names = {c: self.state.model.frequencies.get(c, {}) for c in ("first_name", "surname", *ALONE)}

    def find(self, record: Mapping[str, Any]) -> list[Candidate]:
        """Give who one person may be, the likeliest first. Nobody is compared with whose address is protected."""
        person = self.scorer.weighed(comparable(record))
        if not any(person[name] for name in FIELDS):
            raise NotARecord(
                "The record says nothing to compare by. Give one of {names}.", names=listed(FIELDS, last="or")
            )
        if person["protected"]:
            return []
        found = [one for one in (self._judged(person, other) for other in self._others(person)) if one is not None]
        found.sort(key=lambda one: (-one[0].weight, one[1]["id"]))
        return [self._told(*one) for one in found[:MOST]]

    def _others(self, person: Mapping[str, Any]) -> list[dict[str, Any]]:
        said = self._keys(person)
        if not said:
            return []
        hashed = np.array(
            [int.from_bytes(md5(one.encode(), usedforsecurity=False).digest()[8:], "little") for one in said], np.uint64
        )
        _, rows = self.state.having(hashed)
        return [self.scorer.weighed(other) for other in self.state.read(np.unique(rows).tolist())]

    def _keys(self, person: Mapping[str, Any]) -> list[str]:
        """Say the keys of a record, as `linkage_pairs` says them for all."""
        return [
            f"{i}|{'|'.join(person[c] for c in columns)}"
            for i, columns in enumerate(BLOCKS)
            if all(person[c] for c in columns) and not self._crowded(person, columns)
        ]

    def _crowded(self, person: Mapping[str, Any], columns: tuple[str, ...]) -> bool:
        model = self.state.model
        if columns == ("names",):
            share = [self.names[c].get(person[c], model.rare()) for c in ("first_name", "surname")]
            return share[0] * share[1] * model.trained_on >= CROWD
        return len(columns) == 1 and columns[0] in ALONE and person[columns[0]] in self.names[columns[0]]

    def _judged(self, person: Mapping[str, Any], other: dict[str, Any]) -> tuple[Any, dict[str, Any], list[int]] | None:
        places, judged = self.scorer.judged(person, other)
        return (judged, other, places) if judged is not None and judged.band is not None else None

    def _told(self, judged: Any, other: Mapping[str, Any], places: list[int]) -> Candidate:
        levels = self.scorer.named(places)
        share = self.names["surname"].get(other["surname"], self.state.model.rare()) if self.names["surname"] else None
        (first,) = self.state.read([int(self.state.groups[other["row"]])])
        return Candidate(
            other["id"], other["agency"] or "", first["id"], judged.weight, round(judged.probability, 6), judged.band,
            strength(judged.band, judged.caution, judged.weight), reasons(levels, share_of_surname=share),
        )  # fmt: skip
