"""What happened to a number from outside: its definition changed, its boundaries changed, the world changed.

A break ends one series and begins another: nothing is compared across it, and a chart shows a gap. An event is context:
the series goes on, and whoever reads it should know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from hereabouts.core.evidence.periods import Period, period
from hereabouts.core.sentences import Sentence, listed

KINDS = {
    "definition": "what is counted changed",
    "boundary": "the boundaries changed",
    "method": "the way of counting changed",
}


class NotABreak(Sentence):
    """A break or an event that does not say when and why."""


@dataclass(frozen=True)
class Break:
    """From this day on the figures are of something else."""

    since: date
    kind: Literal["definition", "boundary", "method"]
    reason: str

    @property
    def said(self) -> str:
        """Say it as a chart or a table prints it."""
        return f"From {self.since.day} {self.since:%B %Y} {KINDS[self.kind]}: {self.reason}"

    def parts(self, earlier: Period, later: Period) -> bool:
        """Say whether it lies between two periods; one that straddles it goes with neither side."""
        return earlier.first < self.since <= later.last


@dataclass(frozen=True)
class Event:
    """Something that changed people's lives, or how things were recorded; ``until`` None is still so."""

    on: date
    words: str
    until: date | None = None

    def touches(self, span: Period) -> bool:
        """Say whether it fell into a period."""
        return self.on <= span.last and (self.until is None or self.until >= span.first)


def broken(text: Mapping[str, Any]) -> Break:
    """Read a break: since (a day, or the first period that differs), kind and reason."""
    kind, reason, since = text.get("kind", ""), str(text.get("reason", "")).strip(), _day(text.get("since"))
    if kind not in KINDS or not reason or since is None or set(text) - {"kind", "reason", "since"}:
        raise NotABreak(
            "A break needs since (a day, or the first period that differs), kind ({kinds}) and a reason in words.",
            kinds=listed(list(KINDS), last="or"),
        )
    return Break(since, kind, reason)


def event(text: Mapping[str, Any]) -> Event:
    """Read an event: on, words, and if wished until."""
    on, until, words = _day(text.get("on")), _day(text.get("until")), str(text.get("words", "")).strip()
    wrong = set(text) - {"on", "until", "words"} or ("until" in text and (until is None or not on or until < on))
    if on is None or not words or wrong:
        raise NotABreak("An event needs on (a day) and words; it may have until (a later day).")
    return Event(on, words, until)


def _day(told: object) -> date | None:
    if isinstance(told, date):
        return told
    found = period(told) if isinstance(told, str) else None
    return found.first if found else None
