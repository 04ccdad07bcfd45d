"""What somebody is asked, one thing after the other. Each answer is kept by itself, so that each can be coded by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hereabouts.core.sentences import Sentence


class UnknownPrompt(Sentence):
    """An answer to something that no guide asks."""


@dataclass(frozen=True)
class Prompt:
    """One thing that is asked."""

    id: str
    ask: str


@dataclass(frozen=True)
class Guide:
    """What is asked in one way of listening, in order; ``voice`` is set where it is for residents, or for those who work here."""

    id: str
    title: str
    methods: tuple[str, ...]
    prompts: tuple[Prompt, ...]
    voice: str = ""


def guide(told: Mapping[str, Any]) -> Guide:
    """Read one guide from its document."""
    prompts = tuple(Prompt(one["id"], one["ask"]) for one in told["prompt"])
    return Guide(told["id"], told["title"], tuple(told["methods"]), prompts, told.get("voice", ""))


def for_method(guides: Mapping[str, Guide], method: str) -> list[Guide]:
    """Give the guides for a way of listening, those made for it first; the open question is for every way."""
    made = [one for one in guides.values() if method in one.methods]
    return [*made, *(one for one in guides.values() if not one.methods)]
