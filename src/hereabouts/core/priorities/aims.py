"""A strategic aim as the board counts it: who asks for what, and how much weight that carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hereabouts.core.sentences import Sentence, listed

LEVELS = ("national", "regional", "city", "partner")
WEIGHTS = {3: "a duty in law, or a headline of the city", 2: "a partner's plan", 1: "a mention"}
MOST = 9  # points at which a topic is asked for as much as can be (C15)


class NotAnAim(Sentence):
    """A strategic aim that cannot be read or counted."""


@dataclass(frozen=True)
class Aim:
    """One thing that a plan in force asks for."""

    level: str
    document: str
    ref: str
    text: str
    topic: str
    weight: int
    period: str = ""


def aim(text: Mapping[str, Any]) -> Aim:
    """Read one aim from its document; NotAnAim says what is wrong with it."""
    try:
        made = Aim(**text)
    except TypeError as problem:
        raise NotAnAim(
            "The aim “{ref}” cannot be read: {problem}.", ref=text.get("ref", "?"), problem=str(problem)
        ) from problem
    return checked(made)


def checked(made: Aim) -> Aim:
    """Give the aim back when its level and weight are ones we count; NotAnAim names those we know."""
    if made.level not in LEVELS:
        raise NotAnAim(
            "“{level}” is not a level of strategy. Choose {known}.", level=made.level, known=listed(LEVELS, last="or")
        )
    if made.weight not in WEIGHTS:
        raise NotAnAim("An aim counts 3, 2 or 1 points, not {weight}.", weight=made.weight)
    return made
