"""A quarter: its days, and what moved from one frozen quarter to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.disclosure import DisclosureRule, protect
from hereabouts.core.trust.tables import counted, named

WATCHED = {"status": "Status", "due": "Due", "brag": "Progress", "spent": "Spent", "planned": "Planned"}
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


def answered(counts: Mapping[str, int], rule: DisclosureRule) -> dict[str, int | None]:
    """Give counts of reports as they may be printed, with their total: small ones hidden, and what would tell them."""
    table = protect(counted(("reports",), [((word,), n) for word, n in counts.items()]), rule)
    return {word: table.cells[named(("reports",), (word,))] for word in counts} | {"All": table.cells[frozenset()]}


def added(values: Sequence[float | None]) -> dict[str, float | int | None]:
    """Add money up, with how many said nothing; where nobody said anything the sum is not known, which is not nothing."""
    known = [value for value in values if value is not None]
    return {"sum": sum(known) if known else None, "unknown": len(values) - len(known)}
