"""What an average hides, and where a place lies: its figure over its own areas, and among its council's neighbourhoods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from hereabouts.core.evidence.findings import COMPARED, FEWEST
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.figures import Interval
from hereabouts.core.steps import Row, Step

AMONG = COMPARED  # the sums of the place, its council and each neighbourhood of that council, of the newest period

# Every reading of the place's own areas, with the rows of the files it came from.
OWN_AREAS = (
    Step(
        "own_reading",
        """
        SELECT r.indicator, r.period, r.area, coalesce(a.name, '') AS name, r.numerator, r.denominator, r.hidden, r.source,
               r.numerator_row, r.denominator_row
        FROM reading r JOIN chosen USING (generation, area)
        LEFT JOIN area a ON a.generation = r.generation AND a.code = r.area
        QUALIFY r.period = max(r.period) OVER (PARTITION BY r.indicator) ORDER BY r.indicator, r.area
        """,
    ),
)


@dataclass(frozen=True)
class AreaFigure:
    """One indicator of one small area: its figure with the counts and the file rows behind it, or why there is none."""

    area: str
    name: str
    figure: Interval | None
    count: float | None
    of: float | None
    count_row: int | None
    of_row: int | None
    note: str = ""


@dataclass(frozen=True)
class AreaRange:
    """The lowest and the highest area of a place, and of how many."""

    least: AreaFigure
    most: AreaFigure
    areas: int


@dataclass(frozen=True)
class Standing:
    """The neighbourhoods of the council in one indicator: their range, their middle half, and how many lie on each side."""

    neighbourhoods: int
    least: float
    lower: float
    upper: float
    most: float
    below: int
    above: int


def over_areas(rows: Sequence[Row], indicators: Mapping[str, Indicator]) -> dict[str, tuple[AreaFigure, ...]]:
    """Give the figures of a place's own areas by indicator, from the rows of ``OWN_AREAS``."""
    found: dict[str, list[AreaFigure]] = {}
    for row in rows:
        document = indicators.get(str(row["indicator"]))
        if document is not None:
            found.setdefault(document.id, []).append(_area(document, row))
    return {id_: tuple(areas) for id_, areas in found.items()}


def _area(document: Indicator, row: Row) -> AreaFigure:
    count, of = row["numerator"], row["denominator"]
    facts = (str(row["area"]), str(row["name"]))
    rows = (row["numerator_row"], row["denominator_row"])
    if row["hidden"] or count is None or not of:
        return AreaFigure(*facts, None, None, None, *rows, "The publisher hid or lacks it.")
    if document.kind == "proportion" and round(count) > round(of):
        return AreaFigure(*facts, None, count, of, *rows, "The publisher counts more than there are to count.")
    return AreaFigure(*facts, document.figure(count, of), count, of, *rows)


def spread(areas: Sequence[AreaFigure]) -> AreaRange | None:
    """Give the range over the areas; None with fewer than two figures, where an average hides nothing that we know."""
    told = sorted((a for a in areas if a.figure), key=lambda a: (a.figure.value if a.figure else 0.0, a.area))
    return AreaRange(told[0], told[-1], len(told)) if len(told) > 1 else None


def standings(rows: Sequence[Row], indicators: Mapping[str, Indicator]) -> dict[str, Standing]:
    """Give where a place lies among its council's neighbourhoods, from the rows of ``AMONG``.

    With fewer than five there is nothing to lie among; years that are put together have no standing, for these are one.
    """
    found: dict[str, Standing] = {}
    for id_ in dict.fromkeys(str(row["indicator"]) for row in rows):
        document = indicators.get(id_)
        if document is None or document.pool > 1:
            continue
        told = [(row["kind"], value) for row in rows if row["indicator"] == id_ for value in _value(document, row)]
        ours, theirs = ([v for kind, v in told if kind == wanted] for wanted in ("place", "neighbourhood"))
        if ours and len(theirs) >= FEWEST:
            lower, _, upper = quantiles(theirs, n=4, method="inclusive")
            sides = sum(v < ours[0] for v in theirs), sum(v > ours[0] for v in theirs)
            found[id_] = Standing(len(theirs), min(theirs), lower, upper, max(theirs), *sides)
    return found


def _value(document: Indicator, row: Row) -> list[float]:
    count, of = row["numerator"], row["denominator"]
    if count is None or not of or (document.kind == "proportion" and round(count) > round(of)):
        return []
    return [document.figure(count, of).value]
