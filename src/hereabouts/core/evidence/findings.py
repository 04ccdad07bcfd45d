"""How far a place stands from the other neighbourhoods of its council: what the board needs to know of data.

The reference is the council as a whole (Σx/Σn, as on the profile); the spread is that of its neighbourhoods. With
fewer than five of them there is no spread to speak of, and no finding.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import stdev

from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.readings import COUNCIL
from hereabouts.core.steps import Row, Step

FEWEST = 5  # neighbourhoods of the council; a spread of four says little


@dataclass(frozen=True)
class Finding:
    """One indicator of a place against its council, with the spread of the council's neighbourhoods.

    ``se`` is None where the publisher gives no counts, so that nobody knows how far the figure could move by chance.
    """

    indicator: str
    label: str
    topic: str
    polarity: str
    unit: str
    value: float
    se: float | None
    reference: float
    reference_name: str
    sigma_ref: float
    comparators: int
    period: str
    source: str


# Sums over the place, its council and each neighbourhood of the council, for the newest period that the place has.
COMPARED = (
    *COUNCIL,
    Step(
        "unit",
        """
        SELECT DISTINCT p.code AS area, p.parent_code AS who FROM part_of p JOIN in_council i ON i.area = p.code
        WHERE p.generation = (SELECT any_value(generation) FROM chosen) AND p.best
          AND p.level = (SELECT any_value(neighbourhood) FROM asked)
          AND p.edition = (SELECT max(edition) FROM part_of x JOIN in_council y ON y.area = x.code
                           WHERE x.level = (SELECT any_value(neighbourhood) FROM asked)
                             AND x.generation = (SELECT any_value(generation) FROM chosen))
        """,
    ),
    Step(
        "newest",
        """
        SELECT r.indicator, max(r.period) AS period FROM reading r JOIN chosen USING (generation, area)
        WHERE NOT r.hidden GROUP BY r.indicator
        """,
    ),
    Step(
        "member",
        """
        SELECT 'place' AS kind, '' AS who, area, weight FROM portion
        UNION ALL SELECT 'council', (SELECT name FROM council), area, 1 FROM in_council
        UNION ALL SELECT 'neighbourhood', who, area, 1 FROM unit
        """,
    ),
    Step(
        "totals",
        """
        SELECT r.indicator, m.kind, m.who, r.period, any_value(r.source) AS source,
               sum(r.numerator * m.weight) AS numerator, sum(r.denominator * m.weight) AS denominator
        FROM reading r JOIN newest n USING (indicator, period) JOIN member m ON m.area = r.area
        WHERE NOT r.hidden AND r.generation = (SELECT any_value(generation) FROM chosen)
        GROUP BY r.indicator, m.kind, m.who, r.period HAVING sum(r.denominator) > 0
        ORDER BY r.indicator, m.kind, m.who
        """,
    ),
)


def findings(rows: Sequence[Row], indicators: Mapping[str, Indicator]) -> list[Finding]:
    """Give one finding for each indicator that can be compared, from the rows of ``COMPARED``.

    A neutral indicator says neither better nor worse, and a count too small to compare (C6) is left out.
    """
    by_indicator: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        by_indicator.setdefault(str(row["indicator"]), {}).setdefault(str(row["kind"]), []).append(row)
    found = (_finding(indicators[id_], kinds) for id_, kinds in by_indicator.items() if id_ in indicators)
    return [finding for finding in found if finding is not None]


def _finding(document: Indicator, kinds: Mapping[str, list[Row]]) -> Finding | None:
    units = kinds.get("neighbourhood", [])
    if "place" not in kinds or "council" not in kinds or len(units) < FEWEST or document.polarity == "neutral":
        return None
    ours, council = kinds["place"][0], kinds["council"][0]
    if document.pool > 1 or (document.kind != "mean" and ours["numerator"] < document.smallest):
        return None  # of an indicator that needs several years together one year says too little
    se, spread = _standard_error(document, ours), stdev(_value(document, row) for row in units)
    if not (spread or se):
        return None
    return Finding(
        indicator=document.id,
        label=document.label,
        topic=document.topic,
        polarity=document.polarity,
        unit=document.unit,
        value=_value(document, ours),
        se=se,
        reference=_value(document, council),
        reference_name=str(council["who"]),
        sigma_ref=spread,
        comparators=len(units),
        period=str(ours["period"]),
        source=str(ours["source"]),
    )


def _value(document: Indicator, row: Row) -> float:
    scale = document.per if document.kind == "rate" else 1
    return scale * float(row["numerator"]) / float(row["denominator"])


def _standard_error(document: Indicator, row: Row) -> float | None:
    """Give the standard error of a share (binomial) or a rate (Poisson); a mean has none that anybody knows."""
    count, of = float(row["numerator"]), float(row["denominator"])
    if document.kind == "mean":
        return None
    if document.kind == "rate":
        return document.per * sqrt(count) / of
    share = min(1.0, count / of)
    return sqrt(share * (1 - share) / of)
