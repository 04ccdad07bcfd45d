"""What somebody agreed to: each thing by itself, for whom, until when. What was not agreed does not stand.

Four things may be told of a consent: yes, no, that they did not want to say, and (no row at all) that nobody asked. Only a
yes stands, from the day it was given to the last day it holds, for the audience it was given for and any narrower one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.profile import NOT_ASKED, NOT_SAID

YES, NO = "yes", "no"
ANSWERS = (YES, NO, NOT_SAID)
AUDIENCES = ("listeners", "partners", "anybody")  # from the narrowest to the widest
ASKED = {YES: True, NO: False}
ALIKE = 5  # so many words running are a quote, whatever stands around them

__all__ = ["ANSWERS", "AUDIENCES", "NO", "NOT_ASKED", "NOT_SAID", "YES", "Agreed", "ConsentKind", "StillTheirWords"]


class UnknownConsent(Sentence):
    """A consent that nobody is asked for, or an audience or an answer that it cannot have."""


class StillTheirWords(Sentence):
    """A paraphrase in which somebody's own words still stand."""


class Given(Protocol):
    """A consent as it is kept."""

    answer: str
    audience: str
    given_on: date | None
    until: date | None
    withdrawn_on: date | None


@dataclass(frozen=True)
class ConsentKind:
    """One thing that somebody can agree to: how it is asked, for whom it may be, and how long it holds unless they say."""

    id: str
    label: str
    ask: str
    audiences: tuple[str, ...]
    audience: str
    months: int
    asked: bool = True


@dataclass(frozen=True)
class Agreed:
    """What somebody answered when they were asked: the kind, the answer, for whom, and the last day it holds."""

    kind: str
    answer: str = YES
    audience: str = ""
    until: date | None = None


def kind(told: Mapping[str, Any]) -> ConsentKind:
    """Read one kind of consent from its document."""
    return ConsentKind(**{**told, "audiences": tuple(told["audiences"])})


def reaches(audience: str, needed: str) -> bool:
    """Say whether what was agreed for one audience covers another: whoever said yes to anybody said yes to the partners."""
    return AUDIENCES.index(audience) >= AUDIENCES.index(needed)


def wide_enough(needed: str) -> tuple[str, ...]:
    """Give the audiences that cover one."""
    return AUDIENCES[AUDIENCES.index(needed) :]


def stands(one: Given, on: date, needed: str = AUDIENCES[0]) -> bool:
    """Say whether a consent stands on a day, for an audience."""
    return (
        one.answer == YES
        and one.given_on is not None
        and one.given_on <= on
        and (one.until is None or on <= one.until)
        and one.withdrawn_on is None
        and reaches(one.audience, needed)
    )


def checked(one: Agreed, kinds: Mapping[str, ConsentKind]) -> Agreed:
    """Give an answer with its audience filled in. UnknownConsent where the kind, the audience or the answer is none."""
    if one.kind not in kinds:
        raise UnknownConsent("“{kind}” is not asked for. It can be {kinds}.", kind=one.kind, kinds=", ".join(kinds))
    of = kinds[one.kind]
    audience = one.audience or of.audience
    if audience not in of.audiences or one.answer not in ANSWERS:
        raise UnknownConsent(
            "“{label}” can be for {audiences}, and is answered {answers}.",
            label=of.label, audiences=", ".join(of.audiences), answers=", ".join(ANSWERS),
        )  # fmt: skip
    return Agreed(one.kind, one.answer, audience, one.until)


def months_later(day: date, months: int) -> date | None:
    """Give the same day so many months later, or the last of that month; None for no months at all."""
    if not months:
        return None
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    return None


def in_other_words(told: str, *originals: str) -> str:
    """Give a paraphrase back. StillTheirWords where five words running are theirs: that would be a quote without its marks."""
    ours = _words(told)
    for original in originals:
        theirs = _words(original)
        runs = {tuple(theirs[n : n + ALIKE]) for n in range(max(1, len(theirs) - ALIKE + 1))} if theirs else set()
        for run in runs:
            if any(tuple(ours[n : n + len(run)]) == run for n in range(len(ours))):
                raise StillTheirWords(
                    "“{run}” is what they said, word for word. Say what they meant in words of your own.",
                    run=" ".join(run),
                )
    return told.strip()


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()
