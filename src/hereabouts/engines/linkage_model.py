"""The linkage model as a document: each level with its ``m`` and ``u``, how often names occur, how it was trained, its version.

Whatever a pair's weight hangs on stands in it, so that one model gives one answer about two records, whoever else is there.
What few people carry is never in it: the document names nobody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from math import log2
from pathlib import Path
from typing import Any

from hereabouts.core.families.linkage import CLUSTER_AT, COMPARISONS, Comparison, Level
from hereabouts.core.sentences import Sentence

FORMAT = "hereabouts linkage model 2"
PRIOR = 1 / 2000  # C18
WHOLE = 1000  # records from which the frequency of a name counts in full
RAREST, FEW = 1e-5, 5  # the rarest a name may count, and how many must carry it for its own frequency to be kept


class NotAModel(Sentence):
    """A model file that cannot be read."""


@dataclass(frozen=True)
class Model:
    """What was learnt: the share of pairs that match, the levels with their figures, and where they come from.

    ``frequencies`` gives, of each column that has them, each frequent value's share of the records that fill it.
    """

    version: str
    prior: float
    comparisons: tuple[Comparison, ...]
    trained_on: int
    learnt: tuple[str, ...]
    cluster_at: float
    frequencies: Mapping[str, Mapping[str, float]]

    def rare(self) -> float:
        """Give how often a name counts that is not among the frequent: a name spelt once in a small file is often a slip."""
        return max(RAREST, min(0.001, FEW / max(self.trained_on, 1)))

    def adjusted(self, column: str) -> tuple[dict[str, float], float]:
        """Give, in bits, what each frequent value of a column is worth more or less than its level, and any other value.

        An address, phone or e-mail that the model does not know is one household's: it weighs what its level says.
        """
        level = next((v for c in self.comparisons for v in c.levels if v.frequent == column), None)
        if level is None or not self.trained_on:
            return {}, 0.0
        weight = min(1.0, self.trained_on / WHOLE)
        known = self.frequencies.get(column, {})
        told = {value: round(weight * log2(level.u / share), 6) for value, share in known.items()}
        return told, round(weight * log2(level.u / self.rare()), 6) if column in NAMES else 0.0


NAMES = ("first_name", "surname")
CARRIED = ("address", "phone", "email")


def start() -> Model:
    """Give the model that nothing was learnt for yet: the figures of core."""
    return named(Model("", PRIOR, COMPARISONS, 0, (), CLUSTER_AT, {}))


def save(model: Model, path: Path) -> None:
    """Write a model down as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(model), encoding="utf-8")


def as_text(model: Model) -> str:
    """Give the document as it is written down."""
    return json.dumps({"format": FORMAT, **asdict(model)}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def load(path: Path) -> Model:
    """Read a model; NotAModel says what is wrong with it."""
    try:
        text = json.loads(path.read_text(encoding="utf-8"))
        model = _read({FORMAT: text}[text["format"]])
    except FileNotFoundError as absent:
        raise NotAModel(
            "There is no model at {path}. Make one: hereabouts families train EXTRACT.csv --model {path}", path=path
        ) from absent
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise NotAModel(
            "{path} is no linkage model of ours. Make one: hereabouts families train", path=path
        ) from problem
    if _shape(model.comparisons) != _shape(COMPARISONS):
        raise NotAModel("{path} was made by another version and compares other things. Train it again.", path=path)
    if named(model).version != model.version:
        raise NotAModel(
            "{path} was changed after it was trained: its version is not its own. Train it again.", path=path
        )
    return model


def _read(text: Mapping[str, Any]) -> Model:
    comparisons = tuple(
        Comparison(c["field"], tuple(c["columns"]), c["missing"], tuple(Level(**level) for level in c["levels"]))
        for c in text["comparisons"]
    )
    return Model(
        str(text["version"]), float(text["prior"]), comparisons, int(text["trained_on"]), tuple(text["learnt"]),
        float(text["cluster_at"]), {c: {v: float(n) for v, n in told.items()} for c, told in text["frequencies"].items()},
    )  # fmt: skip


def _shape(comparisons: Sequence[Comparison]) -> list[Any]:
    """Give all of a model that is code and not figures: a document may never bring SQL of its own."""
    return [
        (c.field, c.columns, c.missing, [(level.name, level.sql, level.frequent) for level in c.levels])
        for c in comparisons
    ]


def named(model: Model) -> Model:
    """Name a model by what it says, so that two that say the same have one name."""
    said = json.dumps({**asdict(model), "version": ""}, sort_keys=True)
    return replace(model, version=sha256(said.encode()).hexdigest()[:12])
