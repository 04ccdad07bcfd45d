"""Which rows of a tracker are actions: what is hidden, struck through or merged is asked about, headings between are told."""

import re
from collections.abc import Sequence

from hereabouts.core.plans.tracker_asking import Asking, option
from hereabouts.core.plans.tracker_sheet import SheetLine

TOTAL = re.compile(r"(?:grand |sub-?)?totals?:?", re.IGNORECASE)
YES_NO = [option("yes", "Take them in"), option("no", "Leave them out")]
STOPPED, DONE = "stopped", "complete"


def actions(lines: Sequence[SheetLine], title: int, asking: Asking) -> list[SheetLine]:
    """Give the rows that are actions, as far as it is known."""
    made, before = [], None
    for line in lines:
        if _counts(line, title, asking) and not _again(line, before, title, asking):
            made.append(line)
        before = line
    return made


def _counts(line: SheetLine, title: int, asking: Asking) -> bool:
    if not line.filled and not any(cell.fill for cell in line.cells):
        return False
    if not line.filled or _between(line, title, asking):
        return False
    if line.hidden and asking.ask("hidden rows", "{where} are hidden. Take them in?", YES_NO, line=line) != "yes":
        return False
    return struck(line, title, asking) != "no"


def _between(line: SheetLine, title: int, asking: Asking) -> bool:
    """Say whether a row stands between the actions: a heading across the table, a sum."""
    own = [
        (at, cell) for at, cell in enumerate(line.cells) if cell.text and not (cell.down and cell.down[0] < line.number)
    ]
    first = own[0][1] if own else None
    across = len(own) == 1 and first is not None and (own[0][0] != title or first.wide > 1)
    summed = any(TOTAL.fullmatch(cell.text) for _, cell in own)
    if across or summed:
        told = own[0][1].text[:60]
        asking.note(
            f"between: {told}" if across else "totals",
            "{where}: “{text}” is a heading between the actions, and no action." if across else "{where} holds a sum, and no action.",
            line=line, text=told,
        )  # fmt: skip
    return not own or across or summed


def struck(line: SheetLine, title: int, asking: Asking) -> str:
    """Say what becomes of a row whose action is struck through: "" for one that is not."""
    if not line.cell(title).struck:
        return ""
    return asking.ask(
        "struck rows", "{where} are struck through. What does that mean?",
        [option("no", "They are no longer actions: leave them out"), option(DONE, "They are done: take them in as complete"),
         option(STOPPED, "They were stopped: take them in as stopped"),
         option("yes", "Nothing: take them in as they are")],
        line=line,
    )  # fmt: skip


def _again(line: SheetLine, before: SheetLine | None, title: int, asking: Asking) -> bool:
    """Say whether a row goes on with the action above it: the cell that names the action is merged over both."""
    down = line.cell(title).down
    if before is None or not down or down[0] >= line.number or before.part != line.part:
        return False
    said = asking.ask(
        "merged actions", "{where}: the action is one merged cell beside several rows. Is that one action, or one for each row?",
        [option("one", "One action: its first row counts"), option("several", "One for each row, with the same title")], line=line,
    )  # fmt: skip
    return said != "several"


def told_merged(lines: Sequence[SheetLine], columns: Sequence[int], asking: Asking) -> None:
    """Say of each merged cell that it counts for all of its rows."""
    for line in lines:
        for at in columns:
            cell = line.cell(at)
            if cell.down and cell.text:
                asking.note(
                    f"merged {line.part} {at} {cell.down}", "{where}: “{text}” is one merged cell and counts for each of its rows.",
                    line=line, column=at, text=cell.text[:60],
                )  # fmt: skip
