"""The record of a session or a workshop as Word: the options, by which criteria, with which scores, who was there, what came of it."""

from datetime import UTC, datetime

from hereabouts.engines.definitions import topics
from hereabouts.engines.documents import Block, Document, Facts, Heading, Paragraph, Table, written
from hereabouts.records.priorities.models import Choice
from hereabouts.records.priorities.reads.sessions import NAMES, Count, Result, SessionSheet


def session_docx(sheet: SessionSheet) -> bytes:
    """Write a counted session as DOCX. Of a secret vote nobody's vote is in it; the same session gives the same bytes."""
    made = datetime.combine(sheet.held_on, datetime.min.time(), UTC)
    count = sheet.count
    assert count is not None
    choices = {choice.pk: choice for choice in sheet.choices}
    blocks: list[Block] = [
        Facts([
            ("Place", sheet.place), ("Held", f"{sheet.held_on:%-d %B %Y}"), ("Where", sheet.venue or "not said"),
            ("Method", NAMES[sheet.rules.method] + (", secret" if sheet.secret else ", open")), ("Voted", f"{count.people}"),
        ]),
        Heading("Options and scores"), _options(sheet, count),
        Heading("What was decided"), *[_decided(choices[line.choice]) for line in count.lines],
        Heading("Who was there"), *_there(sheet),
    ]  # fmt: skip
    return written(Document(sheet.name, blocks, made, subject="Options appraisal"))


def _options(sheet: SessionSheet, count: Count) -> Table:
    criteria = list(sheet.rules.criteria) if sheet.rules.method == "weighted" else []
    heads = (
        "Order",
        "Option",
        "Topic",
        *(f"{name} (counts {sheet.rules.criteria[name]:g})" for name in criteria),
        "Result",
    )
    rows = [
        (
            str(line.together.rank), line.statement, topics()[line.topic]["label"],
            *(f"{line.together.marks.get(name, 0) / count.people:.1f}" if count.people else "none" for name in criteria),
            _result(line),
        )
        for line in count.lines
    ]  # fmt: skip
    return Table(
        "Each option with its scores: mean points of 5 on each criterion" if criteria else "Each option", heads, rows
    )


def _result(line: Result) -> str:
    if line.together.score is not None:
        return f"{line.together.score:g}"
    return ", ".join(f"{n} {mark}" for mark, n in line.together.marks.items())


def _decided(choice: Choice) -> Paragraph:
    dissent = "".join(f" {who} did not agree: {why}" for who, why in choice.dissent)
    return Paragraph(
        f"{choice.statement}: {choice.outcome or 'waits for a decision'}. {choice.reason}{dissent}".strip()
    )


def _there(sheet: SessionSheet) -> list[Block]:
    rows = [(name, speaks_for, side) for name, speaks_for, side, _ in sheet.attendees]
    unnamed = "; ".join(f"{n} {side}s" for side, n in sheet.unnamed.items())
    blocks: list[Block] = [Table("Who was there", ("Name", "For", "As"), rows)] if rows else []
    return [*blocks, Paragraph(f"And without a name: {unnamed}." if unnamed else "Nobody was there without a name.")]
