"""A release laid out as tables: the cells that every format prints, made from the released content and nothing else.

The page, CSV, XLSX, DOCX, PDF, the pictures and the map are written from these tables. A writer that has only them cannot
tell more than what was released; a cell that is hidden is the mark here already.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hereabouts.core.figures.printed import HIDDEN, Column, Table
from hereabouts.core.releases import columns
from hereabouts.core.releases.content import FIGURES, NOT_COMPARED, canonical, spent

ABOUT = "about"
NAMES = {
    "plan": ("actions", "priorities", "words", "money", "not-chosen", ABOUT),
    "profile": ("measures", "areas", ABOUT),
}
WHOLE = "All"
RAISED = "raised it"  # the row of a table of those heard that counts who raised a topic
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # what XML, and so every document, cannot hold


@dataclass(frozen=True)
class LaidOut:
    """A release as tables, the one that says most first and what it is about last."""

    tables: tuple[Table, ...]

    def table(self, name: str) -> Table | None:
        """Give a table by its name."""
        return next((one for one in self.tables if one.name == name), None)

    @property
    def cells(self) -> int:
        """Count the cells of all tables."""
        return sum(len(row) for table in self.tables for row in table.rows)

    @property
    def hidden(self) -> int:
        """Count the cells that are hidden."""
        return sum(cell is HIDDEN for table in self.tables for row in table.rows for cell in row)


def laid_out(kind: str, content: Mapping[str, Any]) -> LaidOut:
    """Lay a release out. A kind that has no page of its own gives each of its lists and each of its tables of counts."""
    make = {"plan": _plan, "profile": _profile}.get(kind, _free)
    return LaidOut(tuple(_named_apart(_clean(table) for table in make(content) if table.rows)))


def _named_apart(tables: Iterable[Table]) -> Iterator[Table]:
    """Give every table a name of its own: a file is found by it, and a sheet in whatever capitals."""
    known: set[str] = set()
    for table in tables:
        name, n = table.name, 2
        while name.casefold() in known:
            name, n = f"{table.name}-{n}", n + 1
        known.add(name.casefold())
        yield replace(table, name=name)


def printable(text: str) -> str:
    """Leave out the characters that a document cannot hold, so that every format prints the same text."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _clean(table: Table) -> Table:
    rows = tuple(tuple(printable(cell) if isinstance(cell, str) else cell for cell in row) for row in table.rows)
    heads = tuple(replace(c, heading=printable(c.heading), means=printable(c.means)) for c in table.columns)
    return replace(table, name=printable(table.name), caption=printable(table.caption), columns=heads, rows=rows)


def _profile(content: Mapping[str, Any]) -> Iterator[Table]:
    keys = ("label", "unit", "period", "value", "lo", "hi", "compared_with", "council", "words")
    rows = tuple(tuple(_measured(row, key) for key in keys) for row in content["rows"])
    yield Table("measures", "Measures with their likely range, compared", columns.MEASURES, rows)
    counted = bool(content.get("tables"))  # without a table nobody counted them; nothing is hidden
    yield Table("areas", "The small areas", columns.AREAS, tuple(
        (a["name"] or a["code"], a["code"], HIDDEN if counted and a["people"] is None else a["people"], a["decile"])
        for a in content["areas"]
    ))  # fmt: skip
    yield _about([
        ("Finding", content["finding"]), ("People", content["population"]), ("Deprivation", content.get("deprived")),
        ("Index", content["index"]), *(("Source", line) for line in content["sources"]), *_licence(content),
        ("Checked", content["checked"]),
    ])  # fmt: skip


def _measured(row: Mapping[str, Any], key: str) -> Any:
    """Give one cell of a measure. Where it is hidden, whether it is more or less than another would tell of it."""
    if row["hidden"]:
        return HIDDEN if key in FIGURES else NOT_COMPARED if key == "words" else row.get(key)
    return row.get(key)


def _plan(content: Mapping[str, Any]) -> Iterator[Table]:
    every = content["priorities"]
    yield Table("actions", "Actions", columns.ACTIONS, tuple(
        (p["title"], a["title"], a.get("ref", ""), a["status"], a.get("note", "")) for p in every for a in p["did"]
    ))  # fmt: skip
    yield Table("priorities", "Priorities: how many raised them, and what changed", columns.PRIORITIES, tuple(
        (p["title"], *_raised(p.get("raised")), p["changed"]) for p in every
    ))  # fmt: skip
    yield Table("words", "What residents said", columns.WORDS, tuple(
        (p["title"], said["words"], said["by"]) for p in every for said in p["said"]
    ))  # fmt: skip
    lines, sums = content["money"], spent(content["money"])
    total = [(WHOLE, sums["planned"], sums["spent"])] if len(lines) > 1 else []
    yield Table(
        "money",
        "Money by priority",
        columns.MONEY,
        (*((x["priority"], x["planned"], x["spent"]) for x in lines), *total),
    )
    yield Table(
        "not-chosen", "What we did not choose or could not do, and why", columns.NOT_CHOSEN,
        tuple((one["what"], one["why"]) for one in content["not_chosen"]),
    )  # fmt: skip
    meeting, contact = content["meeting"] or {}, content["contact"] or {}
    yield _about([
        ("Plan", content["title"]), ("In short", content["intro"]), ("Runs from", content["period"]),
        ("People heard", content["people_heard"]), ("Next update", _day(content["next_update"])),
        ("Next meeting", ", ".join(filter(None, (meeting.get("when"), meeting.get("where"))))),
        ("Ring", contact.get("phone")), ("Come to", contact.get("place")), ("Checked", content["checked"]),
    ])  # fmt: skip


def _raised(told: Mapping[str, Any] | None) -> tuple[Any, Any]:
    if not told:
        return None, None
    return HIDDEN if told["count"] is None else told["count"], told["of"]


def _free(content: Mapping[str, Any]) -> Iterator[Table]:
    lists = {
        k: v
        for k, v in content.items()
        if k != "tables" and isinstance(v, list) and v and all(isinstance(one, Mapping) for one in v)
    }
    for name, items in lists.items():
        heads = list(dict.fromkeys(key for item in items for key in item))
        columns = tuple(Column(head, _words(head), _words(head)) for head in heads)
        yield Table(name, _words(name), columns, tuple(tuple(_one(item.get(head)) for head in heads) for item in items))
    for n, given in enumerate(content.get("tables", ()), start=1):
        yield _counts(n, given)
        yield _shares(n, given)
    plain = [(_words(k), v) for k, v in content.items() if k not in lists and k not in {"tables", "place_id"}]
    yield _about([(name, _one(value)) for name, value in plain])


def _counts(n: int, given: Mapping[str, Any]) -> Table:
    """Lay a table of counts out as it was attacked: every cell of it, totals among them, and no other."""
    names = given["dimensions"]
    columns = (*(Column(d, _words(d), _words(d)) for d in names), Column("count", "Count", "How many", "count"))
    rows = tuple((*row[:-1], HIDDEN if row[-1] is None else row[-1]) for row in given["rows"])
    return Table(f"table-{n}", _caption(n, given), columns, rows)


def _shares(n: int, given: Mapping[str, Any]) -> Table:
    """Lay out the percentages that stand beside a table: those that were attacked with it."""
    columns = (
        Column("part", "Part", "What is a part"), Column("whole", "Of", "Of what"),
        Column("percent", "Percent", "Its share in 100, as it was attacked"),
    )  # fmt: skip
    rows = tuple(
        (", ".join(part), ", ".join(whole), f"{percent:.{places}f}")
        for part, whole, percent, places in given.get("shares", ())
    )
    return Table(f"percentages-{n}", f"Percentages beside table {n}", columns, rows)


def _caption(n: int, given: Mapping[str, Any]) -> str:
    scope = given.get("scope", {})
    told = ", ".join(filter(None, (scope.get("counts"), scope.get("period"))))
    return f"Table {n}: {told}" if told else f"Table {n}"


def _about(lines: Sequence[tuple[str, Any]]) -> Table:
    told = [
        (name, f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else value)
        for name, value in lines
    ]
    return Table(
        ABOUT, "About it", columns.FACTS, tuple((name, str(value)) for name, value in told if value not in {None, ""})
    )


def _licence(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    drawn = [("Licence of the outlines", line) for line in content.get("map_credits", ())]
    return [("Licence", line) for line in content.get("credits", ())] + drawn


def _one(value: object) -> Any:
    """Write what is no single value as JSON."""
    return canonical({"": value})[4:-1] if isinstance(value, (list, tuple, dict)) else value


def _words(name: str) -> str:
    said = name.replace("_", " ").replace("-", " ").strip()
    return said[:1].upper() + said[1:]


def _day(value: str | None) -> str:
    """Write a day that stands as 2027-01-15 the way people read it; leave other words as they are."""
    try:
        day = date.fromisoformat(value or "")
    except ValueError:
        return value or ""
    return f"{day.day} {day:%B %Y}"
