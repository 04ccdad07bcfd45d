"""What a multi-agency drop-in comes to: how many came, what they needed, how many went on with a referral; of nobody (L-28)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hereabouts.core.sentences import Sentence

CONVERSATION = (
    "What would you like to talk about today?", "What have you tried, and what helped?", "Who else are you seeing about it?",
    "What would make the biggest difference this week?", "Whom may we ask to ring you, and how is it safe?",
)  # fmt: skip

NEED = re.compile(r"[^\W\d_][^\d_]{0,59}")  # a kind of need: no number of a house or a phone in it
MANY = re.compile(r"[1-9][0-9]{0,3}")


class NotADropIn(Sentence):
    """A drop-in without what somebody needs to find it, or counts of one that cannot be right."""


@dataclass(frozen=True)
class Sums:
    """Several drop-ins together: how many were held, who came, the needs that were raised, and referrals made."""

    held: int
    came: int
    referred: int
    needs: tuple[tuple[str, int], ...]


def needs_of(text: str) -> dict[str, int]:
    """Read needs from lines of "need, how many". Raises NotADropIn with the line."""
    found: dict[str, int] = {}
    for n, line in enumerate(filter(None, (row.strip() for row in text.splitlines())), 1):
        need, _, many = (part.strip() for part in line.rpartition(","))
        if not NEED.fullmatch(need) or not MANY.fullmatch(many):
            raise NotADropIn(
                "Line {n} is “{line}”. Write a kind of need, a comma and how many raised it: Money, 6. No names, no addresses.",
                n=n,
                line=line[:60],
                field="needs",
            )
        found[need] = found.get(need, 0) + int(many)
    return found


def refuse_impossible(came: int, referred: int, needs: dict[str, int]) -> None:
    """Refuse counts that contradict each other. One person may raise several needs, each once. Raises NotADropIn."""
    if referred > came:
        raise NotADropIn("More referrals than people who came: check both counts.", field="referred")
    over = [need for need, many in needs.items() if many > came]
    if over:
        raise NotADropIn("More people raised “{need}” than came: check both counts.", need=over[0], field="needs")


def together(told: Iterable[tuple[int, int, dict[str, int]]]) -> Sums:
    """Add up (came, referred, needs) of several drop-ins, the most frequent need first."""
    rows = list(told)
    needs: dict[str, int] = {}
    for _, _, raised in rows:
        for need, many in raised.items():
            needs[need] = needs.get(need, 0) + many
    in_order = tuple(sorted(needs.items(), key=lambda one: (-one[1], one[0])))
    return Sums(len(rows), sum(came for came, _, _ in rows), sum(referred for _, referred, _ in rows), in_order)
