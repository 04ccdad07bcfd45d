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
from hereabouts.core.evidence.pooling import pooled
from hereabouts.core.evidence.summaries import averages_hide
from hereabouts.core.evidence.vintage import Vintage, vintage
from hereabouts.core.figures import Against, against, comparison
from hereabouts.core.figures.reliability import reliability
from hereabouts.core.steps import Row, Step


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
    """One indicator of one place. ``lo`` and ``hi`` are None where the figure has no interval.

    ``error`` is the relative standard error of its count, and ``caution`` says in words why to be careful (C11). With
    its generation of boundaries and its vintage nobody takes it for another edition's (X-02).
    """

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
    generation: str = ""
    error: float | None = None
    caution: str = ""
    vintage: Vintage | None = None


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
    hides: str = ""


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
    credits: tuple[str, ...] = ()  # the licence of every source, in the words it asks for


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
               any_value(published) AS published, any_value(generation) AS generation,
               sum(numerator) FILTER (NOT hidden) AS numerator, sum(denominator) FILTER (NOT hidden) AS denominator,
               count(*) AS areas, count(*) FILTER (hidden) AS hidden
        FROM reading JOIN reached USING (generation, area)
        LEFT JOIN (SELECT title, max(published) AS published FROM dataset GROUP BY title) ON title = source
        GROUP BY who, indicator, period
        UNION ALL
        SELECT 'nation', nation, indicator, period, source, '', generation, numerator, denominator, areas, hidden
        FROM nation_reading WHERE generation = (SELECT any_value(generation) FROM chosen)
        ORDER BY indicator, period DESC, who
        """,
    ),
)


def figures(rows: Sequence[Row], indicators: Mapping[str, Indicator], areas: int) -> tuple[Figure, ...]:
    """Give one figure for each indicator, from the rows of ``READINGS``, for the newest period that the place has.

    Years are put together first where the indicator's document asks for it (C2).
    """
    made = []
    rows = pooled(rows, indicators)
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


def facts_of(document: Indicator, ours: Row, areas: int) -> dict[str, Any]:
    """Give all of a figure that its numbers do not change: what it is, of when, from whom, by which method."""
    return {
        "id": document.id, "label": document.label, "topic": document.topic, "unit": document.unit,
        "polarity": document.polarity, "period": str(ours["period"]), "source": str(ours["source"]),
        "method": document.calculation, "areas_hidden": int(ours["hidden"]) + areas - int(ours["areas"]),
        "generation": str(ours.get("generation") or ""),
        "vintage": vintage(str(ours["period"]), str(ours.get("published") or ""), document.events),
    }  # fmt: skip


def _figure(document: Indicator, ours: Row, others: Sequence[Row], areas: int) -> Figure:
    facts = facts_of(document, ours, areas)
    if note := _unknown(document, ours):
        return Figure(
            **facts, value=None, lo=None, hi=None, numerator=None, denominator=None, comparators={}, note=note
        )
    figure = document.figure(ours["numerator"], ours["denominator"])
    counts = document.kind != "mean"
    enough = counts and ours["numerator"] >= document.smallest
    comparators = {
        str(r["who"]): _comparator(document, r, against(figure, _value(document, r), enough=enough))
        for r in others
        if not _unknown(document, r)
    }
    leaned_on = reliability(ours["numerator"]) if counts else None
    return Figure(
        **facts,
        error=leaned_on.error if leaned_on else None,
        caution=leaned_on.caution if leaned_on else "",
        value=figure.value,
        lo=figure.lo if counts else None,
        hi=figure.hi if counts else None,
        numerator=round(ours["numerator"]) if counts else None,
        denominator=round(ours["denominator"]),
        comparators=comparators,
        note=_note(facts["areas_hidden"], areas),
    )


def _unknown(document: Indicator, row: Row) -> str:
    """Say why a row makes no figure; nothing where it makes one."""
    if row.get("note"):
        return str(row["note"])
    if not row["denominator"] or row["numerator"] is None:
        return "The publisher gives no figure for any area here."
    if document.kind == "proportion" and round(row["numerator"]) > round(row["denominator"]):
        return "The publisher counts more than there are to count, so this is not a share."
    return ""


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
    index: str, ranks: Sequence[Row], shares: Mapping[str, Mapping[str, Share]], source: str, n_areas: int
) -> Deprivation:
    """Put the shares of C7 together, with the one area that ranks worst and how far the areas lie apart: averages hide."""
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
        hides=averages_hide({str(row["area"]): row["rank"] for row in overall}, n_areas),
    )


def beside(figure: Figure) -> Comparator | None:
    """Give what a figure is held against: its council, or the nation where the place is a council itself."""
    return figure.comparators.get("council") or figure.comparators.get("nation")


def in_words(figure: Figure, other: Comparator | None) -> str:
    """Say worse, better, similar or not compared; for a neutral indicator higher or lower."""
    return comparison.in_words(other.ours_is if other else "not compared", figure.polarity)


def chance(figures: Sequence[Figure], beside: str = "council") -> comparison.Scan:
    """Count how many figures differ from a comparator, and how many would by chance alone (C6)."""
    return comparison.scan(f.comparators[beside].ours_is for f in figures if beside in f.comparators)
