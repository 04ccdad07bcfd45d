"""Questions asked again, each with its times of asking laid beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.perceptions import AskedLine, AskedOnce, Benchmark, course
from hereabouts.engines.definitions import methods
from hereabouts.records.voice.access import programmed
from hereabouts.records.voice.models import Perception


@dataclass(frozen=True)
class PerceptionSheet:
    """One question with its answers, its benchmark, and every time it was asked."""

    id: UUID
    wording: str
    answers: tuple[str, ...]
    good: tuple[str, ...]
    benchmark: Benchmark | None
    lines: tuple[AskedLine, ...]


def perceptions(actor: Actor, *, on: date, place: object) -> list[PerceptionSheet]:
    """Give the questions of a place, those asked most lately first."""
    rows = programmed("perception", actor, on=on).filter(place=place.id).prefetch_related("rounds")
    sheets = [perception_sheet(row, on=on) for row in rows]
    return sorted(
        sheets, key=lambda one: (one.lines[-1].asked.on if one.lines else date.min, one.wording), reverse=True
    )


def perception_sheet(row: Perception, *, on: date) -> PerceptionSheet:
    """Give one question whole."""
    known = methods()
    asked = [
        AskedOnce(r.asked_on, known.get(r.method, {"label": r.method})["label"], r.counts, r.unanswered)
        for r in row.rounds.all() if r.asked_on <= on
    ]  # fmt: skip
    held = Benchmark(row.benchmark, row.benchmark_of, row.benchmark_from) if row.benchmark is not None else None
    return PerceptionSheet(
        row.pk, row.wording, tuple(row.answers), tuple(row.good), held, course(row.good, asked, held)
    )
