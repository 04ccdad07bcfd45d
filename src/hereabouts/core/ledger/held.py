"""What is held about somebody, field by field, and what a room says of a thing that may have outlived its purpose.

Every room that remembers people answers in these nouns; ``rights`` asks them all. What a field is about is text
(``definitions/rights/personal.toml``), so that nobody decides it twice.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise
from json import dumps

from hereabouts.core.ledger import Actor, Sensitivity, Subject

# What a field of a remembered thing is about: whoever it is of; a word of a list about them; free words in which others may
# stand; somebody else; what keeps somebody safe; nothing personal.
ABOUT = ("person", "coded", "mixed", "others", "safety", "no")

OWN_RIGHT = "a person’s own right to what is held of them"  # the purpose of every look for a rights request


@dataclass(frozen=True)
class Who:
    """Whom is asked about: the names and contacts by which they are found in words, and the records that are theirs."""

    names: tuple[str, ...]
    contacts: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Held:
    """One field of one remembered thing with what stands in it, what it is about, and whose door it is behind."""

    room: str
    model: str
    id: str
    field: str
    text: str
    about: str
    behind: tuple[Subject, ...] = ()
    own: bool = True  # of a record of theirs; otherwise they are only named in it, or it is of somebody they live with
    names_somebody: bool = (
        False  # the text is a name or a number of somebody else, to be looked for in what others wrote
    )

    @property
    def key(self) -> str:
        """Give what this passage is known by, whatever stands in it."""
        return sha256(f"{self.model}|{self.id}|{self.field}".encode()).hexdigest()[:32]

    @property
    def print(self) -> str:
        """Give the fingerprint of what stands in it: what was reviewed must be what goes out."""
        return sha256(self.text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Ended:
    """A thing under the retention schedule: by which rule, and when what it was for ended (None: it has not).

    ``youngest`` is when the youngest child in it was born, where that counts; ``ids`` are all that a hold may name.
    """

    rule: str
    id: str
    ended_on: date | None
    ids: frozenset[str]
    behind: tuple[Subject, ...] = ()
    youngest: date | None = None
    still: str = ""  # why it has not ended, in words
    words: str = ""  # how it is called where it has no reference; nothing about a person


def spellings(one: str) -> frozenset[str]:
    """Give the ways in which a name may stand in a text: surname first, another apostrophe, in capitals; as JSON writes it.

    A database compares letters beyond A to Z as they are, so their capitals are tried one by one.
    """
    first, _, rest = " ".join(one.split()).partition(" ")
    orders = {f"{first} {rest}".strip(), *((f"{rest}, {first}", f"{rest} {first}") if rest else ())}
    ticked = {text.replace(a, b) for text in orders for a, b in (("'", "’"), ("’", "'"), ("", ""))}
    cased = {form for text in ticked for form in (text, text.lower(), text.upper(), text.title())}
    return frozenset(cased | {dumps(text)[1:-1] for text in cased})


def names_one(text: str, names: Iterable[str]) -> bool:
    """Say whether a text names somebody: a name of one word only as a word of its own ("Ali" is in no "quality"), others anywhere.

    An s may follow, with or without its apostrophe.
    """
    return any(
        re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text, re.IGNORECASE) if name.isalpha() else name.casefold() in text.casefold()
        for name in names
    )  # fmt: skip


PHONE = re.compile(r"[\d\s()./+-]+")


def reachings(one: str) -> frozenset[str]:
    """Give the ways in which a phone number may have been typed; anything else as it is."""
    digits = re.sub(r"\D", "", one)
    if not PHONE.fullmatch(one) or len(digits) < 9:
        return frozenset({one})
    digits = digits.removeprefix("00")
    home = "0" + digits.removeprefix("44").lstrip("0") if digits.startswith("44") else digits
    cut = {(), (5,), (4,), (3,), (5, 8), (4, 7), (3, 7), (3, 6)}
    typed = {_cut(home, where) for where in cut}
    abroad = {
        f"{code}{gap}{number[1:]}"
        for code in ("+44", "0044")
        for gap in ("", " ")
        for number in typed
        if home[0] == "0"
    }
    return frozenset({one} | typed | abroad)


def _cut(digits: str, where: tuple[int, ...]) -> str:
    return " ".join(digits[a:b] for a, b in pairwise([0, *where, len(digits)]))


def readable(actor: Actor, behind: tuple[Subject, ...]) -> bool:
    """Say whether somebody may read a passage in the name of whom it is about: never what is restricted to others or an interest.

    A person's right of access reaches past agreements, for it is theirs; it makes nobody one of those named.
    """
    return not any(_shut(actor, one) for one in behind)


def _shut(actor: Actor, one: Subject) -> bool:
    if one.sensitivity is Sensitivity.RESTRICTED and actor.id not in one.named:
        return True
    if one.within and (actor.organisation is None or actor.organisation != one.organisation):
        return True
    return one.id in actor.conflicts or not actor.conflicts.isdisjoint(one.about)
