"""The gap that an outcome is measured by: a place against the rest of its council, in one indicator (C8).

"With a view to reducing inequalities" can only be followed where each outcome has such a measure; a level alone may
improve while the distance grows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hereabouts.core.evidence.figure import Comparator, Figure
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.figures import Interval, gap


@dataclass(frozen=True)
class GapMeasure:
    """One indicator here and in the council, and how far the two lie apart, with its interval."""

    indicator: str
    label: str
    topic: str
    unit: str
    period: str
    source: str
    ours: float
    council: str
    theirs: float
    apart: Interval

    @property
    def clear(self) -> bool:
        """Say whether there is a gap beyond chance."""
        return self.apart.lo > 0 or self.apart.hi < 0


def gap_measures(figures: Iterable[Figure], indicators: Mapping[str, Indicator]) -> tuple[GapMeasure, ...]:
    """Give every indicator in which a place can be held against its council; a mean has no counts and no such gap."""
    told = ((figure, figure.comparators.get("council"), indicators.get(figure.id)) for figure in figures)
    made = (_measure(figure, council, document) for figure, council, document in told if council and document)
    return tuple(one for one in made if one)


def _measure(figure: Figure, council: Comparator, document: Indicator) -> GapMeasure | None:
    if None in {figure.numerator, figure.denominator, council.numerator, council.denominator}:
        return None
    count, of, all_count, all_of = (
        int(n or 0) for n in (figure.numerator, figure.denominator, council.numerator, council.denominator)
    )
    rest_count, rest_of = all_count - count, all_of - of
    if not of or rest_of <= 0 or rest_count < 0 or (document.kind == "proportion" and rest_count > rest_of):
        return None
    ours = document.figure(count, of)
    apart = gap(ours, document.figure(rest_count, rest_of), of / all_of)
    return GapMeasure(
        figure.id, figure.label, figure.topic, figure.unit, figure.period, figure.source, ours.value, council.name,
        council.value, apart,
    )  # fmt: skip
