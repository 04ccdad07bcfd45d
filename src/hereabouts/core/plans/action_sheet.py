"""A sheet of actions to be held against each other: its headings, and each row read or named as faulty (C16)."""

from collections.abc import Callable, Sequence
from datetime import date

from hereabouts.core.imports.fields import CannotRead, day
from hereabouts.core.plans.same_action import Planned
from hereabouts.core.sentences import Sentence, counted, listed

HEADINGS = ("id", "title", "description", "theme", "groups", "place", "start", "end", "lead")
NEEDED = ("id", "title")
SHOWN = 8  # faults named one by one; the rest are counted


class NotActions(Sentence):
    """A sheet that is no list of actions, or has rows that cannot be read."""


def planned(rows: Sequence[Sequence[object]]) -> list[Planned]:
    """Read the rows of a sheet, the headings first. Several themes, groups or places in one cell are parted by ";".

    Raises NotActions with every fault, by row and heading; other columns are left aside.
    """
    at = _columns(rows)
    faults: list[str] = []
    read = [
        _row(number, row, at, faults)
        for number, row in enumerate(rows[1:], start=2)
        if any(str(cell or "").strip() for cell in row)
    ]
    _refuse_twice(read, faults)
    if faults:
        more = f" And {counted(len(faults) - SHOWN, 'more fault')}." if len(faults) > SHOWN else ""
        raise NotActions("Nothing was compared. {faults}{more}", faults=" ".join(faults[:SHOWN]), more=more)
    return [one for _, one in read]


def _columns(rows: Sequence[Sequence[object]]) -> dict[str, int]:
    told = [str(cell or "").strip().lower() for cell in rows[0]] if rows else []
    missing = [name for name in NEEDED if name not in told]
    if missing:
        raise NotActions(
            "Row 1 has no heading {names}. The headings are {all}.", names=listed(missing), all=listed(HEADINGS)
        )
    return {name: told.index(name) for name in HEADINGS if name in told}


def _row(number: int, row: Sequence[object], at: dict[str, int], faults: list[str]) -> tuple[int, Planned]:
    def cell(name: str) -> str:
        place = at.get(name)
        value = row[place] if place is not None and place < len(row) else None
        return "" if value is None else str(value).strip()

    def fault(name: str, words: str) -> None:
        faults.append(f"Row {number}, “{name}”: {words}")

    for name in NEEDED:
        if not cell(name):
            fault(name, "it is empty.")
    starts_on, ends_on = (_day(cell(name), lambda words, name=name: fault(name, words)) for name in ("start", "end"))  # type: ignore[misc]
    if starts_on and ends_on and ends_on < starts_on:
        fault("end", "the action ends before it starts.")
    return number, Planned(
        cell("id"), cell("title"), cell("description"), _several(cell("theme")), _several(cell("groups")), _several(cell("place")),
        starts_on, ends_on, cell("lead"),
    )  # fmt: skip


def _several(told: str) -> frozenset[str]:
    return frozenset(part.strip().casefold() for part in told.split(";") if part.strip())


def _day(told: str, fault: Callable[[str], None]) -> date | None:
    try:
        return day()(told) if told else None
    except CannotRead as problem:
        fault(str(problem))
        return None


def _refuse_twice(read: Sequence[tuple[int, Planned]], faults: list[str]) -> None:
    first: dict[str, int] = {}
    for number, one in read:
        if one.id and first.setdefault(one.id, number) != number:
            faults.append(f"Row {number}, “id”: {one.id} stands in row {first[one.id]} already.")
