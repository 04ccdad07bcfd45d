"""Figures: one indicator of one place with its range and its comparators, made from rows that an engine gave.

Every figure carries its numerator, its denominator, its interval and its source. What a publisher hid is said, and is
never a zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any

from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.pooling import pooled
from hereabouts.core.evidence.vintage import Vintage, vintage
from hereabouts.core.figures import Against, against, comparison
from hereabouts.core.figures.reliability import reliability
from hereabouts.core.steps import Row


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


def beside(figure: Figure) -> Comparator | None:
    """Give what a figure is held against: its council, or the nation where the place is a council itself."""
    return figure.comparators.get("council") or figure.comparators.get("nation")


def in_words(figure: Figure, other: Comparator | None) -> str:
    """Say worse, better, similar or not compared; for a neutral indicator higher or lower."""
    return comparison.in_words(other.ours_is if other else "not compared", figure.polarity)


def chance(figures: Sequence[Figure], beside: str = "council") -> comparison.Scan:
    """Count how many figures differ from a comparator, and how many would by chance alone (C6)."""
    return comparison.scan(f.comparators[beside].ours_is for f in figures if beside in f.comparators)
