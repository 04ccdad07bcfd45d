"""The plan as files: a Word document that a council can put on its own paper, and sheets that come back without a change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time

from django.conf import settings

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.engines.documents import Block, Document, Facts, Heading, Paragraph, Table, written
from hereabouts.engines.tables import as_csv, as_xlsx
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Plan
from hereabouts.records.plans.reads.rows import ActionLine, lines
from hereabouts.records.plans.reads.tracker_sheet import SHEET, sheet_rows
from hereabouts.records.plans.reads.written import text

ENDINGS = (".csv", ".xlsx", ".docx", ".json")
COLUMNS = ("Ref", "Action", "Lead", "Supporting", "By when", "Measure", "Target", "Status")
WIDTHS = (3.1, 6.3, 3.6, 3.3, 2.5, 3.2, 1.8, 2.3)


class NoSuchFile(Sentence):
    """A kind of file that a plan is not written as."""


def file_of(actor: Actor, plan: Plan, ending: str, *, on: date, template: bytes | None = None) -> bytes:
    """Write a plan as a file of that ending, with the actions the actor may see. NoSuchFile names the endings there are.

    DOCX goes into the template given, or into the partnership's own (the file that HEREABOUTS_TEMPLATE names), or stands alone.
    """
    found = lines(access.actions(actor, on=on).filter(plan=plan), on=on)
    if ending == ".docx":
        return written(document(plan, found, on=on), template=template or own_template())
    rows = sheet_rows(found, dict(plan.outcomes.values_list("pk", "statement")))
    if ending == ".json":
        told = text(plan, on=on) | {"actions": [dict(zip(SHEET, row, strict=True)) for row in rows]}
        return json.dumps(told, ensure_ascii=False, indent=2, default=str).encode()
    if ending == ".csv":
        return as_csv(SHEET, rows).encode("utf-8-sig")
    if ending == ".xlsx":
        return as_xlsx(plan.title, SHEET, rows)
    raise NoSuchFile("A plan is written as {endings}; not as “{ending}”.", endings=", ".join(ENDINGS), ending=ending)


def own_template() -> bytes | None:
    """Give the partnership's own Word template; None where it has none."""
    path = settings.TEMPLATE
    return path.read_bytes() if path.is_file() else None


def document(plan: Plan, found: Sequence[ActionLine], *, on: date) -> Document:
    """Lay a plan out: what it wants, then each outcome with its actions. Each action stands once."""
    blocks: list[Block] = [Facts(_facts(plan, on))]
    if plan.vision:
        blocks.append(Paragraph(plan.vision))
    left = {line.id: line for line in found}
    for outcome in plan.outcomes.all():
        served = [left.pop(line.id) for line in found if line.id in left and outcome.pk in line.outcome_ids]
        gap = f" Inequality it narrows: {outcome.inequality_gap}" if outcome.inequality_gap else ""
        blocks += [
            Heading(outcome.statement),
            Paragraph((outcome.improvement or "No improvement described yet.") + gap),
        ]
        blocks += _actions(f"Actions for: {outcome.statement}", served)
    if left:
        blocks += [Heading("Actions without an outcome" if plan.outcomes.exists() else "Actions")]
        blocks += _actions("Actions", list(left.values()))
    made = datetime.combine(on, time(12))
    return Document(
        plan.title, blocks, made, author=plan.place.name, subject=f"{plan.ref}, {plan.kind} plan", wide=True
    )


def _facts(plan: Plan, on: date) -> list[tuple[str, str]]:
    told = [("Reference", plan.ref), ("Place", plan.place.name), ("State", plan.state)]
    if plan.period_from and plan.period_to:
        told.append(("Runs", f"{plan.period_from:%-d %B %Y} to {plan.period_to:%-d %B %Y}"))
    if plan.agreed_on:
        told.append(("Agreed", f"{plan.agreed_on:%-d %B %Y}. Minute: {plan.minute}"))
    if plan.override:
        told.append(("Agreed although something was missing", plan.override))
    return [*told, ("As it stood on", f"{on:%-d %B %Y}")]


def _actions(caption: str, found: Sequence[ActionLine]) -> list[Block]:
    if not found:
        return [Paragraph("No action serves this directly.")]
    return [Table(caption, COLUMNS, [_row(line) for line in found], WIDTHS)]


def _row(line: ActionLine) -> list[str]:
    measures = line.measures
    targets = "; ".join("-" if m.target is None else f"{m.target:f}".rstrip("0").rstrip(".") for m in measures)
    due = f"{line.due_on:%-d %B %Y}" if line.due_on else ""
    return [line.ref, line.title, line.lead, "; ".join(line.supporting), due, "; ".join(m.measure for m in measures),
            targets if any(m.target is not None for m in measures) else "", line.status]  # fmt: skip
