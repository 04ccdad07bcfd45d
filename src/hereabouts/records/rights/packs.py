"""The access pack of a request: laid out for whoever prepares it, and as it goes out. Looking at it leaves entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby

from hereabouts.core.ledger import Actor, Subject
from hereabouts.core.ledger.held import OWN_RIGHT, Who, reachings
from hereabouts.core.rights.clock import months_after
from hereabouts.core.rights.pack import Passage, Reviewed, passages, waiting
from hereabouts.engines import documents
from hereabouts.engines.definitions import retention
from hereabouts.engines.documents import Document, Facts, Heading, Paragraph, Table
from hereabouts.records.ledger.changes import looked
from hereabouts.records.rights.gathering import gathered
from hereabouts.records.rights.models import RightsRequest

ROOMS = {
    "families": "Early help for families", "intake": "Letters from the public", "voice": "Listening",
    "trust": "Agreements and emergencies", "ledger": "Who looked, and when", "problems": "Problems in place",
    "governance": "Meetings and decisions", "imports": "Imports", "partners": "Partners and accounts",
    "evidence": "Notes beside the numbers", "priorities": "Priorities", "plans": "Plans and actions",
    "releases": "What was published", "places": "Places", "rights": "This and earlier requests",
}  # fmt: skip
SHUT = "Some of what is held keeps somebody safe, or is about somebody else, and is left out."
WHY = (
    "Why it is held, on what law that rests, where it came from and who may be given it stands in the privacy notice. "
    "No decision about you is made by a machine alone."
)
RIGHTS = (
    "If something here is wrong, tell us: what you say will stand beside it. "
    "You can also ask us to erase it, to use it no further for a while, or object to its use. "
    "You can complain to the Information Commissioner (ico.org.uk, 0303 123 1113), who can also look at what is left out."
)


@dataclass(frozen=True)
class Laid:
    """A pack laid out: its passages room by room, how many wait for a person, go out and do not, and its fingerprint.

    ``left`` says how many are left out of each room; ``changed`` how many went out and read otherwise now, so that they are not here.
    """

    rooms: tuple[tuple[str, tuple[Passage, ...]], ...]
    waiting: int
    out: int
    withheld: int
    sealed: int
    left: tuple[tuple[str, int], ...] = ()
    changed: int = 0

    @property
    def all(self) -> tuple[Passage, ...]:
        """Give every passage."""
        return tuple(one for _, some in self.rooms for one in some)

    @property
    def print(self) -> str:
        """Give the fingerprint of what goes out."""
        return _print(self.all)

    @property
    def read(self) -> str:
        """Give the fingerprint of what somebody read before they let it go out; but who opened a record, which changes by the hour."""
        return _print(one for one in self.all if one.held.room != "ledger")

    @property
    def went(self) -> dict[str, str]:
        """Give each passage that goes out by its fingerprint: by these it is known again."""
        return {one.held.key: _print([one]) for one in self.all if one.out}


def _print(some: Iterable[Passage]) -> str:
    return sha256("\n".join(f"{one.held.key} {one.out}" for one in some if one.out).encode()).hexdigest()


def who_of(request: RightsRequest) -> Who:
    """Say whom a request is about: their names, how they are reached, and the records that were found to be theirs."""
    names = (request.name, *_lines(request.known_as))
    ids = {str(request.pk), *(one[1] for one in request.about)}
    contacts = dict.fromkeys(way for one in _lines(request.contacts) for way in sorted(reachings(one)))
    return Who(tuple(names), tuple(contacts), frozenset(ids))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def laid(actor: Actor, request: RightsRequest, *, on: date) -> Laid:
    """Lay out the pack of a request whose asker is known, and leave an entry for each record in it."""
    found = _found(actor, request)
    _looked(actor, found, on)
    return _laid(found)


def went_out(actor: Actor, request: RightsRequest, *, on: date) -> Laid:
    """Lay out what went out, as far as it still reads as it did then; what came since is for a new request.

    An answered request is no window: nothing is shown that was not let out, and looking leaves entries for that alone.
    """
    told = request.issued.get("passages", {})
    found = [one for one in _found(actor, request) if one.out and told.get(one.held.key) == _print([one])]
    _looked(actor, found, on)
    left = tuple(request.issued.get("left", {}).items())
    return replace(_laid(found), withheld=request.issued.get("withheld", 0), left=left, changed=len(told) - len(found))


def may_be_taken(request: RightsRequest, *, on: date) -> bool:
    """Say whether a pack that went out may still be taken: for a month, as long as an answer may be on its way."""
    return request.closed_on is not None and on <= months_after(request.closed_on, 1)


def _found(actor: Actor, request: RightsRequest) -> list[Passage]:
    who = who_of(request)
    decided = {one.key: Reviewed(one.decision, one.reason, one.print) for one in request.redactions.all()}
    return sorted(passages(gathered(who, actor), who, decided), key=lambda one: list(ROOMS).index(one.held.room))


def _laid(found: list[Passage]) -> Laid:
    rooms = tuple((room, tuple(some)) for room, some in groupby(found, key=lambda one: one.held.room))
    sealed, out = sum(one.stands == "sealed" for one in found), sum(bool(one.out) for one in found)
    left = Counter(one.held.room for one in found if not one.out)
    return Laid(rooms, waiting(found), out, len(found) - out, sealed, tuple(left.items()))


class _Shown:
    """A thing with its subject, for the entry that it was looked at."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    def subject(self) -> Subject:
        return self._subject


def _looked(actor: Actor, found: list[Passage], on: date) -> None:
    fields: dict[str, set[str]] = {}
    things: dict[str, Subject] = {}
    for one in found:
        for subject in one.held.behind:
            if subject.id and one.stands != "sealed":
                things[subject.id] = subject
                fields.setdefault(subject.id, set()).add(one.held.field)
    for id_, subject in things.items():
        looked(actor, [_Shown(subject)], on=on, purpose=OWN_RIGHT, fields=sorted(fields[id_]))


def document(request: RightsRequest, pack: Laid, *, at: datetime, words: dict[str, str]) -> bytes:
    """Write what goes out as a Word document for the person. What is hidden is counted, never told."""
    facts = [("For", request.name), ("Reference", request.ref), ("Asked on", f"{request.received_on:%-d %B %Y}")]
    blocks: list = [
        Facts(facts),
        Paragraph("This is what is held about you in Hereabouts, where it stands and what it says."),
    ]
    for room, some in pack.rooms:
        tables = [
            _table(list(of_one), words) for _, of_one in groupby(some, key=lambda one: (one.held.model, one.held.id))
        ]
        if told := [table for table in tables if table.rows]:
            blocks += [Heading(ROOMS[room]), *told]
    if pack.left:
        blocks += [
            Heading("What is left out"),
            Paragraph(SHUT),
            Facts([(ROOMS[room], str(n)) for room, n in pack.left]),
        ]
    if pack.changed:
        blocks.append(Paragraph(f"Changed since this was first made, and so not in this copy: {pack.changed}."))
    kept = [(rule.label, f"{_long(rule.months, rule.days)}. {rule.trigger}.") for rule in retention().values()]
    blocks += [Heading("Why it is held, and how long"), Paragraph(WHY), Facts(kept)]
    blocks += [Heading("Your rights"), Paragraph(RIGHTS)]
    title = "What is held about you"
    return documents.written(Document(title, tuple(blocks), at, author="Hereabouts", subject=request.ref))


def _long(months: int, days: int = 0) -> str:
    if not months:
        return f"{days} days"
    return f"{months} months" if months % 12 else "1 year" if months == 12 else f"{months // 12} years"


def _table(some: list[Passage], words: dict[str, str]) -> Table:
    """Put what goes out of one record into one table, under its name."""
    rows = [(words.get(one.held.field, one.held.field.replace("_", " ")), one.out) for one in some if one.out]
    first = some[0].held
    name = "You" if first.model == "Person" and first.own else words.get(first.model, first.model)
    return Table(name, ("What", "What it says"), rows)
