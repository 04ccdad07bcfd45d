"""Down to the publisher's files: which months of a list of incidents a figure counts, each with its file and fingerprint."""

from collections.abc import Sequence

from django.conf import settings

from hereabouts.core.evidence.periods import period
from hereabouts.core.steps import Row, Step
from hereabouts.engines.evidence_file import opened

_MONTHS = Step(
    "months",
    """
    SELECT v.series, v.period, v.rows, v.file, v.member, v.sha256 FROM covered v JOIN asked USING (dataset)
    WHERE v.series IN (SELECT t.series FROM territory t JOIN chosen c ON c.generation = t.generation AND c.area = t.area
                       JOIN asked ON asked.dataset = t.dataset)
    ORDER BY v.period, v.series
    """,
)


def months(dataset: str, when: str, generation: str, areas: Sequence[str]) -> list[Row]:
    """Give the months of a list of incidents that lie within a period and reach some of the areas; none for other datasets."""
    span = period(when)
    with opened(settings.EVIDENCE) as engine:
        engine.register("asked", [{"dataset": dataset}])
        engine.register("chosen", [{"generation": generation, "area": code} for code in areas])
        told = engine.run([_MONTHS])
    return [
        row
        for row in told
        if span and (one := period(row["period"])) and span.first <= one.first and one.last <= span.last
    ]
