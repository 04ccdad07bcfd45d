"""A quarter: its days, and what moved from one frozen quarter to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hereabouts.core.releases.audit import Printed, Scope
from hereabouts.core.releases.protecting import or_nothing
from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.disclosure import DisclosureRule
from hereabouts.core.trust.tables import ALL, Table, published

WATCHED = {"status": "Status", "due": "Due", "brag": "Progress", "spent": "Spent", "planned": "Planned"}
ANSWERED, WAITING, HEARD = ("in time", "after the day"), "waiting", "people heard"
ORDER = ("late", "in progress", "not started", "done", "stopped")


class NotBegun(Sentence):
    """A quarter that is no quarter, or lies in the future."""


@dataclass(frozen=True)
class Move:
    """One thing about one action that is not what it was: what, before and now. New and gone actions are moves too."""

    ref: str
    title: str
    what: str
    before: str
    now: str


def days(year: int, quarter: int) -> tuple[date, date]:
    """Give the first and the last day of a quarter of the calendar year."""
    if quarter not in {1, 2, 3, 4} or not 2000 <= year <= 2100:
        raise NotBegun("Give a year and a quarter from 1 to 4.")
    after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return date(year, 3 * quarter - 2, 1), after - timedelta(days=1)


def as_at(year: int, quarter: int, on: date) -> date:
    """Give the day to which a quarter's figures count: its last, or today while it runs. NotBegun before it has begun."""
    first, last = days(year, quarter)
    if on < first:
        raise NotBegun("The quarter begins on {day}. There is nothing to report yet.", day=f"{first:%-d %B %Y}")
    return min(last, on)


def label(year: int, quarter: int) -> str:
    """Name a quarter the way progress returns do."""
    return f"{year} quarter {quarter}"


def by_status(actions: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Count actions by the public word, late first."""
    words = [action["status"] for action in actions]
    return {word: words.count(word) for word in ORDER if word in words}


def moved(before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> list[Move]:
    """Say what changed between two lists of the same actions; they are known by their permanent references."""
    then = {action["ref"]: action for action in before}
    still = {action["ref"] for action in now}
    found = []
    for action in now:
        old = then.get(action["ref"])
        if old is None:
            found.append(Move(action["ref"], action["title"], "New", "", action["status"]))
            continue
        found += [
            Move(action["ref"], action["title"], words, _said(key, old[key]), _said(key, action[key]))
            for key, words in WATCHED.items() if old[key] != action[key]
        ]  # fmt: skip
    return found + [Move(a["ref"], a["title"], "Gone", a["status"], "") for ref, a in then.items() if ref not in still]


def _said(key: str, value: object) -> str:
    if value is None or value == "":
        return "not known"
    if key == "due":
        day = date.fromisoformat(str(value))
        return f"{day.day} {day:%B %Y}"
    return f"£{value:,.0f}" if isinstance(value, float) else str(value)


def tables(told: Mapping[str, Any], place: str) -> list[Printed]:
    """Read the counts of people that a quarter tells as tables: what they count, of which place, to which day.

    ``told`` holds true counts, or what was printed of them. Reports that were answered in a quarter only become more, and so
    do the people heard from quarter to quarter; what waits comes and goes.
    """
    reports, scope = told["reports"], Scope("", place, tuple(told.get("areas", ())), told["as_at"], grows=True)
    rows = [((words,), reports[words]) for words in ANSWERED] + [((ALL,), reports.get("answered"))]
    of_quarter = replace(scope, counts=f"reports answered, {label(told['year'], told['quarter'])}")
    return [
        Printed(published(("reports",), rows), of_quarter),
        Printed(_single(reports[WAITING]), replace(scope, counts="reports waiting", grows=False)),
        Printed(_single(told["heard"]["people"]), replace(scope, counts=HEARD)),
    ]


def _single(n: int | None) -> Table:
    return Table((), {frozenset(): n})


def printable(
    told: Mapping[str, Any], place: str, rule: DisclosureRule, earlier: Sequence[Sequence[Printed]] = ()
) -> dict[str, Any]:
    """Give what a quarter tells with its counts of people as they may be printed, beside everything that was told before.

    Small counts are hidden, and so is what would tell them: the quarter before, a place that shares areas, what was
    published. A count that nothing protects is not printed at all.
    """
    answered = {"answered": sum(told["reports"][words] for words in ANSWERED)}
    new = tables({**told, "reports": told["reports"] | answered}, place)
    made = or_nothing(new, earlier, rule)
    shown, waiting, heard = (
        {} if table is None else {table.row(c): n for c, n in table.cells.items()} for table in made
    )
    reports = {words: shown.get((words,)) for words in ANSWERED} | {
        WAITING: waiting.get(()),
        "answered": shown.get((ALL,)),
    }
    both = (reports["answered"], reports[WAITING])
    every = None if both[0] is None or both[1] is None else both[0] + both[1]
    return {**told, "reports": {**reports, "All": every}, "heard": {"people": heard.get(())}}


def added(values: Sequence[float | None]) -> dict[str, float | int | None]:
    """Add money up, with how many said nothing; where nobody said anything the sum is not known, which is not nothing."""
    known = [value for value in values if value is not None]
    return {"sum": sum(known) if known else None, "unknown": len(values) - len(known)}
