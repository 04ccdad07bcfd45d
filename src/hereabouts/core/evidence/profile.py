"""The profile of a place: who lives there, how deprived it is, and how each indicator compares.

Every figure carries its numerator, its denominator, its interval and its source. What nobody measures is not
in the list; what a publisher hid is said, and is never a zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any

from hereabouts.core.evidence.deprivation import Share
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.figures import Against, against
from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.steps import Row, Step


class NotCovered(Sentence):
    """A place asked for something that does not reach it."""


@dataclass(frozen=True)
class Comparator:
    """The same indicator in a larger place, and where our interval lies against it."""

    name: str
    value: float
    numerator: int | None
    denominator: int | None
    ours_is: Against


@dataclass(frozen=True)
class Figure:
    """One indicator of one place. ``lo`` and ``hi`` are None where the figure has no interval."""

    id: str
    label: str
    topic: str
    unit: str
    polarity: str
    value: float | None
    lo: float | None
    hi: float | None
    numerator: int | None
    denominator: int | None
    period: str
    comparators: dict[str, Comparator]
    source: str
    method: str
    areas_hidden: int
    note: str


@dataclass(frozen=True)
class Deprivation:
    """The shares of a place in one edition of one index."""

    index: str
    areas: int
    most_deprived: dict[str, Share]
    domains: dict[str, dict[str, Share]]
    worst_area: str
    worst_rank: int
    source: str


@dataclass(frozen=True)
class Profile:
    """A place in one generation of boundaries, as far as open numbers tell."""

    place: str
    generation: str
    areas: int
    population: int | None
    population_source: str | None
    population_note: str
    deprivation: Deprivation | None
    indicators: tuple[Figure, ...]


# The newest total that covers every chosen area; mid-year estimates before a census (fixed by the first issue).
POPULATION = (
    Step(
        "population_offered",
        """
        SELECT c.dataset, d.population = 'census' AS late, c.period, count(*) AS areas
        FROM cell c JOIN dataset d ON d.id = c.dataset JOIN chosen USING (area)
        WHERE d.population <> '' AND d.generation = (SELECT any_value(generation) FROM chosen)
          AND c.measure = 'people' AND c.part = 'all' AND c.value IS NOT NULL
        GROUP BY ALL HAVING count(*) = (SELECT count(*) FROM chosen)
        ORDER BY late, c.period DESC, c.dataset LIMIT 1
        """,
    ),
    Step(
        "place_people",
        """
        SELECT c.area, CAST(c.value AS BIGINT) AS people, d.title AS source, c.period, d.id AS dataset
        FROM cell c JOIN population_offered o ON o.dataset = c.dataset AND o.period = c.period
        JOIN dataset d ON d.id = c.dataset JOIN chosen USING (area)
        WHERE c.measure = 'people' AND c.part = 'all' ORDER BY c.area
        """,
    ),
)

# Sums of each indicator over the place, over the council (or district) that holds it, and over the nation.
READINGS = (
    Step(
        "council",
        """
        SELECT p.parent_code, any_value(p.parent_name) AS name
        FROM part_of p JOIN chosen c ON c.generation = p.generation AND c.area = p.code
        WHERE p.level IN ('council', 'district') AND p.best
        GROUP BY p.parent_code, p.edition ORDER BY p.edition DESC, count(*) DESC LIMIT 1
        """,
    ),
    Step(
        "in_council",
        """
        SELECT DISTINCT p.code AS area FROM part_of p JOIN council USING (parent_code)
        WHERE p.generation = (SELECT any_value(generation) FROM chosen) AND p.best
        """,
    ),
    Step(
        "reached",
        """
        SELECT 'place' AS who, (SELECT any_value(generation) FROM chosen) AS generation, area FROM chosen
        UNION ALL SELECT 'council', (SELECT any_value(generation) FROM chosen), area FROM in_council
        """,
    ),
    Step(
        "sums",
        """
        SELECT who, (SELECT name FROM council) AS council, indicator, period, any_value(source) AS source,
               sum(numerator) FILTER (NOT hidden) AS numerator, sum(denominator) FILTER (NOT hidden) AS denominator,
               count(*) AS areas, count(*) FILTER (hidden) AS hidden
        FROM reading JOIN reached USING (generation, area) GROUP BY who, indicator, period
        UNION ALL
        SELECT 'nation', nation, indicator, period, source, numerator, denominator, areas, hidden
        FROM nation_reading WHERE generation = (SELECT any_value(generation) FROM chosen)
        ORDER BY indicator, period DESC, who
        """,
    ),
)


def figures(rows: Sequence[Row], indicators: Mapping[str, Indicator], areas: int) -> tuple[Figure, ...]:
    """Give one figure for each indicator, from the rows of ``READINGS``, for the newest period that the place has."""
    made = []
    for id_ in dict.fromkeys(str(row["indicator"]) for row in rows):
        ours = [r for r in rows if r["indicator"] == id_ and r["who"] == "place"]
        if ours and id_ in indicators:
            newest = ours[0]
            same = {str(r["who"]): r for r in rows if r["indicator"] == id_ and r["period"] == newest["period"]}
            made.append(_figure(indicators[id_], newest, _larger(same), areas))
    return tuple(made)


def _larger(rows: Mapping[str, Row]) -> list[Row]:
    """Give the comparators that reach further: a place is not compared with itself, nor twice with the same figures."""
    kept = [rows["place"]]
    for who in ("council", "nation"):
        if who in rows and not any(_alike(rows[who], other) for other in kept):
            kept.append(rows[who])
    return kept[1:]


def _alike(one: Row, other: Row) -> bool:
    return all(isclose(one[key] or 0, other[key] or 0) for key in ("numerator", "denominator"))


def _figure(document: Indicator, ours: Row, others: Sequence[Row], areas: int) -> Figure:
    hidden = int(ours["hidden"]) + areas - int(ours["areas"])
    facts: dict[str, Any] = {
        "id": document.id, "label": document.label, "topic": document.topic, "unit": document.unit,
        "polarity": document.polarity, "period": str(ours["period"]), "source": str(ours["source"]),
        "method": document.method, "areas_hidden": hidden,
    }  # fmt: skip
    if not ours["denominator"]:
        note = "The publisher gives no figure for any area here."
        return Figure(
            **facts, value=None, lo=None, hi=None, numerator=None, denominator=None, comparators={}, note=note
        )
    figure = document.figure(ours["numerator"], ours["denominator"])
    counts = document.kind != "mean"
    enough = counts and ours["numerator"] >= document.smallest
    comparators = {
        str(r["who"]): _comparator(document, r, against(figure, _value(document, r), enough=enough))
        for r in others
        if r["denominator"]
    }
    return Figure(
        **facts,
        value=figure.value,
        lo=figure.lo if counts else None,
        hi=figure.hi if counts else None,
        numerator=round(ours["numerator"]) if counts else None,
        denominator=round(ours["denominator"]),
        comparators=comparators,
        note=_note(hidden, areas),
    )


def _value(document: Indicator, row: Row) -> float:
    return document.figure(row["numerator"], row["denominator"]).value


def _comparator(document: Indicator, row: Row, ours_is: Against) -> Comparator:
    counts = document.kind != "mean"
    return Comparator(
        name=str(row["council"]),
        value=_value(document, row),
        numerator=round(row["numerator"]) if counts else None,
        denominator=round(row["denominator"]),
        ours_is=ours_is,
    )


def _note(hidden: int, areas: int) -> str:
    return f"{hidden} of {areas} areas are left out: the publisher hid or lacks their figures." if hidden else ""


def deprivation(
    index: str, ranks: Sequence[Row], shares: Mapping[str, Mapping[str, Share]], source: str
) -> Deprivation:
    """Put the shares of C7 together, with the one area that ranks worst: an average would hide it."""
    overall = [row for row in ranks if row["domain"] == "overall"]
    worst = min(overall, key=lambda row: row["rank"])
    return Deprivation(
        index=index,
        areas=len(overall),
        most_deprived=dict(shares["overall"]),
        domains={domain: dict(share) for domain, share in shares.items() if domain != "overall"},
        worst_area=str(worst["area"]),
        worst_rank=int(worst["rank"]),
        source=source,
    )


def not_covered(place: str, index: str, covered: Sequence[str]) -> NotCovered:
    """Say that an index does not reach a place, and which do."""
    return NotCovered(
        "{index} does not cover {place}: {why}",
        index=index,
        place=place,
        why=f"ask for {listed(covered, last='or')}." if covered else "the evidence file holds no index for its areas.",
    )


def beside(figure: Figure) -> Comparator | None:
    """Give what a figure is held against: its council, or the nation where the place is a council itself."""
    return figure.comparators.get("council") or figure.comparators.get("nation")


def in_words(figure: Figure, other: Comparator | None) -> str:
    """Say worse, better, similar or not compared; for a neutral indicator higher or lower."""
    ours = other.ours_is if other else "not compared"
    if ours in {"similar", "not compared"} or figure.polarity == "neutral":
        return ours
    return "worse" if (ours == "higher") == (figure.polarity == "high_bad") else "better"
