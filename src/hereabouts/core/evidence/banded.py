"""Directly standardised rates of a place (C5): events and people by age band, summed over its areas, against a standard.

A rate of a whole needs its parts: it is made from the places' own sums by band, never from the areas' rates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hereabouts.core.evidence.figure import Comparator, Figure, facts_of
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.readings import COUNCIL
from hereabouts.core.figures import Interval, against
from hereabouts.core.figures.reliability import reliability
from hereabouts.core.figures.standardised import CannotStandardise, StandardPopulation, directly
from hereabouts.core.steps import Row, Step

OLDEST = 150  # nobody is older; where an open band ends

# Registered before: ``banded`` (indicator, place in the order, band, its first and last age, dataset and measure of both).
# A band is a part of its name ("65-69"), or the sum of single years ("age 65"); where a file has both, the band is taken.
_CELLS = """
        SELECT b.indicator, b.nth, c.area, c.period, c.dataset, starts_with(c.part, 'age ') AS by_year,
               sum(c.value) AS value, count(*) > count(c.value) AS hidden
        FROM banded b JOIN cell c ON c.dataset = b.{which}_dataset AND c.measure = b.{which}_measure
         AND (c.part = b.band OR (regexp_full_match(c.part, 'age [0-9]+[+]?')
              AND TRY_CAST(regexp_extract(c.part, '[0-9]+') AS INTEGER) BETWEEN b.first AND b.last))
        GROUP BY b.indicator, b.nth, c.area, c.period, c.dataset, by_year
        QUALIFY row_number() OVER (PARTITION BY b.indicator, b.nth, c.area, c.period, c.dataset ORDER BY by_year) = 1
"""
BANDED = (
    *COUNCIL,
    Step("events_in", _CELLS.format(which="n")),
    Step("people_in", _CELLS.format(which="d")),
    Step(
        "by_band",
        """
        SELECT n.indicator, n.nth, n.area, n.period, d.title AS source, d.published, n.value AS events, p.value AS people,
               n.hidden OR p.hidden IS NULL OR p.hidden AS hidden
        FROM events_in n JOIN dataset d ON d.id = n.dataset AND d.generation = (SELECT any_value(generation) FROM chosen)
        LEFT JOIN people_in p ON p.indicator = n.indicator AND p.nth = n.nth AND p.area = n.area
         AND (p.period = n.period OR p.dataset <> n.dataset)
        """,
    ),
    Step(
        "whose",
        """
        SELECT 'place' AS who, area, weight FROM portion UNION ALL SELECT 'council', area, 1 FROM in_council
        """,
    ),
    Step(
        "band_sums",
        """
        SELECT indicator, who, (SELECT name FROM council) AS council, period, nth, any_value(source) AS source,
               (SELECT any_value(generation) FROM chosen) AS generation,
               any_value(published) AS published, sum(events * weight) AS events, sum(people * weight) AS people,
               count(*) FILTER (hidden) AS hidden, count(DISTINCT area) AS areas
        FROM by_band JOIN whose USING (area) GROUP BY ALL ORDER BY indicator, period DESC, who DESC, nth
        """,
    ),
)


def wanted(indicators: Mapping[str, Indicator], standards: Mapping[str, StandardPopulation]) -> list[Row]:
    """Give the rows of ``banded``: one for each band of each directly standardised indicator; none where there is none."""
    rows = []
    for document in indicators.values():
        for formula in document.formulas if document.standard else ():
            (n_dataset, n_measure), (d_dataset, d_measure) = (
                c.split("/") for c in (formula.numerator, formula.denominator)
            )
            rows += [
                {"indicator": document.id, "nth": nth, "band": str(band), "first": band.first,
                 "last": OLDEST if band.last is None else band.last, "n_dataset": n_dataset, "n_measure": n_measure,
                 "d_dataset": d_dataset, "d_measure": d_measure}
                for nth, band in enumerate(standards[document.standard].bands)
            ]  # fmt: skip
    return rows


def standardised_figures(
    rows: Sequence[Row], indicators: Mapping[str, Indicator], standards: Mapping[str, StandardPopulation], areas: int
) -> tuple[Figure, ...]:
    """Give one figure for each directly standardised indicator, from the rows of ``BANDED``, for its newest period.

    Where it cannot be standardised (under ten events, a hidden count, nobody in a band) there is no figure, and why.
    """
    made = []
    for id_ in dict.fromkeys(str(r["indicator"]) for r in rows if r["who"] == "place"):
        newest = next(r["period"] for r in rows if r["indicator"] == id_ and r["who"] == "place")
        same = [r for r in rows if r["indicator"] == id_ and r["period"] == newest]
        made.append(_figure(indicators[id_], standards[indicators[id_].standard], same, areas))
    return tuple(made)


def _figure(document: Indicator, standard: StandardPopulation, rows: Sequence[Row], areas: int) -> Figure:
    ours = [r for r in rows if r["who"] == "place"]
    facts = facts_of(document, ours[0], areas)
    try:
        figure, events, people = _rate(document, standard, ours, areas)
    except CannotStandardise as problem:
        return Figure(
            **facts, value=None, lo=None, hi=None, numerator=None, denominator=None, comparators={}, note=str(problem)
        )
    leaned_on = reliability(events)
    made = Figure(
        **facts,
        error=leaned_on.error,
        caution=leaned_on.caution,
        value=figure.value,
        lo=figure.lo,
        hi=figure.hi,
        numerator=events,
        denominator=people,
        comparators={},
        note="",
    )
    theirs = [r for r in rows if r["who"] == "council"]
    try:
        council, count, of = _rate(document, standard, theirs, theirs[0]["areas"] if theirs else 0)
    except CannotStandardise:
        return made
    enough = events >= document.smallest
    beside = Comparator(
        str(theirs[0]["council"]), council.value, count, of, against(figure, council.value, enough=enough)
    )
    return replace(made, comparators={"council": beside})


def _rate(
    document: Indicator, standard: StandardPopulation, rows: Sequence[Row], areas: int
) -> tuple[Interval, int, int]:
    hidden = [r for r in rows if r["hidden"] or r["areas"] < areas]
    if len(rows) < len(standard.bands) or hidden:
        raise CannotStandardise(
            "The publisher hid or lacks some age bands, and half of the ages cannot be standardised."
        )
    events, people = [round(r["events"]) for r in rows], [float(r["people"]) for r in rows]
    figure = directly(events, people, [b.weight for b in standard.bands], per=document.per)
    return figure, sum(events), round(sum(people))
