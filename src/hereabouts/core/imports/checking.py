"""Columns to fields, rows to values or faults, and what an import would change before it changes anything."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from hereabouts.core.imports.fields import Field, plain, shown
from hereabouts.core.imports.tables import Cell, Table
from hereabouts.core.sentences import Sentence, listed

Mapped = Mapping[str, str]  # field name -> heading of the column that holds it


class NotMapped(Sentence):
    """Columns that were given a meaning they cannot have."""


class Missing(Sentence):
    """A cell that must hold something and is empty."""


class Twice(Sentence):
    """A row with a reference that another row of the file has."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: the row and the column as the person sees them, and how to mend it."""

    row: int
    column: str
    value: str
    problem: Sentence

    def __str__(self) -> str:
        return f"Row {self.row}, column “{self.column}”: {self.problem}"


@dataclass(frozen=True)
class Good:
    """One row that can be read: its number in the sheet, a value for every field, and which fields its cells filled."""

    row: int
    values: dict[str, Any]
    filled: frozenset[str] = frozenset()


class Checked(NamedTuple):
    """Every row, either as values or as faults."""

    good: list[Good]
    faults: list[Fault]


def suggested(headings: Sequence[str], fields: Sequence[Field]) -> dict[str, str]:
    """Propose a column for each field: by its exact name first, then by the longest of its words in a heading."""
    found: dict[str, str] = {}
    for one in fields:
        exact = next((h for h in headings if one.called(h) and h not in found.values()), None)
        if exact:
            found[one.name] = exact
    offers = [(f.hinted(h), f.name, h) for f in fields for h in headings]
    for strength, name, heading in sorted(offers, key=lambda offer: -offer[0]):
        if strength and name not in found and heading not in found.values():
            found[name] = heading
    return {f.name: found[f.name] for f in fields if f.name in found}


def headings_key(headings: Sequence[str]) -> str:
    """Name a set of headings, so that the next sheet of the same sender is recognised."""
    return sha256("\n".join(sorted(map(plain, headings))).encode()).hexdigest()


def mapped(mapping: Mapped, headings: Sequence[str], fields: Sequence[Field]) -> dict[str, str]:
    """Give the mapping if it can be used; NotMapped says which column is missing, unknown or used twice."""
    labels = {f.name: f.label for f in fields}
    kept = {name: heading for name, heading in mapping.items() if heading}
    if strange := [name for name in kept if name not in labels]:
        raise NotMapped("“{name}” is not a field. The fields are {all}.", name=strange[0], all=listed(list(labels)))
    if absent := [heading for heading in kept.values() if heading not in headings]:
        raise NotMapped(
            "There is no column “{heading}”. The columns are {all}.", heading=absent[0], all=listed(list(headings))
        )
    if double := [heading for heading, n in Counter(kept.values()).items() if n > 1]:
        raise NotMapped("“{heading}” is chosen twice. A column can be one thing only.", heading=double[0])
    if wanting := [f.label for f in fields if f.required and f.name not in kept]:
        raise NotMapped("Choose a column for {fields}.", fields=listed([f"“{label}”" for label in wanting]))
    return kept


def checked(table: Table, fields: Sequence[Field], mapping: Mapped) -> Checked:
    """Read every row. A row with one fault is not good; every fault of a row is told, not the first alone."""
    kept = mapped(mapping, table.headings, fields)
    told = [(one, table.headings.index(kept[one.name])) for one in fields if one.name in kept]
    empty = {one.name: one.empty for one in fields}  # in their order, which is the order of what is kept of a row
    good, faults = [], []
    for row in table.rows:
        values: dict[str, Any] = empty.copy()
        filled: set[str] = set()
        wrong: list[Fault] = []
        for one, at in told:
            cell = row.cells[at]
            try:
                values[one.name] = _read(one, cell)
                filled |= set() if _blank(cell) else {one.name}
            except Sentence as problem:
                wrong.append(Fault(row.number, kept[one.name], shown(cell), problem))
        if wrong:
            faults += wrong
        else:
            good.append(Good(row.number, values, frozenset(filled)))
    return Checked(good, faults)


def _read(one: Field, cell: Cell) -> Any:
    if _blank(cell):
        if one.required:
            raise Missing("It is empty. Fill it in, or take the row out.")
        return one.empty
    return one.read(cell)


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


@dataclass(frozen=True)
class Keyed:
    """A good row with the key it is known by from file to file, and the fingerprint of what it says."""

    key: str
    print: str
    good: Good


@dataclass(frozen=True)
class Planned:
    """What an import would do. Rows that say what is remembered already change nothing."""

    new: tuple[Keyed, ...]
    changed: tuple[Keyed, ...]
    unchanged: tuple[Keyed, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Count them for the preview."""
        return {"new": len(self.new), "changed": len(self.changed), "unchanged": len(self.unchanged)}


def planned(
    good: Sequence[Good],
    known: Mapping[str, str],
    *,
    ref: str = "ref",
    column: str = "",
    closed: frozenset[str] = frozenset(),
) -> Planned:
    """Lay rows beside what is remembered (key -> fingerprint).

    A row is known by its own reference (the field ``ref``) where it has one, otherwise by what it says and how often
    the file has said that before: two people may give the same answer, and the same file twice is no news. Capitals
    and stray spaces make no difference. A row whose key is in ``closed`` changes nothing any more.
    """
    seen: Counter[str] = Counter()
    kinds: dict[str, list[Keyed]] = {"new": [], "changed": [], "unchanged": []}
    faults = []
    for one in good:
        said = fingerprint({name: one.values[name] for name in one.filled})
        own = plain(one.values.get(ref) or "")
        base = f"ref:{own}" if own else f"said:{said}"
        seen[base] += 1
        if own and seen[base] > 1:
            problem = Twice("“{ref}” stands in an earlier row already. Each row needs its own.", ref=one.values[ref])
            faults.append(Fault(one.row, column or ref, shown(one.values[ref]), problem))
            continue
        key = base if own else f"{base}:{seen[base]}"
        kind = "new" if key not in known else "unchanged" if known[key] == said or key in closed else "changed"
        kinds[kind].append(Keyed(key, said, one))
    return Planned(tuple(kinds["new"]), tuple(kinds["changed"]), tuple(kinds["unchanged"]), tuple(faults))


def fingerprint(values: Mapping[str, Any]) -> str:
    """Give the fingerprint of what a row says, whatever its capitals and spaces."""
    told = {name: " ".join(str(value).casefold().split()) for name, value in values.items()}
    return sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
