"""The life of an agreement: which step leads where, what it must hold by then, and when somebody is told of its end."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from hereabouts.core.sentences import Sentence, listed

OPEN = ("in force", "review due")  # between its two days, an agreement in these states opens what its clauses name
OVER = ("expired", "terminated")  # nothing leads out of these
STATES = ("draft", "DPIA", "legal", "signed", *OPEN, "suspended", *OVER)
# Each step, the states that it is taken from, and the one that it leads to. No other way is there.
STEPS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "begin DPIA": (("draft",), "DPIA"),
    "finish DPIA": (("DPIA",), "legal"),
    "send back": (("DPIA", "legal"), "draft"),
    "sign": (("legal",), "signed"),
    "bring in force": (("signed", "suspended"), "in force"),
    "call for review": (("in force",), "review due"),
    "review": (OPEN, "in force"),
    "suspend": (OPEN, "suspended"),
    "expire": ((*OPEN, "suspended", "signed"), "expired"),
    "terminate": (("draft", "DPIA", "legal", "signed", *OPEN, "suspended"), "terminated"),
}
ALERTS = (90, 30, 7)  # days before an agreement ends or is to be reviewed


class NotYet(Sentence):
    """A step that an agreement cannot take from where it is."""


def step(ref: str, state: str, taken: str) -> str:
    """Give the state that a step leads to; NotYet where it is not taken from there. No step is skipped."""
    sources, target = STEPS[taken]
    if state not in sources:
        raise NotYet(
            "{ref} is {state}. It must be {sources} before this step.",
            ref=ref, state=state, sources=listed([f"“{s}”" for s in sources], last="or"),
        )  # fmt: skip
    return target


def missing(facts: Mapping[str, object], words: Mapping[str, str]) -> list[str]:
    """Name what an agreement does not say yet, in the words of its form."""
    return [said for name, said in words.items() if not facts.get(name)]


@dataclass(frozen=True)
class Alert:
    """That an agreement ends, or is to be reviewed, within so many days (0: today; below: it is over)."""

    what: str
    day: date
    days: int
    band: int


def alerts(*, ends_on: date, review_on: date | None, on: date) -> list[Alert]:
    """Give what is near: the end and the review, each in the narrowest band (90, 30 or 7 days) that it is in."""
    days = [("review", review_on)] if review_on else []
    found = []
    for what, day in [*days, ("end", ends_on)]:
        left = (day - on).days
        if left <= ALERTS[0]:
            found.append(Alert(what, day, left, min(band for band in ALERTS if left <= band)))
    return found


def items(grants: Collection[tuple[str, str, str]], fields: Collection[str]) -> list[str]:
    """Give the data items of a clause as entity.field; entity.* where it names no field and so opens all."""
    kinds = list(dict.fromkeys(kind for kind, verb, _ in grants if verb == "see"))
    return [f"{kind}.{name}" for kind in kinds for name in (sorted(of_kind(kind, fields) or ()) if fields else ["*"])]


def of_kind(kind: str, fields: Collection[str]) -> frozenset[str] | None:
    """Give the fields that a clause names for a kind of thing: "phone" is of every kind, "stub.phone" of stubs only.

    None where the clause names no field at all: then it opens all of them.
    """
    if not fields:
        return None
    plain = {name for name in fields if "." not in name}
    return frozenset(
        plain | {name.partition(".")[2] for name in fields if name.partition(".")[0] == kind and "." in name}
    )


@dataclass(frozen=True)
class Difference:
    """What one clause says otherwise than before: words, roles, deeds and fields that came and that went."""

    number: str
    change: str
    words: str
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()


Said = tuple[str, frozenset[str]]  # a clause's words, and everything that it lets: roles, deeds and fields


def compared(before: Mapping[str, Said], after: Mapping[str, Said]) -> list[Difference]:
    """Compare two versions of an agreement clause by clause, those that differ only, in the order of the newer."""
    found = [Difference(n, "gone", before[n][0], went=_in_order(before[n][1])) for n in before if n not in after]
    for number, (words, lets) in after.items():
        if number not in before:
            found.append(Difference(number, "new", words, came=_in_order(lets)))
        elif before[number] != (words, lets):
            had = before[number][1]
            found.append(Difference(number, "changed", words, _in_order(lets - had), _in_order(had - lets)))
    return found


def _in_order(lets: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(lets))
