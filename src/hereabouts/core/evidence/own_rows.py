"""The rows of a council's own table: readings, or faults by row and column; and what they would change."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hereabouts.core.evidence.own_tables import OwnFacts, own_fields
from hereabouts.core.evidence.written import written
from hereabouts.core.imports.checking import Checked, Fault, Good, checked
from hereabouts.core.imports.fields import plain, shown
from hereabouts.core.imports.tables import SheetRow, Table, letter
from hereabouts.core.sentences import Sentence

TOTALS = {"total", "totals", "grand total", "all", "all areas", "sum", "council total", "overall"}
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


@dataclass(frozen=True)
class Ground:
    """What is known of the codes in a table: the generations each is of, who lives there, and which areas a larger unit has.

    ``whole`` says whether every code of the generation is known, so that any other is wrong; ``looks`` is how one looks.
    """

    generations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    people_source: str = ""
    units: Mapping[str, frozenset[str]] = field(default_factory=dict)
    whole: bool = False
    looks: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


class Key(NamedTuple):
    """What a reading is of."""

    area: str
    period: str


class Amount(NamedTuple):
    """What it says: a number and what it is out of; None is not known."""

    numerator: float | None
    denominator: float | None

    @property
    def measure(self) -> float | None:
        """Give the measure that a mean was weighted into."""
        return self.numerator / self.denominator if self.numerator is not None and self.denominator else None


@dataclass(frozen=True)
class OwnRow:
    """One reading with the row of the file that it stands in."""

    key: Key
    amount: Amount
    row: int


@dataclass(frozen=True)
class OwnRead:
    """Everything a table says: its readings, its faults, and how many rows were totals, notes or not told."""

    rows: tuple[OwnRow, ...]
    faults: tuple[Fault, ...]
    totals: int = 0
    notes: int = 0
    hidden: int = 0


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
    faults += _periodless(read, mapping)
    faults += _twice(made, mapping)
    formulas = _formulas(table, mapping, unreckoned)
    reckoned = {(f.row, f.column) for f in formulas}
    faults = [f for f in faults if (f.row, f.column) not in reckoned] + formulas  # such a cell only looks empty
    if not faults and facts.shape != "mean":
        faults += _sums(totals, table, mapping, made, fixed, ground)
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
    if problem := _strange(values["area"], facts.generation, ground):
        faults.append(Fault(one.row, mapping["area"], values["area"], problem))
    value = values["value"]
    of = values["of"] if mapping.get("of") else ground.people.get(values["area"])
    if problem := _impossible(value, of, facts):
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


def _strange(code: str, generation: str, ground: Ground) -> Sentence | None:
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


def _impossible(value: float | None, of: float | None, facts: OwnFacts) -> Sentence | None:
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


def _periodless(read: Checked, mapping: Mapping[str, str]) -> list[Fault]:
    if not mapping.get("period"):
        return []
    column = mapping["period"]
    problem = Impossible("It says no period. Write one, such as 2025 or 2024/25.")
    return [Fault(one.row, column, "", problem) for one in read.good if not one.values["period"]]


def _twice(rows: Sequence[OwnRow], mapping: Mapping[str, str]) -> list[Fault]:
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


def _formulas(table: Table, mapping: Mapping[str, str], unreckoned: Sequence[str]) -> list[Fault]:
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


def _sums(
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


@dataclass(frozen=True)
class Changed:
    """A reading that says something else than before."""

    row: OwnRow
    before: Amount


@dataclass(frozen=True)
class OwnPlan:
    """What a table would change. It speaks for the periods that stand in it: readings of other periods stay."""

    new: tuple[OwnRow, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[OwnRow, ...]
    removed: tuple[Key, ...]
    stays: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Count them for the preview."""
        return {name: len(getattr(self, name)) for name in ("new", "changed", "unchanged", "removed")}


def own_plan(rows: Sequence[OwnRow], standing: Mapping[Key, Amount]) -> OwnPlan:
    """Lay the readings of a table beside those that stand."""
    spoken_for, here = {one.key.period for one in rows}, {one.key for one in rows}
    return OwnPlan(
        new=tuple(one for one in rows if one.key not in standing),
        changed=tuple(Changed(one, standing[one.key]) for one in rows if standing.get(one.key, one.amount) != one.amount),
        unchanged=tuple(one for one in rows if standing.get(one.key) == one.amount),
        removed=tuple(sorted(key for key in standing if key.period in spoken_for and key not in here)),
        stays=tuple(sorted({key.period for key in standing} - spoken_for)),
    )  # fmt: skip
