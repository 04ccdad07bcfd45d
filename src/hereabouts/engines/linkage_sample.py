"""Every pair that the matching compared, in its band, those that nobody is ever shown too: what a quality check draws from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from hereabouts.core.families.linkage import CONFIRM, REVIEW, bits
from hereabouts.core.families.people import comparable
from hereabouts.core.families.reasons import Reason, reasons
from hereabouts.core.families.sampling import below
from hereabouts.engines.linkage import database
from hereabouts.engines.linkage_model import Model
from hereabouts.engines.linkage_pairs import candidates, compared, judged, weighed
from hereabouts.engines.linkage_rows import as_raw, make_comparable
from hereabouts.engines.linkage_score import Scorer

NO_LEAST = -1e9  # bits; nothing weighs less


def banded(rows: Sequence[Mapping[str, Any]], model: Model) -> list[tuple[str, str, str]]:
    """Give (id, id, band) for every pair that shares a key. The order of the rows changes nothing."""
    if len(rows) < 2:
        return []
    with database() as connection:
        connection.register("raw", as_raw(rows))
        make_comparable(connection)
        weighed(connection, model)
        asked = judged(compared(f"FROM ({candidates()})"), model, least=NO_LEAST)
        found = connection.execute(f"""
            SELECT l.id, r.id, guard, weight FROM ({asked}) k
            JOIN people l ON l.row = k.row_l JOIN people r ON r.row = k.row_r ORDER BY 1, 2
        """).fetchall()  # noqa: S608 - our own columns
    return [(a, b, _band(weight, guard)) for a, b, guard, weight in found]


def _band(weight: float, guard: int) -> str:
    if weight < bits(REVIEW):
        return below(weight)
    return "confirm" if guard < 0 and weight >= bits(CONFIRM) else "review"


def said_of(a: Mapping[str, Any], b: Mapping[str, Any], model: Model, *, fields: Collection[str]) -> tuple[Reason, ...]:
    """Say in words how two records compare, with no band and no strength: whoever judges is not told what the machine said."""
    scorer = Scorer(model)
    places, _ = scorer.judged(*(scorer.weighed(comparable(row)) for row in (a, b)), least=NO_LEAST)
    return reasons(scorer.named(places), fields=fields)
