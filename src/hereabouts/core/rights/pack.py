"""The access pack: which passages go out, which a person must look at first, and which never leave.

What is about somebody else is hidden until a person decides; free words go out with the names of others taken out, and
only once a person has read them; what keeps somebody safe never goes to a home in which somebody else lives.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hereabouts.core.ledger.held import Held, Who
from hereabouts.core.sentences import Sentence

DECISIONS = ("hide", "mask", "show")
HIDDEN = "[somebody else]"


class NotReviewed(Sentence):
    """A pack with passages that no person has looked at, or a decision without its reason."""


@dataclass(frozen=True)
class Reviewed:
    """What a person decided of one passage, why, and the fingerprint of what they read."""

    decision: str
    reason: str
    print: str


@dataclass(frozen=True)
class Passage:
    """One passage of a pack: as it is held, as it would go out, and how it stands.

    ``stands`` is "open" (about the person, goes out as it is), "waiting", "hide", "mask", "show", or "sealed".
    """

    held: Held
    masked: str
    stands: str
    reason: str = ""
    alone: bool = True  # whether nobody else lives in the homes that the pack tells of

    @property
    def out(self) -> str:
        """Give what goes out of it: "" for nothing."""
        return {"open": self.held.text, "show": self.held.text, "mask": self.masked}.get(self.stands, "")

    @property
    def first(self) -> str:
        """Give the decision that is suggested: the cautious one. Words told of a home go to one of it only if a person says so."""
        return "mask" if self.held.about == "mixed" and self.held.own and self.alone else "hide"


def passages(found: Iterable[Held], who: Who, decided: Mapping[str, Reviewed]) -> list[Passage]:
    """Lay out what was found. Safety stays sealed where anybody else lives in the home that it is of."""
    found = list(found)
    others = [one.text for one in found if one.names_somebody]
    laid = [_passage(one, who, others, decided.get(one.key)) for one in found]
    return [replace(one, alone=not others) for one in laid]


def _passage(one: Held, who: Who, others: Sequence[str], decided: Reviewed | None) -> Passage:
    hidden = masked(one.text, others, who.names)
    if one.about == "safety":
        return (
            Passage(one, "", "sealed", "It keeps somebody safe, and somebody else lives there.")
            if others or not one.own
            else Passage(one, hidden, "open")
        )
    if one.own and one.about in {"person", "coded"}:
        return Passage(one, hidden, "open")
    if decided is None or decided.print != one.print:
        return Passage(one, hidden, "waiting")
    return Passage(one, hidden, decided.decision, decided.reason)


def masked(text: str, others: Iterable[str], own: Iterable[str]) -> str:
    """Take the names and numbers of other people out of a text; a name that is the person's own, too, stays."""
    mine = {word.casefold() for name in own for word in name.split()}
    words = {
        part for other in others for part in (other, *other.split()) if len(part) > 1 and part.casefold() not in mine
    }
    for word in sorted(words, key=len, reverse=True):
        written = re.sub("['’]", "['’]", re.escape(word))
        text = re.sub(rf"(?<!\w){written}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
    return re.sub(rf"{re.escape(HIDDEN)}(\s+{re.escape(HIDDEN)})+", HIDDEN, text)


def waiting(laid: Iterable[Passage]) -> int:
    """Count the passages that a person must look at before the pack may go out."""
    return sum(one.stands == "waiting" for one in laid)


def refuse_unreviewed(laid: Sequence[Passage]) -> None:
    """Raise NotReviewed while a passage about somebody else has not been looked at."""
    if n := waiting(laid):
        raise NotReviewed(
            "{n} passages about somebody else have not been looked at. Decide about each before the pack goes out.", n=n
        )


def decision(one: Passage, decided: str, reason: str) -> Reviewed:
    """Make a decision about one passage. Raises NotReviewed without a reason, and for what is sealed or needs none."""
    if one.stands in {"sealed", "open"}:
        raise NotReviewed("Nothing is to be decided about this passage.")
    if decided not in DECISIONS:
        raise NotReviewed("Say whether the passage is hidden, goes out without names, or goes out as it is.")
    if not reason.strip():
        raise NotReviewed("Say why, for each passage: somebody may ask.")
    return Reviewed(decided, reason.strip(), one.held.print)
