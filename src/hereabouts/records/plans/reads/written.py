"""A plan written down: what a version freezes, and the cells of an export."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from hereabouts.core.priorities.agreement import SOURCES
from hereabouts.engines.definitions import topics
from hereabouts.records.plans.models import Plan
from hereabouts.records.plans.reads.cites import cites
from hereabouts.records.plans.reads.rows import ActionLine, lines

HEADINGS = (
    "ref", "title", "status", "lead", "supporting", "starts", "due", "measure", "baseline", "target", "money planned",
    "money spent", "priority", "topic", "quick win", "rests on", "reason",
    "lived experience in design", "lived experience in delivery", "voice", "data", "strategy",
)  # fmt: skip


def text(row: Plan, *, on: date) -> dict[str, Any]:
    """Write a plan down whole, as a version freezes it and an export tells it."""
    return own_words(row, on=on) | {"cites": cites(row, on=on)}


def own_words(row: Plan, *, on: date) -> dict[str, Any]:
    """Write down what the plan itself says, without what it cites: enough to tell what was amended, and quick."""
    return {
        "ref": row.ref, "title": row.title, "kind": row.kind, "place": row.place.name, "vision": row.vision,
        "period": [_said(row.period_from), _said(row.period_to)], "state": row.state, "override": row.override,
        "problem": row.problem, "exit": row.exit, "mainstreaming": row.mainstreaming, "coproduced": row.coproduced,
        "pen": row.organisation.name if row.organisation else "",
        "outcomes": [
            {"statement": o.statement, "tier": o.tier, "improvement": o.improvement, "inequality_gap": o.inequality_gap,
             "accountable": o.accountable}
            for o in row.outcomes.all()
        ],
        "priorities": [{"ref": p.ref, "statement": p.statement} for p in row.priorities.all()],
        "actions": [dict(zip(HEADINGS, cells(line), strict=True)) for line in lines(row.actions.all(), on=on)],
    }  # fmt: skip


def cells(line: ActionLine) -> list[Any]:
    """Write an action as one row under ``HEADINGS``: empty where nobody said, 0 where the answer is 0."""
    measures = line.measures
    return [
        line.ref, line.title, line.status, line.lead, "; ".join(line.supporting), _said(line.starts_on), _said(line.due_on),
        "; ".join(m.measure for m in measures), _numbers(m.baseline for m in measures), _numbers(m.target for m in measures),
        _number(line.money_planned), _number(line.money_spent), line.priority,
        topics()[line.topic]["label"] if line.topic in topics() else "", "yes" if line.quick_win else "",
        line.evidence or ("assumption" if line.assumption else ""), line.reason, line.lived_design or "not said",
        line.lived_delivery or "not said", *(line.grounds.get(source, "") for source in SOURCES),
    ]  # fmt: skip


def _said(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(value: Decimal | None) -> float | str:
    return "" if value is None else float(value)


def _numbers(values: Iterable[Decimal | None]) -> float | str:
    known = [_number(v) for v in values]
    return known[0] if len(known) == 1 else "; ".join(f"{v:g}" if isinstance(v, float) else "-" for v in known)
