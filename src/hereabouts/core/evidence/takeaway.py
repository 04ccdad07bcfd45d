"""The profile as something to take away: one set of tables that every file format is written from (X-36).

A figure is worked out once and printed once. Sheets hold the numbers as they are; ``printed`` says how people read them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hereabouts.core.evidence.figure import beside, in_words
from hereabouts.core.evidence.history import History
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.evidence.profile import Profile
from hereabouts.core.evidence.pyramid import Pyramid
from hereabouts.core.evidence.spread import AreaFigure
from hereabouts.core.steps import Row

UNKNOWN = "not known"
BETTER = {"high_bad": "lower", "high_good": "higher", "neutral": "neither"}


@dataclass(frozen=True)
class Column:
    """One column: its short name, its heading for people, what it is, and which column holds the unit of its numbers."""

    name: str
    heading: str
    means: str
    kind: str = "text"  # or "number" (as it is), "count", "figure" (printed by the unit of its row)


@dataclass(frozen=True)
class Table:
    """One table: raw cells in the order of its columns."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]

    def printed(self) -> list[list[str]]:
        """Give the rows as people read them."""
        unit = next((n for n, c in enumerate(self.columns) if c.name == "unit"), None)
        return [
            [as_read(cell, column, "" if unit is None else str(row[unit])) for cell, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]  # fmt: skip


@dataclass(frozen=True)
class Takeaway:
    """A profile with all that belongs to it when it leaves the screen."""

    title: str
    place: str
    made_on: date
    finding: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]
    credits: tuple[str, ...]

    def table(self, name: str) -> Table:
        """Give one table by its name."""
        return next(table for table in self.tables if table.name == name)

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Give the datasets it was made from, as named cells."""
        return [
            dict(zip([c.name for c in t.columns], row, strict=True))
            for t in self.tables
            if t.name == "provenance"
            for row in t.rows
        ]


def printed(value: float | None, unit: str) -> str:
    """Print an indicator's value the way its unit is read: a share in per cent, anything else with one decimal."""
    if value is None:
        return UNKNOWN
    return f"{100 * value:,.1f}%" if unit.startswith(("of ", "share ")) else f"{value:,.1f}"


def as_read(cell: Any, column: Column, unit: str) -> str:
    """Print one cell: nothing where a text is empty, "not known" where a number is."""
    if column.kind == "figure":
        return printed(cell, unit)
    if column.kind == "count":
        return UNKNOWN if cell is None else f"{cell:,.0f}"
    if column.kind == "share":
        return UNKNOWN if cell is None else f"{100 * cell:,.1f}%"
    return "" if cell is None else str(cell)


_FIGURES = (
    Column("place", "Place", "The place, by the name the partnership gave it"),
    Column("id", "Id", "The id of the indicator in the shared library"),
    Column("indicator", "Measure", "What is measured"),
    Column("unit", "Unit", "What the figure is of, or per what; shares are between 0 and 1"),
    Column("better", "Better is", "Which way is better: lower, higher or neither"),
    Column("period", "Period", "The time that the figure is of, as published"),
    Column("value", "Figure", "The figure of the place", "figure"),
    Column("lo", "From", "Lower end of the likely range (95%)", "figure"),
    Column("hi", "To", "Upper end of the likely range (95%)", "figure"),
    Column("numerator", "Count", "How many were counted in the place", "count"),
    Column("denominator", "Out of", "Out of how many", "count"),
    Column("compared_with", "Compared with", "The council or nation that the place is held against"),
    Column("council", "Its figure", "The figure of what the place is compared with", "figure"),
    Column("words", "In words", "Worse, better, higher, lower or similar at 95%; or not compared"),
    Column("nation", "Nation", "The figure of the nation, where it is known", "figure"),
    Column("caution", "Caution", "Why to be careful with the figure; empty where there is no reason"),
    Column("note", "Note", "What was left out of the figure, or why there is none"),
    Column("method", "Method", "The calculation that gives the figure and its range"),
    Column("source", "Source", "The dataset that the figure comes from"),
    Column("licence", "Licence", "On what terms it may be used, in the publisher's words"),
)
_KINDS = (
    Column("kind", "Kind", "The domain of the index"),
    Column("areas_10", "Areas in the worst 10%", "Areas in the nation's most deprived tenth", "count"),
    Column("areas_20", "Areas in the worst 20%", "Areas in the nation's most deprived fifth", "count"),
    Column("people_20", "People in the worst 20%", "People who live in the areas of the fifth", "count"),
    Column("share_20", "Share of people", "Their share of everybody here", "share"),
)
_AGES = (
    Column("age", "Age", "Age in years"),
    Column("women", "Women", "Women of that age, where the publisher tells", "count"),
    Column("men", "Men", "Men of that age, where the publisher tells", "count"),
    Column("people", "People", "People of that age", "count"),
    Column("share", "Share", "Their share of everybody here", "share"),
    Column("council_share", "Share in the council", "The same share in the council", "share"),
)
_YEARS = (
    Column("id", "Id", "The id of the indicator"),
    Column("indicator", "Measure", "What is measured"),
    Column("unit", "Unit", "What the figure is of, or per what"),
    Column("period", "Period", "The time of the figure"),
    Column("value", "Figure", "The figure of the place", "figure"),
    Column("lo", "From", "Lower end of the likely range (95%)", "figure"),
    Column("hi", "To", "Upper end of the likely range (95%)", "figure"),
    Column("council", "Council", "The council's figure of the same time", "figure"),
    Column("note", "Note", "Why there is no figure"),
)
_AREAS = (
    Column("id", "Id", "The id of the indicator"),
    Column("indicator", "Measure", "What is measured"),
    Column("unit", "Unit", "What the figure is of, or per what"),
    Column("area", "Area code", "The code of the small area"),
    Column("name", "Area", "The name of the small area"),
    Column("value", "Figure", "The figure of the area", "figure"),
    Column("lo", "From", "Lower end of the likely range (95%)", "figure"),
    Column("hi", "To", "Upper end of the likely range (95%)", "figure"),
    Column("numerator", "Count", "How many were counted", "count"),
    Column("denominator", "Out of", "Out of how many", "count"),
    Column("numerator_row", "Row of the count", "The row of the publisher's file, headings counted"),
    Column("denominator_row", "Row of the other", "The row of the file that it is out of"),
    Column("note", "Note", "Why there is no figure"),
)
_PROVENANCE = (
    Column("id", "Dataset", "The id of the dataset's description"),
    Column("title", "Title", "What the dataset is called"),
    Column("publisher", "Publisher", "Who published it"),
    Column("period", "Period", "What time it is of"),
    Column("published", "Published", "When it was published"),
    Column("licence", "Licence", "On what terms it may be used"),
    Column("source", "Where from", "The publisher's address"),
    Column("file", "File", "The file that was read"),
    Column("sha256", "SHA-256", "The fingerprint of that file"),
    Column("rows", "Rows", "Rows that were read", "count"),
)
_FORMULAS = (
    Column("id", "Id", "The id of the indicator"),
    Column("indicator", "Measure", "What is measured"),
    Column("numerator", "Counted", "The cells that are counted: dataset/measure/part"),
    Column("denominator", "Out of", "The cells that they are out of"),
    Column("method", "Method", "How figure and range are worked out"),
    Column("why", "Why it matters", "Why it is in the library"),
    Column("caveats", "Beware", "What the figure does not say"),
    Column("author", "Stands behind it", "Who wrote the document"),
    Column("reviewed_on", "Reviewed", "When it was last reviewed"),
)


def takeaway(
    profile: Profile,
    *,
    on: date,
    documents: Mapping[str, Indicator],
    areas: Mapping[str, Sequence[AreaFigure]],
    histories: Mapping[str, History],
    pyramid: Pyramid | None,
    datasets: Sequence[Row],
    notes: Sequence[str] = (),
) -> Takeaway:
    """Put the tables of a profile together. A table with no row is left out."""
    known = [f for f in profile.indicators if f.value is not None]
    compared = [w for f in known if (w := in_words(f, beside(f))) != "not compared"]
    where = next((b.name for f in known if (b := beside(f))), "")
    finding = (
        f"Worse than {where} on {compared.count('worse')} of the {len(compared)} measures that can be compared."
        if compared else "Its figures stand by themselves: nothing here can be compared."
    )  # fmt: skip
    tables = (
        Table("figures", "The numbers, compared", _FIGURES, tuple(_figure(f, profile) for f in profile.indicators)),
        Table("deprivation", "Deprivation by kind", _KINDS, tuple(_kinds(profile))),
        Table("ages", "People by age", _AGES, tuple(_ages(pyramid))),
        Table("years", "Over time", _YEARS, tuple(row for h in histories.values() for row in _years(h))),
        Table("areas", "The small areas", _AREAS, tuple(r for i, told in areas.items() for r in _areas(documents[i], told))),
        Table("formulas", "How each figure is made", _FORMULAS, tuple(_formula(documents[f.id]) for f in profile.indicators)),
        Table("provenance", "Where it comes from", _PROVENANCE, tuple(_dataset(d) for d in _used(profile, datasets))),
    )  # fmt: skip
    return Takeaway(
        f"{profile.place}: place profile", profile.place, on, finding, tuple(_facts(profile)),
        tuple(t for t in tables if t.rows),
        tuple(f"{f.label}: {f.note}" for f in profile.indicators if f.value is None), tuple(notes), profile.credits,
    )  # fmt: skip


def _figure(f: Any, profile: Profile) -> tuple[Any, ...]:
    council, nation = beside(f), f.comparators.get("nation")
    return (
        profile.place, f.id, f.label, f.unit, BETTER[f.polarity], f.period, f.value, f.lo, f.hi, f.numerator, f.denominator,
        council.name if council else "",
        council.value if council else None, in_words(f, council), nation.value if nation and nation is not council else None,
        f.caution, f.note, f.method, f.source, " ".join(profile.credits),
    )  # fmt: skip


def _kinds(profile: Profile) -> list[tuple[Any, ...]]:
    if profile.deprivation is None:
        return []
    told = {"all together": profile.deprivation.most_deprived, **profile.deprivation.domains}
    return [(k, s["10"].areas, s["20"].areas, s["20"].people, s["20"].share_people) for k, s in told.items()]


def _ages(told: Pyramid | None) -> list[tuple[Any, ...]]:
    bands = told.bands if told else ()
    return [(b.label, b.women, b.men, b.people, b.share, b.council_share) for b in bands]


def _years(h: History) -> list[tuple[Any, ...]]:
    theirs = {m.span.text: m.figure.value for m in h.council if m.figure}
    return [
        (h.indicator, h.label, h.unit, m.span.text, *((m.figure.value, m.figure.lo, m.figure.hi) if m.figure else (None,) * 3),
         theirs.get(m.span.text), m.note)
        for m in h.measurements
    ]  # fmt: skip


def _areas(document: Indicator, told: Sequence[AreaFigure]) -> list[tuple[Any, ...]]:
    return [
        (document.id, document.label, document.unit, a.area, a.name,
         *((a.figure.value, a.figure.lo, a.figure.hi) if a.figure else (None,) * 3), a.count, a.of, a.count_row, a.of_row, a.note)
        for a in told
    ]  # fmt: skip


def _formula(document: Indicator) -> tuple[Any, ...]:
    counted, of = ("; ".join(getattr(f, side) for f in document.formulas) for side in ("numerator", "denominator"))
    return (
        document.id, document.label, counted, of, document.calculation,
        document.why, " ".join(document.caveats), document.author, document.reviewed_on.isoformat(),
    )  # fmt: skip


def _used(profile: Profile, datasets: Sequence[Row]) -> list[Row]:
    """Give the datasets of this generation of boundaries that anything here came from."""
    titles = {f.source for f in profile.indicators} | ({profile.deprivation.source} if profile.deprivation else set())
    population = profile.population_source or ""
    return [d for d in datasets if d["title"] in titles or (population and population.startswith(str(d["title"])))]


def _dataset(row: Row) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in _PROVENANCE)


def _facts(profile: Profile) -> list[tuple[str, str]]:
    facts = [
        ("People", f"{profile.population:,} ({profile.population_source})" if profile.population else profile.population_note),
        ("Small areas", f"{profile.areas} ({profile.generation})"),
    ]  # fmt: skip
    if profile.deprivation:
        fifth = profile.deprivation.most_deprived["20"]
        facts.append(
            (profile.deprivation.index, f"{fifth.areas} of {profile.areas} areas in the nation's most deprived 20%")
        )
        facts += [("Averages", profile.deprivation.hides)] if profile.deprivation.hides else []
    return facts
