"""What has come in, and what a sender may read back: the thread of one reference."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from hereabouts.core.intake import of_somebody, typed
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import safeguarding, text, topics
from hereabouts.records.intake import access
from hereabouts.records.intake.models import Letter
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.trust.reads import any_in_force


class UnknownReference(Sentence):
    """A reference that no letter has."""


@dataclass(frozen=True)
class Waiting:
    """A letter that nobody has answered, as staff see it. Its contact stays in the drawer until somebody handles it."""

    id: UUID
    ref: str
    kind: str
    place_id: UUID | None
    place: str
    channel: str
    category: str
    topic: str
    text: str
    where: str
    language: str
    wants_reply: bool
    received_on: date


@dataclass(frozen=True)
class Said:
    """One reply as its sender reads it."""

    words: str
    on: date


@dataclass(frozen=True)
class Thread:
    """All that a reference opens: the sender's own words (not those of a request for help), and what became of them."""

    ref: str
    words: str
    received_on: date
    replies: tuple[Said, ...]


@dataclass(frozen=True)
class Address:
    """A place that takes letters."""

    id: UUID
    name: str


def waiting(actor: Actor, kind: str, on: date, *, purpose: str | None = None) -> list[Waiting]:
    """Give the letters of a kind that nobody has replied to, oldest first, as far as the actor may see them."""
    rows = access.visible(actor, on=on, purpose=purpose).filter(kind=kind, replies=None)
    return [sheet(letter) for letter in rows.order_by("received_on", "ref")]


def sheet(letter: Letter) -> Waiting:
    """Describe a letter without its contact."""
    return Waiting(
        id=letter.pk,
        ref=letter.ref,
        kind=letter.kind,
        place_id=letter.place_id,
        place=letter.place.name if letter.place else "",
        channel=letter.channel,
        category=categories().get(letter.category, ("", ""))[0],
        topic=letter.topic,
        text=letter.text,
        where=letter.where,
        language=letter.language,
        wants_reply=letter.wants_reply,
        received_on=letter.received_on,
    )


def thread(ref: str) -> Thread:
    """Give the thread of a reference, however it was typed. Raises UnknownReference."""
    letter = access.letter_of(typed(ref))
    if letter is None and of_somebody(ref):
        raise UnknownReference(
            "This looks like the number you were given after you spoke with us, and no reference. Tell it to us on the"
            " phone or at a session: with it we find your words, and take them back if you want."
        )
    if letter is None:
        raise UnknownReference("We do not know this reference. It looks like FG-7KQ4. Check it, or ring us.")
    return Thread(letter.ref, "" if letter.kind == "help" else letter.text, letter.received_on, replies(letter))


def replies(letter: Letter) -> tuple[Said, ...]:
    """Give what was written back to a letter, in order, as its sender reads it."""
    return tuple(Said(reply.words, reply.written_on) for reply in letter.replies.all())


def help_is_read(*, on: date) -> bool:
    """Say whether anybody may read a request for help that day: only an agreement in force lets them."""
    return any_in_force(on=on)


def receipt(id: object) -> tuple[str, str]:
    """Give the reference and the kind of a letter that was just sent, by the address its sender was led to."""
    with on_purpose("whoever sent a letter is told its reference"):
        found = Letter.objects.filter(pk=id).first()
    if found is None:
        raise NotFound
    return found.ref, found.kind


def addresses(*, on: date) -> list[Address]:
    """Give the places that take letters."""
    return [Address(place.pk, place.name) for place in access.addressed(on=on)]


def whom_to_ring() -> dict[str, str]:
    """Give whom to ring about harm, beside 999: a name and a number."""
    return safeguarding()


@cache
def categories() -> dict[str, tuple[str, str]]:
    """Give what can be reported: id -> (in a resident's words, topic)."""
    return {c["id"]: (c["label"], c["topic"]) for c in text("intake", "categories")["category"]}


def may_be_danger(letter: Waiting) -> bool:
    """Say whether a report has a word that may tell of danger now, so that somebody reads it first."""
    said = f" {letter.text} {letter.where} ".lower()
    return any(re.search(rf"\b{re.escape(word)}", said) for word in text("intake", "categories")["danger"])


def subjects() -> list[tuple[str, str]]:
    """Give the shared topics, code and label."""
    return [(code, topic["label"]) for code, topic in topics().items()]
