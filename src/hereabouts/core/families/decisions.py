"""What people have decided about pairs of records, and which word stands where there are several."""

from collections.abc import Iterable
from dataclasses import dataclass

from hereabouts.core.sentences import Sentence

ANSWERS = ("same", "different", "withdrawn")  # of one moment the later of these stands: the one that joins least


class NotADecision(Sentence):
    """A decision that cannot be read."""


@dataclass(frozen=True)
class Decision:
    """What somebody said about two records: "same", "different", or "withdrawn" (the question is open again)."""

    id_a: str
    id_b: str
    decision: str
    by: str
    on: str


def standing(decisions: Iterable[Decision]) -> dict[tuple[str, str], str]:
    """Give what stands about each pair (smaller id first): the latest word, in whatever order they were read."""
    latest: dict[tuple[str, str], tuple[str, int]] = {}
    for one in decisions:
        pair = (min(one.id_a, one.id_b), max(one.id_a, one.id_b))
        said = (one.on, ANSWERS.index(one.decision))
        latest[pair] = max(latest.get(pair, ("", -1)), said)
    found = {pair: ANSWERS[place] for pair, (_, place) in latest.items()}
    return {pair: said for pair, said in found.items() if said != "withdrawn" and pair[0] != pair[1]}
