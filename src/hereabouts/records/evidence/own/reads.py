"""Own tables as pages read them: a file on its way in, what it would change, and what stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from hereabouts.core.evidence.own_plan import OwnPlan, own_plan
from hereabouts.core.evidence.own_readings import Amount, Key, OwnRead
from hereabouts.core.evidence.own_rows import own_rows
from hereabouts.core.evidence.own_tables import NotOwnFacts, OwnFacts, never_people, own_facts, own_fields
from hereabouts.core.imports.fields import text
from hereabouts.core.imports.tables import LOOKED_AT, SheetRow, Table, table
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import listed
from hereabouts.engines.definitions import disclosure, generations, topics
from hereabouts.engines.sheets import Workbook
from hereabouts.records.evidence.models import OwnReading, OwnTable
from hereabouts.records.evidence.own import access
from hereabouts.records.evidence.own.known import Recognised, ground, recognised
from hereabouts.records.imports import access as batches
from hereabouts.records.imports import reads as sheets
from hereabouts.records.ledger.access import NotFound

if TYPE_CHECKING:
    from hereabouts.records.imports.models import Batch

ABOUT = OwnTable.KIND
RULE = "open"  # beyond those who counted, a number of few people is as good as told
FIRST = 12  # rows shown to choose the headings from
TRIED = 500  # rows whose codes are looked up to guess a column


@dataclass(frozen=True)
class Prepared:
    """What a file would do: its readings and faults, the plan against the table of that name, and where its people are from."""

    facts: OwnFacts
    read: OwnRead
    plan: OwnPlan
    table: Table
    earlier: OwnTable | None
    people_source: str
    strangers: int


@dataclass(frozen=True)
class OwnLine:
    """One own table: what it says of itself, whose it is, from which file, and whether it may be published.

    ``people`` says who counted the people it is out of, where no column does (``of_row``).
    """

    id: UUID
    import_id: UUID
    title: str
    organisation: str
    facts: OwnFacts
    boundaries: str
    file: str
    sha256: str
    imported_on: date
    imported_by: str
    rows: int
    people: str
    of_row: bool
    cleared: bool
    cleared_by: str
    cleared_on: date | None

    @property
    def source(self) -> str:
        """Name it as every figure of it is named, wherever it goes: with who alone may see it, until it may be published."""
        to = f"for {self.organisation} only" if self.facts.within else "for the partnership only"
        return f"{self.title}, own table of {self.organisation}{'' if self.cleared else f' ({to})'}"


@dataclass(frozen=True)
class OwnNumber:
    """One reading that stands, with the file and the row it is from."""

    area: str
    period: str
    amount: Amount
    file: str
    row: int


def waiting(actor: Actor, id: object, *, on: date) -> Batch:
    """Give an import of an own table of the actor's organisation; NotFound for any other."""
    batch = batches.find(actor, id, on=on)
    if batch.about != ABOUT or str(batch.organisation_id) != str(actor.organisation):
        raise NotFound
    return batch


def table_of(batch: Batch, book: Workbook) -> Table:
    """Give the rows under the headings, said or guessed. Raises NoHeadings, and ListsPeople where each row is somebody."""
    layer = bool(book.rows) and book.rows[0].number == 0
    said = 0 if layer else batch.facts.get("heading_row")
    found = table(book.rows, own_fields(), heading_row=said)
    never_people(found.headings)
    return found


def first_rows(book: Workbook, guessed: Table | None) -> list[SheetRow]:
    """Give the rows among which the headings are, as they stand, some below the row guessed; all where nothing is."""
    most = max(FIRST, guessed.heading_row + 3) if guessed else LOOKED_AT
    return [row for row in book.rows[:most] if row.filled]


def columns(found: Table) -> tuple[dict[str, str], bool]:
    """Propose what the columns are: as last time, or the area by its values and the rest by their headings."""
    mapping, remembered = sheets.columns_for(ABOUT, found, own_fields())
    area = area_column(found)
    if not remembered and area:
        mapping = {name: heading for name, heading in mapping.items() if heading != area[0]} | {"area": area[0]}
    return mapping, remembered


def area_column(found: Table) -> tuple[str, list[Recognised]] | None:
    """Guess which column holds the codes of areas, by what the evidence file knows; None where it knows none of them."""
    told = [(heading, codes_in(found, heading, most=TRIED)) for heading in found.headings]
    likely = [
        (heading, codes) for heading, codes in told if codes and sum(" " not in c for c in codes) > len(codes) / 2
    ]
    known = [(heading, of) for heading, codes in likely if (of := recognised(codes))]
    return max(known, key=lambda pair: pair[1][0].codes, default=None)


def codes_in(found: Table, heading: str, *, most: int | None = None) -> set[str]:
    """Give the different codes in a column."""
    at = found.headings.index(heading)
    return {text(row.cells[at]).upper() for row in found.rows[:most] if row.cells[at] not in {None, ""}}


def facts_before(batch: Batch, found: Table) -> dict[str, object]:
    """Give what was said of the last table with these headings by the same organisation; nothing for the first."""
    last = sheets.alike(batch, found)
    return dict(last.facts["said"]) if last else {}


def prepared(batch: Batch) -> Prepared:
    """Read the file that waits as its columns and facts say, and lay it beside what stands. Changes nothing."""
    book = sheets.workbook_of(batch)
    found, mapping = table_of(batch, book), batch.mapping
    facts = own_facts(batch.facts.get("said", {}), has_of="of" in mapping, has_period="period" in mapping)
    if facts.topic not in topics() or facts.generation not in generations():
        raise NotOwnFacts(
            "Choose a topic ({topics}) and boundaries ({boundaries}) that we know.",
            topics=listed(list(topics())), boundaries=listed(list(generations())),
        )  # fmt: skip
    codes = codes_in(found, mapping["area"])
    known = ground(codes, facts.generation, people="of" not in mapping)
    read = own_rows(found, mapping, facts, known, book.unreckoned)
    earlier = called(batch.organisation_id, facts.title)
    strangers = len({row.key.area for row in read.rows} - known.generations.keys()) if known.generations else 0
    plan = own_plan(read.rows, standing(earlier) if earlier else {})
    return Prepared(facts, read, plan, found, earlier, known.people_source, strangers)


def called(organisation: object, title: str) -> OwnTable | None:
    """Give the table of an organisation by its title, standing or taken back."""
    return OwnTable.objects.filter(organisation=organisation, title__iexact=title.strip()).first()


def standing(one: OwnTable) -> dict[Key, Amount]:
    """Give the readings of a table that stand."""
    rows = OwnReading.objects.filter(table=one, ended_by=None).order_by()
    return {Key(a, p): Amount(n, d) for a, p, n, d in rows.values_list("area", "period", "numerator", "denominator")}


def tables(actor: Actor, *, on: date) -> list[OwnLine]:
    """Give the own tables that the actor may see."""
    return [line(one) for one in access.visible(actor, on=on)]


def line(one: OwnTable) -> OwnLine:
    """Describe a table that stands."""
    batch = one.stands
    facts = OwnFacts(**batch.facts["said"])
    cleared = one.cleared_id == one.stands_id and not one.within
    return OwnLine(
        one.pk, one.stands_id, one.title, one.organisation.name, facts, str(generations()[facts.generation]["label"]), batch.file_name,
        batch.sha256, batch.imported_on, batch.by_name, sum(n for name, n in batch.counts.items() if name != "removed"),
        batch.facts["people"], "of" in batch.mapping, cleared, one.cleared_by if cleared else "", one.cleared_on if cleared else None,
    )  # fmt: skip


def numbers(one: OwnTable) -> list[OwnNumber]:
    """Give every reading of a table that stands, with its file and row."""
    rows = OwnReading.objects.filter(table=one, ended_by=None).select_related("made_by")
    return [
        OwnNumber(r.area, r.period, Amount(r.numerator, r.denominator), r.made_by.file_name, r.row)
        for r in rows.order_by("-period", "area")
    ]  # fmt: skip


def told_to(actor: Actor, one: OwnTable, of: list[OwnNumber]) -> bool:
    """Say whether the numbers of single areas may be shown: to others than those who counted only where none is small."""
    return inside(actor, one) or not any(few(n.amount, one.stands.facts["said"]["shape"]) for n in of)


def inside(actor: Actor | None, one: OwnTable) -> bool:
    """Say whether a table is of the actor's own organisation."""
    return actor is not None and actor.organisation is not None and str(one.organisation_id) == str(actor.organisation)


def few(amount: Amount, shape: str) -> bool:
    """Say whether a number is of so few people that the rule for what leaves would hide it."""
    told = amount.denominator if shape == "mean" else amount.numerator
    return told is not None and disclosure()[RULE].small(round(told))


def periods(of: list[OwnNumber]) -> dict[str, int]:
    """Count the readings of each period, the newest first."""
    return dict(sorted(Counter(one.period for one in of).items(), reverse=True))
