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
from hereabouts.core.evidence.profile import Profile, worse_on
from hereabouts.core.evidence.pyramid import Pyramid
from hereabouts.core.evidence.spread import AreaFigure
from hereabouts.core.evidence.takeaway_columns import AGES, AREAS, FIGURES, FORMULAS, KINDS, PROVENANCE, YEARS
from hereabouts.core.figures.printed import Table
from hereabouts.core.sentences import counted
from hereabouts.core.steps import Row

BETTER = {"high_bad": "lower", "high_good": "higher", "neutral": "neither"}


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
    worse, compared, where = worse_on(profile)
    finding = (
        f"Worse than {where} on {worse} of the {counted(compared, 'indicator')} that can be compared."
        if compared else "Its figures stand by themselves: nothing here can be compared."
    )  # fmt: skip
    tables = (
        Table("figures", "The numbers, compared", FIGURES, tuple(_figure(f, profile) for f in profile.indicators)),
        Table("deprivation", "Deprivation by kind", KINDS, tuple(_kinds(profile))),
        Table("ages", "People by age", AGES, tuple(_ages(pyramid))),
        Table("years", "Over time", YEARS, tuple(row for h in histories.values() for row in _years(h))),
        Table("areas", "The small areas", AREAS, tuple(r for i, told in areas.items() for r in _areas(documents[i], told))),
        Table("formulas", "How each figure is made", FORMULAS, tuple(_formula(documents[f.id]) for f in profile.indicators)),
        Table("provenance", "Where it comes from", PROVENANCE, tuple(_dataset(d) for d in _used(profile, datasets))),
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
        f.caution, f.note, f.method, f.generation, f.source, " ".join(profile.credits),
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
    counts, of = ("; ".join(getattr(f, side) for f in document.formulas) for side in ("numerator", "denominator"))
    return (
        document.id, document.label, counts, of, document.calculation,
        document.why, " ".join(document.caveats), document.author, document.reviewed_on.isoformat(),
    )  # fmt: skip


def _used(profile: Profile, datasets: Sequence[Row]) -> list[Row]:
    """Give the datasets of this generation of boundaries that anything here came from."""
    titles = {f.source for f in profile.indicators} | ({profile.deprivation.source} if profile.deprivation else set())
    population = profile.population_source or ""
    return [d for d in datasets if d["title"] in titles or (population and population.startswith(str(d["title"])))]


def _dataset(row: Row) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in PROVENANCE)


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
