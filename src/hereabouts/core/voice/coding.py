"""Codings: which topics somebody's words are about. A machine may suggest; only what a person accepted counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from hereabouts.core.imports.fields import plain

VALENCES = ("problem", "praise", "request")
RAISED = ("problem", "request")  # what makes a topic raised; praise alone does not
MACHINE = "machine"


def spoken(topics: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Write the words of topics as ``suggest`` looks for them: once, for however many answers."""
    return {code: tuple(f" {plain(word)} " for word in topic["words"]) for code, topic in topics.items()}


def suggest(words: str, topics: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Suggest the topics whose words (``spoken``) stand in somebody's words, those with most words first.

    Whole words only, whatever their capitals. It reads no meaning, and says so by being a suggestion.
    """
    told = f" {plain(words)} "
    found = {code: sum(word in told for word in spoken) for code, spoken in topics.items()}
    return tuple(sorted((code for code, n in found.items() if n), key=lambda code: (-found[code], code)))


def agreement(accepted: int, rejected: int) -> float | None:
    """Give the share of machine suggestions that people took; None before anybody decided."""
    decided = accepted + rejected
    return accepted / decided if decided else None


def raised(codings: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Give the topics that accepted (topic, valence) pairs raise as a problem or a request."""
    return frozenset(topic for topic, valence in codings if valence in RAISED)
