"""How a place was scored: each theme, persons and groups apart, and never one sum of the two."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.place_standard import MODES, Mode, Scale, ThemeScores, summed
from hereabouts.engines.definitions import place_standards
from hereabouts.records.voice import access


@dataclass(frozen=True)
class Scored:
    """A place scored with one version of the tool: the themes, and how many persons and groups scored."""

    scale: Scale
    themes: tuple[ThemeScores, ...]
    persons: int
    groups: int
    in_groups: int


def scored(actor: Actor, place: object, *, on: date, version: str = "place_standard") -> Scored:
    """Say how a place was scored with one version. Versions are never pooled: they ask different things."""
    rows = list(access.scores(actor, on=on).filter(place=place.id, version=version))
    found: Mapping[Mode, dict[str, list[int]]] = {mode: {} for mode in dict.fromkeys(MODES.values())}
    for row in rows:
        for theme, score in row.scores.items():
            found[row.mode].setdefault(theme, []).append(score)
    of = place_standards()[version]
    groups = [row.people for row in rows if row.mode == "group"]
    return Scored(of, summed(found, of), len(rows) - len(groups), len(groups), sum(groups))
