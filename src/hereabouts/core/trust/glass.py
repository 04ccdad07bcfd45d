"""Breaking the glass: what a reason of substance is, how long it opens, and what may be found of it afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hereabouts.core.sentences import Sentence

OUTCOMES = ("justified", "not justified", "follow up")
SETTLED = ("justified", "not justified")  # what was found and stays found; a follow-up is judged again


class NoReason(Sentence):
    """A reason for breaking the glass that says too little to be judged by anybody."""


@dataclass(frozen=True)
class GlassRule:
    """The rule as text: for how long it opens which kinds of thing, what of them, and how much a reason must say."""

    minutes: int
    opens: tuple[str, ...]
    fields: frozenset[str]
    least_words: int
    least_letters: int
    a_day: int
    refused_a_day: int
    law: str

    def until(self, at: datetime) -> datetime:
        """Give the moment from which it is shut again."""
        return at + timedelta(minutes=self.minutes)

    def refuse_empty(self, reason: str) -> str:
        """Give the reason as it is kept; NoReason where it has too few different words to be one."""
        words = {word.strip(".,;:!?-").casefold() for word in reason.split()} - {""}
        letters = sum(map(str.isalpha, reason))
        if len(words) < self.least_words or letters < self.least_letters:
            raise NoReason(
                "Say what you know and what could happen if you do not look: at least {n} different words. Somebody reads it.",
                n=self.least_words,
            )
        return " ".join(reason.split())


def glass_rule(text: Mapping[str, Any]) -> GlassRule:
    """Read the rule."""
    return GlassRule(**{**text, "opens": tuple(text["opens"]), "fields": frozenset(text["fields"])})
