"""The rows of a council's own table: readings, or faults by row and column."""

import re
from collections.abc import Mapping, Sequence

from hereabouts.core.evidence.own_faults import Impossible, formulas, impossible, periodless, strange, sums, twice
from hereabouts.core.evidence.own_readings import Amount, Ground, Key, OwnRead, OwnRow
from hereabouts.core.evidence.own_tables import OwnFacts, own_fields
from hereabouts.core.evidence.written import written
from hereabouts.core.imports.checking import Fault, Good, checked
from hereabouts.core.imports.fields import plain, shown
from hereabouts.core.imports.tables import SheetRow, Table

TOTALS = {"total", "totals", "grand total", "all", "all areas", "sum", "council total", "overall"}


def own_rows(
    table: Table, mapping: Mapping[str, str], facts: OwnFacts, ground: Ground, unreckoned: Sequence[str] = ()
) -> OwnRead:
    """Read every row. NotMapped says what is wrong with the columns; every other fault is told with its row and column."""
    rows, totals, notes = _sorted_out(table, mapping, ground)
    fixed = written(facts.period).id if facts.period else ""
    read = checked(Table(table.headings, table.heading_row, tuple(rows)), own_fields(), mapping)
    told = [_reading(one, fixed, mapping, facts, ground) for one in read.good]
    made = [one for one in told if isinstance(one, OwnRow)]
    faults = [*read.faults, *(fault for one in told if isinstance(one, list) for fault in one)]
    faults += periodless(read, mapping)
    faults += twice(made, mapping)
    unsaved = formulas(table, mapping, unreckoned)
    reckoned = {(f.row, f.column) for f in unsaved}
    faults = [f for f in faults if (f.row, f.column) not in reckoned] + unsaved  # such a cell only looks empty
    if not faults and facts.shape != "mean":
        faults += sums(totals, table, mapping, made, fixed, ground)
    hidden = sum(one.amount.numerator is None for one in made)
    return OwnRead(tuple(made), tuple(sorted(faults, key=lambda f: f.row)), len(totals), notes, hidden)


def _sorted_out(table: Table, mapping: Mapping[str, str], ground: Ground) -> tuple[list[SheetRow], list[SheetRow], int]:
    """Part the rows of areas from totals, and count the notes that stand below a table."""
    area = table.headings.index(mapping["area"]) if mapping.get("area") in table.headings else 0
    numbers = [table.headings.index(mapping[name]) for name in ("value", "of") if mapping.get(name) in table.headings]
    rows, totals, notes = [], [], 0
    for row in table.rows:
        told = str(row.cells[area] or "").strip()
        if all(row.cells[n] in {None, ""} for n in numbers) and not re.fullmatch(r"\w+", told):
            notes += 1
        elif plain(told) in TOTALS or told.upper() in ground.units:
            totals.append(row)
        else:
            rows.append(row)
    return rows, totals, notes


def _reading(
    one: Good, fixed: str, mapping: Mapping[str, str], facts: OwnFacts, ground: Ground
) -> OwnRow | list[Fault] | None:
    values, faults = one.values, []
    if problem := strange(values["area"], facts.generation, ground):
        faults.append(Fault(one.row, mapping["area"], values["area"], problem))
    value = values["value"]
    of = values["of"] if mapping.get("of") else ground.people.get(values["area"])
    if problem := impossible(value, of, facts):
        faults.append(Fault(one.row, mapping["value"], shown(value), problem))
    if not faults and of is None and not mapping.get("of"):
        lacking = Impossible(
            "Nobody has counted the people of {area}, so there is no rate. Choose a column that says out of how many.",
            area=values["area"],
        )
        faults.append(Fault(one.row, mapping["area"], values["area"], lacking))
    if faults:
        return faults
    period = fixed if not mapping.get("period") else values["period"]
    amount = Amount(value * of if facts.shape == "mean" and value is not None and of is not None else value, of)
    return OwnRow(Key(values["area"], period), amount, one.row) if period else None
