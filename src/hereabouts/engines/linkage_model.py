"""The linkage model as a document: each level of each field with its ``m`` and ``u``, how it was trained, its version."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from hereabouts.core.families.linkage import COMPARISONS, Comparison, Level
from hereabouts.core.sentences import Sentence

FORMAT = "hereabouts linkage model 1"


PRIOR = 1 / 2000  # C18


class NotAModel(Sentence):
    """A model file that cannot be read."""


@dataclass(frozen=True)
class Model:
    """What was learnt: the share of pairs that match, the levels with their figures, and where they come from."""

    version: str
    prior: float
    comparisons: tuple[Comparison, ...]
    trained_on: int
    learnt: tuple[str, ...]


def start() -> Model:
    """Give the model that nothing was learnt for yet: the figures of core."""
    return named(Model("", PRIOR, COMPARISONS, 0, ()))


def save(model: Model, path: Path) -> None:
    """Write a model down as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"format": FORMAT, **asdict(model)}, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Model:
    """Read a model; NotAModel says what is wrong with it."""
    try:
        text = json.loads(path.read_text(encoding="utf-8"))
        comparisons = tuple(
            Comparison(c["field"], tuple(c["columns"]), c["missing"], tuple(Level(**level) for level in c["levels"]))
            for c in text["comparisons"]
        )
        model = Model(
            {FORMAT: text["version"]}[text["format"]],
            text["prior"],
            comparisons,
            text["trained_on"],
            tuple(text["learnt"]),
        )
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
    return model


def _shape(comparisons: Sequence[Comparison]) -> list[Any]:
    return [(c.field, [level.name for level in c.levels]) for c in comparisons]


def named(model: Model) -> Model:
    """Name a model by what it says, so that two that say the same have one name."""
    said = json.dumps([model.prior, [asdict(c) for c in model.comparisons]], sort_keys=True)
    return replace(model, version=sha256(said.encode()).hexdigest()[:12])
