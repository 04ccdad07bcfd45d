"""What can be wrong with a row of a council's own table, said with its row, its column and how to mend it."""

import re
from collections.abc import Mapping, Sequence

from hereabouts.core.evidence.own_readings import Ground, Key, OwnRow
from hereabouts.core.evidence.own_tables import OwnFacts, own_fields
from hereabouts.core.imports.checking import Checked, Fault, checked
from hereabouts.core.imports.fields import shown
from hereabouts.core.imports.tables import SheetRow, Table, letter
from hereabouts.core.sentences import Sentence

CLOSE = 0.5  # a total may be rounded


class NotOurArea(Sentence):
    """A code that is no area of the boundaries that the table is on."""


class Impossible(Sentence):
    """A number that cannot be."""


class Again(Sentence):
    """An area that stands twice for one period."""


class NotTheSum(Sentence):
    """A total in the table that its own areas do not add up to."""


class NotReckoned(Sentence):
    """A cell with a formula that nobody has worked out."""


def strange(code: str, generation: str, ground: Ground) -> Sentence | None:
    """Say why a code is no area of the boundaries that the table is on; None where it is one."""
    known = ground.generations.get(code, frozenset())
    if generation in known or (not known and not ground.whole and re.fullmatch(ground.looks or r"\w+", code)):
        return None
    ours = ground.labels.get(generation, generation)
    if known:
        others = " or ".join(sorted(ground.labels.get(one, one) for one in known))
        return NotOurArea(
            "“{code}” is not among {ours}; it is among {others}. Say that the table is on those, or give it on one kind only.",
            code=code, ours=ours, others=others,
        )  # fmt: skip
    return NotOurArea("“{code}” is not among {ours}. Look for a slip of the pen.", code=shown(code), ours=ours)


def impossible(value: float | None, of: float | None, facts: OwnFacts) -> Sentence | None:
    """Say why a number, or what it is out of, cannot be; None where it can."""
    for told in (of,) if facts.shape == "mean" else (value, of):
        if told is not None and told < 0:
            return Impossible("{n:,g} is less than none. Mend it, or write * where it is not known.", n=told)
    if facts.shape == "mean":
        return None
    if value is not None and value != round(value):
        return Impossible("{n:,g} is no count: counts are whole. Is it an average? Say so at the step before.", n=value)
    if value is not None and of == 0 and value > 0:
        return Impossible("{n:,g} are counted out of none. Mend one of the two.", n=value)
    if facts.shape == "proportion" and value is not None and of is not None and value > of:
        return Impossible("{n:,g} is more than the {of:,g} it is out of. Mend one of the two.", n=value, of=of)
    return None


def periodless(read: Checked, mapping: Mapping[str, str]) -> list[Fault]:
    """Tell of rows that say no period where a column is to say it."""
    if not mapping.get("period"):
        return []
    column = mapping["period"]
    problem = Impossible("It says no period. Write one, such as 2025 or 2024/25.")
    return [Fault(one.row, column, "", problem) for one in read.good if not one.values["period"]]


def twice(rows: Sequence[OwnRow], mapping: Mapping[str, str]) -> list[Fault]:
    """Tell of every area that stands a second time for one period."""
    first: dict[Key, int] = {}
    faults = []
    for one in rows:
        if one.key in first:
            problem = Again(
                "{area} stands in row {row} already, for {period}. Keep one of the two, or add them up.",
                area=one.key.area, row=first[one.key], period=one.key.period,
            )  # fmt: skip
            faults.append(Fault(one.row, mapping["area"], one.key.area, problem))
        first.setdefault(one.key, one.row)
    return faults


def formulas(table: Table, mapping: Mapping[str, str], unreckoned: Sequence[str]) -> list[Fault]:
    """Tell of formulas without a result in the columns that are read: they look empty, and are not."""
    used = {letter(table.headings.index(h)): h for h in mapping.values() if h in table.headings}
    rows = {row.number for row in table.rows}
    faults = []
    for cell in unreckoned:
        found = re.fullmatch(r"([A-Z]+)(\d+)", cell)
        if found and found[1] in used and int(found[2]) in rows:
            problem = NotReckoned(
                "It holds a formula that nobody has worked out. Open the file in a spreadsheet, save it, and load it again."
            )
            faults.append(Fault(int(found[2]), used[found[1]], "", problem))
    return faults


def sums(
    totals: Sequence[SheetRow],
    table: Table,
    mapping: Mapping[str, str],
    rows: Sequence[OwnRow],
    fixed: str,
    ground: Ground,
) -> list[Fault]:
    """Hold each total of the table against the areas it is of, where every one of them is told."""
    faults: list[Fault] = []
    read = checked(Table(table.headings, table.heading_row, tuple(totals)), own_fields(), mapping)
    for one in read.good:
        told, code = one.values["value"], one.values["area"]
        period = one.values["period"] if mapping.get("period") else fixed
        inside = ground.units.get(code)
        parts = [
            r.amount.numerator for r in rows if r.key.period == period and (inside is None or r.key.area in inside)
        ]
        whole = inside is None or len(parts) == len(inside)
        added = sum(part or 0.0 for part in parts)
        if told is not None and parts and whole and None not in parts and abs(added - told) > CLOSE:
            problem = NotTheSum(
                "“{code}” is {told:,.10g}, but its areas add up to {added:,.10g}. Mend the one that is wrong, or take the total out.",
                code=code.capitalize() if inside is None else code, told=told, added=added,
            )  # fmt: skip
            faults.append(Fault(one.row, mapping["value"], shown(told), problem))
    return faults
