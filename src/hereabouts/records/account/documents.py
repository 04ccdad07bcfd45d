"""A frozen quarter as a Word document that a group can take to its table: the very figures, their day and their hash."""

from datetime import UTC, date, datetime
from typing import Any

from hereabouts.core.account.quarter import Move
from hereabouts.engines.documents import Document, Facts, Heading, Paragraph, Table, written
from hereabouts.records.account.reads import QuarterSheet

HIDDEN = "too few to show"


def quarter(sheet: QuarterSheet) -> bytes:
    """Write a frozen quarter as DOCX; the same quarter always gives the same bytes."""
    f = sheet.figures
    frozen = datetime.combine(sheet.frozen_on, datetime.min.time(), UTC)
    blocks = [
        Facts([
            ("Place", sheet.place), ("Counted to", _day(f["as_at"])), ("People heard so far", _heard(f)),
            *[(word.capitalize(), str(n)) for word, n in f["counts"].items()],
        ]),
        Heading("Late"), *_late(f), Heading("Progress"), *_actions(f), Heading("What moved"), *_moves(sheet),
        Heading("Why things changed"), *_reasons(f), Heading("Money"), *_money(f), Heading("Priorities"), *_priorities(f),
        Heading("Disagreements"), *_disagreements(f), Heading("Reports from residents"), _reports(f),
        Heading("About these figures"),
        Facts([("Frozen", f"{_day(sheet.frozen_on)} by {sheet.frozen_by}, version {sheet.number}"), ("SHA-256", sheet.sha256)]),
    ]  # fmt: skip
    return written(Document(f"{sheet.place}: {sheet.label}", blocks, frozen, subject="Quarterly report"))


def _late(f: dict[str, Any]) -> list:
    rows = [(a["ref"], a["title"], a["lead"] or "no lead", _day(a["due"]), f"{a['days_late']} days")
            for a in f["actions"] if a["status"] == "late"]  # fmt: skip
    head = ("Reference", "Action", "Lead", "Was due", "Late by")
    return [Table("Actions that are late", head, rows)] if rows else [Paragraph("Nothing is late.")]


def _actions(f: dict[str, Any]) -> list:
    rows = [
        (a["ref"], a["title"], a["lead"] or "no lead", a["status"].capitalize(), progress(a), a["narrative"])
        for a in f["actions"]
    ]
    head = ("Reference", "Action", "Lead", "Status", "Progress return", "What was done")
    return (
        [Table("Every action with its newest return", head, rows)] if rows else [Paragraph("There is no action yet.")]
    )


def progress(action: dict[str, Any]) -> str:
    """Say what the newest return says; where it was overridden, what the dates said and why both print."""
    if not action["brag"]:
        return "No return yet"
    told = f"{action['period']}: {action['brag']}"
    return f"{told}. By its dates: {action['computed']}. {action['why']}" if action["why"] else told


def _moves(sheet: QuarterSheet) -> list:
    if not sheet.figures["since"]:
        return [Paragraph("This is the first quarter that was frozen: there is nothing to compare it with.")]
    return _table(f"Since {sheet.figures['since']}", sheet.moved, "Nothing moved.")


def _table(caption: str, moves: tuple[Move, ...], none: str) -> list:
    rows = [(m.ref, m.title, m.what, m.before, m.now) for m in moves]
    return [Table(caption, ("Reference", "Action", "What", "Before", "Now"), rows)] if rows else [Paragraph(none)]


def _reasons(f: dict[str, Any]) -> list:
    rows = [(a["ref"], a["title"], why) for a in f["actions"] for why in a["changes"]]
    return (
        [Table("Reasons as they were given", ("Reference", "Action", "Reason"), rows)]
        if rows
        else [Paragraph("No reason was given for anything yet.")]
    )


def _money(f: dict[str, Any]) -> list:
    rows = [
        (key.capitalize(), _pounds(f["money"][key]["sum"]), str(f["money"][key]["unknown"]))
        for key in ("planned", "spent")
    ]
    return [Table("Money of all actions", ("", "Sum", "Actions where nobody said"), rows)]


def _priorities(f: dict[str, Any]) -> list:
    rows = [(p["ref"], p["statement"], p["state"].capitalize()) for p in f["priorities"]]
    head = ("Reference", "Priority", "State")
    return [Table("Priorities", head, rows)] if rows else [Paragraph("No priority yet.")]


def _disagreements(f: dict[str, Any]) -> list:
    rows = [
        (d["topic"], d["owner"], d["next_step"], _day(d["due"]), d["state"].capitalize()) for d in f["disagreements"]
    ]
    head = ("Topic", "Who settles it", "Next step", "By", "State")
    return (
        [Table("Where the sources part", head, rows)]
        if rows
        else [Paragraph("Nobody settles a disagreement at present.")]
    )


def reports(f: dict[str, Any]) -> list[tuple[str, str]]:
    """Say how many reports were answered in time, late, or wait; small counts say so and show nothing."""
    names = {"in time": "Answered in time", "after the day": "Answered late", "waiting": "Waiting", "All": "All"}
    return [(words, HIDDEN if f["reports"][key] is None else str(f["reports"][key])) for key, words in names.items()]


def _reports(f: dict[str, Any]) -> Table:
    return Table("Reports from residents in the quarter", ("", "Reports"), reports(f))


def _heard(f: dict[str, Any]) -> str:
    n = f["heard"]["people"]
    return HIDDEN if n is None else f"{n:,}" if n else "nobody yet"


def _day(value: str | date) -> str:
    if not value:
        return "no day"
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{day.day} {day:%B %Y}"


def _pounds(value: float | None) -> str:
    return "not known" if value is None else f"£{value:,.0f}"
