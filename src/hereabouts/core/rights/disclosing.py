"""A public body's request for data for its task in law, and the holder's reply: what each must say.

A public body puts it in writing and states the task in law; the holder may then share voluntarily, and need not (Data (Use and
Access) Act 2025, recognised legitimate interests; a public authority does not use that condition for its own tasks).
"""

from dataclasses import dataclass
from datetime import date

from hereabouts.core.sentences import Sentence

OUTCOMES = ("shared", "partly", "not shared")
# What a holder may rely on, and whether a public authority may: by id.
BASES = {
    "recognised interest": "Recognised legitimate interest: the asker needs it for its task in law (UK GDPR article 6(1)(ea))",
    "public task": "Our own public task (UK GDPR article 6(1)(e))",
    "legal obligation": "We are obliged by law (UK GDPR article 6(1)(c))",
    "vital interests": "Somebody’s life (UK GDPR article 6(1)(d))",
    "agreement": "A clause of an agreement in force",
    "none": "None: nothing was shared",
}


class NotADisclosure(Sentence):
    """A request for data, or a reply to one, that lacks what somebody will later ask for."""


def refuse_unwritten(**told: str) -> None:
    """Raise NotADisclosure unless a request says who asks, the task in law, what about whom, and why it is necessary."""
    words = {
        "asker": "Say which body asks.", "task": "Name the task in law: the Act and the section.",
        "what": "Say which data, about whom.", "necessary": "Say why it is needed, and why less would not do.",
    }  # fmt: skip
    for name, sentence in words.items():
        if not told.get(name, "").strip():
            raise NotADisclosure(sentence, field=name)


def refuse_unanswered(outcome: str, shared: str, basis: str, why: str, *, statutory: bool) -> None:
    """Raise NotADisclosure unless a reply says what was shared, on what it rests and why; a public authority relies on its own task."""
    if outcome not in OUTCOMES:
        raise NotADisclosure("Say whether it was shared, partly or not.", field="outcome")
    if not why.strip():
        raise NotADisclosure("Say why.", field="why")
    if outcome == "not shared":
        if basis != "none" or shared.strip():
            raise NotADisclosure("Nothing was shared: choose no basis, and leave open what was shared.", field="basis")
        return
    if not shared.strip():
        raise NotADisclosure("Say what was shared.", field="shared")
    if basis not in BASES or basis == "none":
        raise NotADisclosure("Say what the sharing rests on.", field="basis")
    if basis == "recognised interest" and statutory:
        raise NotADisclosure(
            "A public authority does not rely on a recognised legitimate interest. Choose its own basis.", field="basis"
        )


@dataclass(frozen=True)
class Clocks:
    """Both clocks of a request: how long the asker has still to wait at most, and how long the holder has had it."""

    left: int
    had: int
    late: bool


def clocks(written_on: date, needed_by: date, replied_on: date | None, on: date) -> Clocks:
    """Work out both clocks. They stop with the reply."""
    stop = replied_on or on
    return Clocks((needed_by - stop).days, (stop - written_on).days, stop > needed_by)
