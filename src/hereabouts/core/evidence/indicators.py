"""An indicator is a document: what it means, why it matters, how it is worked out, who stands behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from hereabouts.core.figures import Interval, rate, wilson
from hereabouts.core.sentences import Sentence

Kind = Literal["proportion", "rate", "mean"]
Polarity = Literal["high_bad", "high_good", "neutral"]
SMALLEST = 10  # C6: below this numerator nothing is compared


class NotAnIndicator(Sentence):
    """An indicator document that does not say what it must."""


@dataclass(frozen=True)
class Formula:
    """Where the figures come from in one generation: cells named ``dataset/measure/part``.

    For a mean, the numerator is the value that each area publishes and the denominator the people it is weighted by.
    """

    numerator: str
    denominator: str


@dataclass(frozen=True)
class Indicator:
    """One indicator document."""

    id: str
    label: str
    topic: str
    kind: Kind
    polarity: Polarity
    unit: str
    why: str
    author: str
    reviewed_on: date
    next_review_on: date
    formulas: tuple[Formula, ...]
    per: int = 100
    smallest: int = SMALLEST
    caveats: tuple[str, ...] = ()

    @property
    def method(self) -> str:
        """Name the calculation that gives its interval."""
        return {"proportion": "C3 Wilson", "rate": "C4 Byar or exact", "mean": "C1 weighted mean, no interval"}[
            self.kind
        ]

    def figure(self, numerator: float, denominator: float) -> Interval:
        """Work out the figure with its interval; a mean has none, and its limits are the figure itself."""
        if self.kind == "proportion":
            return wilson(round(numerator), round(denominator))
        if self.kind == "rate":
            return rate(round(numerator), denominator, per=self.per)
        value = numerator / denominator
        return Interval(value, value, value, "C1")


def indicator(text: Mapping[str, Any]) -> Indicator:
    """Read one document; NotAnIndicator names what is missing or unknown."""
    text = dict(text)
    try:
        formulas = tuple(Formula(**f) for f in text.pop("formula"))
        return Indicator(formulas=formulas, caveats=tuple(text.pop("caveats", ())), **text)
    except (TypeError, KeyError) as problem:
        raise NotAnIndicator(
            "The indicator “{id}” cannot be read: {problem}.", id=text.get("id", "?"), problem=str(problem)
        ) from problem
