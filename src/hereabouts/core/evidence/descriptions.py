"""A dataset is a description, never a program: what its file looks like and what each column means.

Everything a description yields becomes a *cell* (dataset, measure, part, area, period, value or mark, and the row of the
file it came from), a lookup, a boundary, a postcode, a change of boundaries or a service. The quirks of a file are declared
here and nowhere else. The descriptions themselves are text, in ``definitions/datasets`` or beside the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hereabouts.core.evidence.incidents import IncidentColumns
from hereabouts.core.evidence.quirks import (
    Centre,
    Correspondence,
    Known,
    Layout,
    LeftOut,
    ServiceColumns,
    SumsTo,
    TotalOf,
)


@dataclass(frozen=True)
class Measure:
    """One thing a dataset counts: in which columns, of which parts (a domain, an age band), and how it is written.

    ``columns`` gives the part of each heading. In the long layout ``part_in`` is a column that names each row's part, and
    ``parts`` says what we call it (a text that no measure of the description names is a fault). With both, the two are
    joined, the row's first ("female age 34") or, with ``column_first``, the column's. ``added`` adds up the rows of one
    part. ``only`` keeps the rows in which other columns have the values named.

    ``written`` is "number", "percent" ("46%" is 0.46), "hundredths" (46 is 0.46) or "yes or no". ``least`` and ``most``
    are what the value can possibly be: a count is never negative, a share never above 1.
    """

    id: str
    columns: Mapping[str, str]
    written: str = "number"
    only: Mapping[str, str] = field(default_factory=dict)
    part_in: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    column_first: bool = False
    added: bool = False
    least: float | None = 0
    most: float | None = None

    @property
    def yields(self) -> frozenset[str]:
        """Name every part that it can give: of each row with each column, "all" going without saying."""
        rows = set(self.parts.values()) or {"all"}
        pairs = [(c, r) if self.column_first else (r, c) for r in rows for c in self.columns.values()]
        return frozenset(" ".join(part for part in pair if part != "all") or "all" for pair in pairs)


@dataclass(frozen=True)
class Lookup:
    """Columns that say which larger unit an area is part of; ``share`` names a column with the part that lies in it."""

    level: str
    code: str
    name: str
    edition: str
    share: str | None = None
    best: bool = True


@dataclass(frozen=True)
class Description:
    """All that is needed to find, read and cite a dataset."""

    id: str
    title: str
    publisher: str
    licence: str
    source: str
    published: str
    period: str
    generation: str
    headings: frozenset[str]
    area: str = ""
    kind: str = "table"  # or "boundaries" (GeoJSON), "postcodes", "services", "incidents"
    layouts: tuple[Layout, ...] = (Layout(),)
    area_name: str | None = None
    tiers: Mapping[str, str] = field(
        default_factory=dict
    )  # the name stands in one of several columns: level by heading
    generation_by: Mapping[str, str] = field(default_factory=dict)  # generation by how the area code starts
    marks: tuple[str, ...] = ()
    known: tuple[Known, ...] = ()
    measures: tuple[Measure, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    totals: tuple[TotalOf, ...] = ()
    sums: tuple[SumsTo, ...] = ()
    change: Correspondence | None = None
    centre: Centre | None = None
    service: ServiceColumns | None = None
    incidents: IncidentColumns | None = None
    index: str | None = None
    weights: Mapping[str, float] = field(default_factory=dict)  # of the index's domains, in per cent
    population: str | None = (
        None  # "mid-year", "census" or "total" (without ages), where "people", part "all", is everybody
    )
    period_in: str | None = None  # a column that says each row's period; ``period`` then describes them all
    next_on: str = ""  # the day its publisher has named for the next figures, 2027-04-15; empty: none is known
    repeats: bool = False  # several files are together this dataset: one for each council, say
    footer: bool = False  # below the table stand notes: it ends at the first row without an area, or with one cell only
    names_all: bool = False  # names every area of its generation: a code it does not know is wrong
    unless: str | None = None  # another dataset with the same records: this one is read only without it
    rows: int | None = None  # how many the whole file has
    download: str = ""
    tried_on: str = ""  # the day the address was last seen to work, if ever
    caveats: tuple[str, ...] = ()
    system: str = ""  # the classification or the case system that the counts were made from
    hide_below: int = 0  # counts from 1 up to this are hidden as they are read

    def laid_out(self, headings: tuple[str, ...], sheet: str = "") -> tuple[Layout, tuple[str, ...]] | None:
        """Give the layout that a file with these headings has, and the headings as this description calls them."""
        for layout in self.layouts:
            named = layout.named(headings)
            if layout.on(sheet) and self.headings - set(layout.lacks) <= frozenset(named):
                return layout, named
        return None

    @property
    def part_columns(self) -> dict[str, set[str]]:
        """Give, for each column that names parts, every text that some measure knows."""
        known: dict[str, set[str]] = {}
        for measure in self.measures:
            if measure.part_in and measure.parts:
                known.setdefault(measure.part_in, set()).update(measure.parts)
        return known
