"""A dataset is a description, never a program: what its file looks like and what each column means.

Everything a description yields becomes a *cell*: dataset, measure, part, area, period, value or mark, and the
row of the file it came from. The descriptions themselves are text, in ``definitions/datasets``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hereabouts.core.sentences import Sentence


class NotADescription(Sentence):
    """A dataset description that does not say what it must."""


@dataclass(frozen=True)
class Measure:
    """One thing a dataset counts: in which column, of which part (a domain, an age band), and how it is written.

    ``column`` is a heading; ``columns`` (part by heading) stands for several at once. ``written`` is
    "number" or "percent" ("46%" is 0.46). ``only`` keeps the rows in which other columns have the values named.
    """

    id: str
    columns: Mapping[str, str]
    written: str = "number"
    only: Mapping[str, str] = field(default_factory=dict)


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
class Known:
    """A row whose values prove the edition, where two editions have the same headings."""

    area: str
    column: str
    value: str


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
    area: str
    headings: frozenset[str]
    kind: str = "table"  # or "boundaries": a GeoJSON whose properties are the columns
    area_name: str | None = None
    marks: tuple[str, ...] = ()
    known: tuple[Known, ...] = ()
    measures: tuple[Measure, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    index: str | None = None
    population: str | None = None  # "mid-year" or "census", when its measure "people", part "all", is everybody
    period_in: str | None = None  # a column that says each row's period; ``period`` then describes them all
    next_on: str = ""  # the day its publisher has named for the next figures, 2027-04-15; empty: none is known
    repeats: bool = False  # several rows for one area, because `only` or the part tells them apart
    caveats: tuple[str, ...] = ()

    def fits(self, headings: frozenset[str]) -> bool:
        """Say whether a file with these headings could be this dataset."""
        return self.headings <= headings


def described(text: Mapping[str, Any]) -> Description:
    """Read one description; NotADescription names what is missing or unknown."""
    text = dict(text)
    try:
        measures = tuple(_measure(m) for m in text.pop("measure", ()))
        lookups = tuple(Lookup(**{"edition": text.get("period", ""), **u}) for u in text.pop("lookup", ()))
        known = tuple(Known(**k) for k in text.pop("known", ()))
        lists: dict[str, Any] = {key: tuple(text.pop(key, ())) for key in ("marks", "caveats")}
        headings = _headings(text, measures, lookups, known)
        text.pop("headings", None)
        return Description(measures=measures, lookups=lookups, known=known, headings=headings, **lists, **text)
    except (TypeError, KeyError) as problem:
        raise NotADescription(
            "The description “{id}” cannot be read: {problem}.", id=text.get("id", "?"), problem=str(problem)
        ) from problem


def _measure(text: Mapping[str, Any]) -> Measure:
    text = dict(text)
    columns = text.pop("columns", None) or {text.pop("column"): text.pop("part", "all")}
    return Measure(columns=columns, **text)


def _headings(
    text: Mapping[str, Any], measures: tuple[Measure, ...], lookups: tuple[Lookup, ...], known: tuple[Known, ...]
) -> frozenset[str]:
    """Collect every heading the description reads: a file is known by them, never by its name."""
    named = {
        text["area"],
        text.get("area_name"),
        text.get("period_in"),
        *text.get("headings", ()),
        *(k.column for k in known),
    }
    for measure in measures:
        named |= {*measure.columns, *measure.only}
    for lookup in lookups:
        named |= {lookup.code, lookup.name, lookup.share}
    return frozenset(heading for heading in named if heading)
