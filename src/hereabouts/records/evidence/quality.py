"""How good and how old the evidence is, dataset by dataset: what is hidden, what is missing, and when the next figures come."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings

from hereabouts.core.evidence.vintage import Vintage, vintage
from hereabouts.core.steps import Row, Step
from hereabouts.engines import definitions
from hereabouts.engines.evidence_file import as_it_is, opened
from hereabouts.records.evidence.documents import indicators as documents

_CELLS = Step(
    "quality",
    """
    SELECT c.dataset AS id, count(*) AS cells, count(DISTINCT c.area) AS areas, count(*) FILTER (c.mark <> '') AS hidden,
           count(*) FILTER (c.value IS NULL AND c.mark = '') AS missing
    FROM cell c GROUP BY c.dataset
    """,
)
_READINGS = Step(
    "told",
    """
    SELECT indicator, generation, max(period) AS period, count(*) AS readings, count(*) FILTER (r.hidden) AS hidden
    FROM reading r GROUP BY indicator, generation ORDER BY count(*) FILTER (r.hidden) / count(*) DESC, indicator, generation
    """,
)
_DATASETS = Step("listed", "SELECT * FROM dataset ORDER BY title, id")
_COUNTING = Step("counting", "SELECT DISTINCT dataset FROM cell")


@dataclass(frozen=True)
class Quality:
    """One dataset: how many of its cells are hidden by the publisher, how many are empty, and what it warns of."""

    id: str
    title: str
    publisher: str
    file: str
    rows: int
    cells: int
    areas: int
    of_areas: int | None
    hidden: int
    missing: int
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorQuality:
    """One indicator on one generation of boundaries: in how many areas and periods nobody knows it."""

    indicator: str
    label: str
    generation: str
    readings: int
    hidden: int


@dataclass(frozen=True)
class Freshness:
    """One dataset: what time it is of, how old it is, what has happened since, and when the next figures come."""

    id: str
    title: str
    publisher: str
    licence: str
    vintage: Vintage
    years_old: int | None
    said: str
    next_on: date | None


def quality() -> tuple[tuple[Quality, ...], tuple[IndicatorQuality, ...]]:
    """Give the quality of every dataset and of every indicator, the emptiest first. Raises NoEvidence."""
    return _quality(as_it_is(settings.EVIDENCE))


@lru_cache(maxsize=2)
def _quality(_: object) -> tuple[tuple[Quality, ...], tuple[IndicatorQuality, ...]]:
    with opened(settings.EVIDENCE) as engine:
        datasets = engine.run([_DATASETS])
        cells = {row["id"]: row for row in engine.run([_CELLS])}
        told = engine.run([_READINGS])
    made = [_dataset(row, cells.get(row["id"], {})) for row in datasets]
    made.sort(key=lambda q: (-(q.hidden + q.missing) / max(1, q.cells), q.title))
    known = documents()
    indicators = tuple(
        IndicatorQuality(r["indicator"], known[r["indicator"]].label, r["generation"], r["readings"], r["hidden"])
        for r in told
        if r["indicator"] in known
    )
    return tuple(made), indicators


def _dataset(row: Row, cells: Row) -> Quality:
    whole = definitions.generations().get(row["generation"], {}).get("areas")
    return Quality(
        row["id"], row["title"], row["publisher"], row["file"], row["rows"], cells.get("cells", 0), cells.get("areas", 0),
        whole, cells.get("hidden", 0), cells.get("missing", 0), tuple(filter(None, row["caveats"].split("\n"))),
    )  # fmt: skip


def freshness(*, on: date) -> list[Freshness]:
    """Give the age of every dataset that counts something, the oldest first. Raises NoEvidence."""
    with opened(settings.EVIDENCE) as engine:
        datasets = engine.run([_DATASETS])
        counting = {row["dataset"] for row in engine.run([_COUNTING])}
    described, made = definitions.datasets(), []
    for row in datasets:
        if row["id"] in counting:
            of = vintage(row["period"], row["published"], definitions.events())
            next_on = described[row["id"]].next_on if row["id"] in described else ""
            made.append(
                Freshness(
                    row["id"],
                    row["title"],
                    row["publisher"],
                    row["licence"],
                    of,
                    of.years_old(on),
                    of.said(on),
                    date.fromisoformat(next_on) if next_on else None,
                )
            )
    return sorted(made, key=lambda f: (f.vintage.ends or date.min, f.title))
