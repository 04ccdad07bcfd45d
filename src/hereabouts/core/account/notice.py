"""What goes out of a plan and of a profile: each figure is looked at before it leaves, and what is hidden is said.

Nothing here decides what is shown in a page: the release is the content, and its page prints it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hereabouts.core.evidence.figure import Figure, beside, in_words
from hereabouts.core.evidence.profile import Profile
from hereabouts.core.releases.audit import AREA, Printed, Scope, written
from hereabouts.core.releases.laid_out import RAISED
from hereabouts.core.releases.protecting import or_nothing, protected
from hereabouts.core.trust.disclosure import DisclosureRule
from hereabouts.core.trust.small_numbers import too_few
from hereabouts.core.trust.tables import Table, counted

ORDER = ("worse", "higher", "similar", "lower", "better", "not compared")  # what is worst is read first
OTHERS = "did not"


@dataclass(frozen=True)
class Counted:
    """How many raised a topic as it may be printed, and the table that the release is checked with."""

    raised: dict[str, int | None] | None
    table: dict[str, Any] | None


def people(n: int, rule: DisclosureRule) -> int | None:
    """Give a count of people as it may be printed; None when it is too small."""
    return None if rule.small(n) else n


def raised(
    counts: Mapping[str, int], of: int, rule: DisclosureRule, scope: Scope, earlier: Sequence[Sequence[Printed]] = ()
) -> dict[str, Counted]:
    """Say of each priority how many of those heard raised it; None for the whole where nobody or too few were heard.

    Those who did not raise it are people too: few of them hide both. All counts are hidden as one problem, together with
    what was released before: somebody who was heard in between must not be told by the difference.
    """
    nothing = Counted(None, None)
    if not of or rule.small(of) or not counts:
        return dict.fromkeys(counts, nothing)
    new = [
        Printed(counted((title,), [((RAISED,), n), ((OTHERS,), of - n)]), scope) for title, n in counts.items()
    ]  # fmt: skip
    found = zip(counts, or_nothing(new, earlier, rule), strict=True)
    return {title: nothing if table is None else _counted(title, table, scope) for title, table in found}


def _counted(title: str, table: Table, scope: Scope) -> Counted:
    """Give a count as it is printed; where the number of all those heard is hidden, nothing is."""
    of = table.cells[frozenset()]
    told = None if of is None else {"count": table.cells[frozenset({(title, RAISED)})], "of": of}
    return Counted(told, written(table, scope))


def note(status: str, *, due_on: date | None, lead: str, reason: str, reasons: Sequence[str] = ()) -> str:
    """Say in a line what stands beside an action: its lead, its day, and every reason that was given on the way."""
    when = ""
    if due_on and status in {"late", "in progress", "not started"}:
        when = f"{'Was due' if status == 'late' else 'Due'} {_day(due_on)}"
    told = [part for part in (lead, when, reason, *reasons) if part]
    return ". ".join(part.strip().rstrip(".") for part in dict.fromkeys(told)) + ("." if told else "")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def period(since: date | None, until: date | None) -> str:
    """Write the period of a plan; nothing where it has none yet."""
    return f"{since:%B %Y} to {until:%B %Y}" if since and until else ""


def profile(
    read: Profile, areas: Sequence[Mapping[str, Any]], rule: DisclosureRule, place: str = "",
    earlier: Sequence[Sequence[Printed]] = (),
) -> dict[str, Any]:  # fmt: skip
    """Write the profile of a place as it may leave: figures from too few hidden, the areas' people protected as a table."""
    rows = sorted((_row(figure, rule) for figure in read.indicators), key=lambda row: ORDER.index(row["words"]))
    known = [((a["code"],), a["people"]) for a in areas if a["people"] is not None]
    scope = Scope(f"people ({read.population_source})", place, tuple(code for (code,), _ in known))
    tables = protected([Printed(counted((AREA,), known), scope)], earlier, rule) if known else []
    told = {value: n for table in tables for cell, n in table.cells.items() for _, value in cell}
    return {
        "index": read.deprivation.index if read.deprivation else "",
        "finding": finding(rows),
        "population": _population(read, known, tables, rule),
        "rows": rows,
        "areas": [{**a, "people": told.get(a["code"])} for a in areas],
        "deprived": _deprived(read),
        "sources": _sources(read),
        "credits": list(read.credits),
        "tables": [written(table, scope) for table in tables],
    }


def _population(read: Profile, known: Sequence[tuple], tables: Sequence[Table], rule: DisclosureRule) -> int | None:
    """Give the people of the place as its table prints them; a number of its own only where the table counts others."""
    if read.population is None or (tables and read.population == sum(n for _, n in known)):
        return tables[0].cells[frozenset()] if tables and read.population is not None else None
    return people(read.population, rule)


def _deprived(read: Profile) -> str:
    """Say how much of the place lies in the most deprived fifth of the nation: areas, which are nobody's secret."""
    if read.deprivation is None:
        return ""
    share = read.deprivation.most_deprived["20"]
    areas = "small area is" if share.areas == 1 else "small areas are"
    return f"{share.areas} of its {read.deprivation.areas} {areas} among the most deprived 20% of the nation ({read.deprivation.index})."


def _row(figure: Figure, rule: DisclosureRule) -> dict[str, Any]:
    council = beside(figure)
    hidden = figure.value is not None and too_few(figure.numerator, figure.denominator, rule)
    shown = figure.value is not None and not hidden
    return {
        "label": figure.label, "topic": figure.topic, "unit": figure.unit, "period": figure.period,
        **{name: getattr(figure, name) if shown else None for name in ("value", "lo", "hi")},
        "compared_with": council.name if council else "", "council": council.value if council else None,
        "words": in_words(figure, council) if shown else "not compared", "hidden": hidden,
    }  # fmt: skip


def finding(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say in a sentence how a place compares, from what may be printed alone."""
    compared = [row for row in rows if row["words"] != "not compared"]
    worse = sum(row["words"] == "worse" for row in compared)
    if not compared:
        return "No measure here can be compared yet."
    measures = "measure" if len(compared) == 1 else "measures"
    return f"Worse than {compared[0]['compared_with']} on {worse} of {len(compared)} {measures} that can be compared."


def _sources(read: Profile) -> list[str]:
    named = [read.deprivation.source] if read.deprivation else []
    named += [read.population_source] if read.population_source else []
    return sorted({*named, *(figure.source for figure in read.indicators)})


def hidden_in(kind: str, content: Mapping[str, Any], rule: DisclosureRule) -> list[str]:
    """Say in words what a release hides, and why."""
    if kind == "profile":
        found = [f"{row['label']}: {rule.hidden}." for row in content["rows"] if row["hidden"]]
        few = (
            content["areas"] if content.get("tables") else []
        )  # without a table nobody counted them; nothing is hidden
        return found + [f"People of {a['name'] or a['code']}: {rule.hidden}." for a in few if a["people"] is None]
    return [
        f"How many raised “{p['title']}”: {rule.hidden}."
        for p in content["priorities"] if p["raised"] and p["raised"]["count"] is None
    ]  # fmt: skip
