"""Several years put together: C2. ΣO/Σ person-years where one year counts too few; never across a break or a missing year."""

from collections.abc import Mapping, Sequence

from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.periods import Period, period
from hereabouts.core.steps import Row


def pooled(rows: Sequence[Row], indicators: Mapping[str, Indicator]) -> list[Row]:
    """Give the rows of ``READINGS`` with the years of each indicator that asks for it put together.

    Each row then stands for the years up to its own. Where they are not all there, unbroken and apart from each other,
    the row has no figure and says why.
    """
    made: list[Row] = []
    for row in rows:
        document = indicators.get(str(row["indicator"]))
        if document is None or document.pool == 1:
            made.append(row)
        else:
            same = [r for r in rows if (r["indicator"], r["who"]) == (row["indicator"], row["who"])]
            made.append(_years(row, same, document))
    return made


def _years(row: Row, same: Sequence[Row], document: Indicator) -> Row:
    spans = {str(r["period"]): span for r in same if (span := period(str(r["period"]))) is not None}
    wanted = 12 * document.pool
    window = _back_from(str(row["period"]), spans, wanted)
    parts = [r for r in same if str(r["period"]) in window]
    if not window:
        note = f"It needs {document.pool} years in a row put together, and they are not all there."
        return {**row, "numerator": None, "denominator": None, "note": note}
    if any(b.parts(spans[window[-1]], spans[window[0]]) for b in document.breaks):
        note = f"The {document.pool} years to put together lie on both sides of a change in what is counted."
        return {**row, "numerator": None, "denominator": None, "note": note}
    if any(r["denominator"] is None or r["numerator"] is None for r in parts):
        note = f"One of the {document.pool} years to put together has no figure."
        return {**row, "numerator": None, "denominator": None, "note": note}
    return {
        **row,
        "period": f"{window[-1]} to {window[0]}",
        "numerator": sum(r["numerator"] for r in parts),
        "denominator": sum(r["denominator"] for r in parts),
        "areas": min(r["areas"] for r in parts),
        "hidden": max(r["hidden"] for r in parts),
    }


def _back_from(newest: str, spans: Mapping[str, Period], months: int) -> list[str]:
    """Give the periods that lead without gap or overlap up to the newest, newest first; nothing where they do not fill."""
    window = [newest] if newest in spans else []
    while window and sum(spans[p].months for p in window) < months:
        earlier = [p for p, span in spans.items() if span.leads_to(spans[window[-1]])]
        if not earlier:
            return []
        window.append(earlier[0])
    return window if sum(spans[p].months for p in window) == months else []
