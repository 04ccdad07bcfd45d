"""Whether people can read what we tell them: long sentences, and words that nobody uses at home (X-18).

It counts and names; it does not grade. Whether something is understood is known only from somebody who read it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ABBREVIATION = re.compile(r"\b[A-Z]{3,}\b")


@dataclass(frozen=True)
class PlainWords:
    """How long a sentence may be, and what to say instead of a hard word."""

    most: int
    average: int
    instead: Mapping[str, str]


@dataclass(frozen=True)
class Plainness:
    """What was found in a text: its words and sentences, those that are too long, hard words, and letters nobody spelled out."""

    words: int
    sentences: int
    average: float
    long: tuple[tuple[str, int], ...]
    hard: tuple[tuple[str, str], ...]
    letters: tuple[str, ...]
    wordy: bool

    @property
    def plain(self) -> bool:
        """Say whether nothing was found."""
        return not (self.long or self.hard or self.letters or self.wordy)


def plain_words(told: Mapping[str, Any]) -> PlainWords:
    """Read the document."""
    return PlainWords(told["most_words"], told["average_words"], told["instead"])


def plainness(text: str, known: PlainWords) -> Plainness:
    """Read a text as somebody would who has little time and no liking for officialese."""
    sentences = [(s.strip(), len(WORD.findall(s))) for s in SENTENCE.findall(text) if WORD.search(s)]
    words = sum(n for _, n in sentences)
    average = words / len(sentences) if sentences else 0.0
    lower = text.casefold()
    return Plainness(
        words, len(sentences), average, tuple((s, n) for s, n in sentences if n > known.most),
        tuple((word, better) for word, better in known.instead.items() if re.search(rf"\b{re.escape(word)}\b", lower)),
        tuple(dict.fromkeys(ABBREVIATION.findall(text))), average > known.average,
    )  # fmt: skip
