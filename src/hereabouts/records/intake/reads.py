"""What has come in, and what a sender may read back: the thread of one reference."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from hereabouts.core.intake import Clock, read, waited
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import safeguarding, text, topics
from hereabouts.records.intake import access
from hereabouts.records.intake.models import Followed, Letter, Told
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
class Outcome:
    """What somebody is told came of a topic they raised."""

    topic: str
    outcome: str
    words: str
    because: str
    who: str
    on: date


@dataclass(frozen=True)
class Thread:
    """All that a reference opens: the sender's own words (not those of a request for help), and what became of them.

    Of a conversation the words are not shown: whoever finds the number learns nothing but topics. ``clock`` runs while
    nothing was answered.
    """

    ref: str
    words: str
    received_on: date
    replies: tuple[Said, ...]
    spoken: bool
    topics: tuple[str, ...]
    read_on: date | None
    told: tuple[Outcome, ...]
    clock: Clock | None
    place_id: UUID | None


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


def thread(ref: str, *, on: date) -> Thread:
    """Give the thread of a reference, however it was typed: a letter's, or the number got after a conversation.

    Raises UnknownReference, with the same words for one that never was, one that was taken back and one typed wrong.
    """
    for one in read(ref):
        letter, row = access.letter_of(one), access.followed(one)
        if letter or row:
            return _thread(one, letter, row, on)
    raise UnknownReference(
        "We do not know this reference. It looks like FG-7KQ4M2, or like K7Q2-9FXM if you spoke with us. Check it, or ring us."
    )


def _thread(ref: str, letter: Letter | None, row: Followed | None, on: date) -> Thread:
    said = replies(letter) if letter else ()
    told = tuple(_outcome(one) for one in access.told_to(row)) if row else ()
    heard_on = letter.received_on if letter else row.heard_on if row else on
    answered = bool(told) if row else bool(said)
    return Thread(
        ref=ref,
        words=letter.text if letter and letter.kind != "help" else "",
        received_on=heard_on,
        replies=said,
        spoken=letter is None,
        topics=tuple(_topic(code) for code in row.topics) if row else (),
        read_on=row.read_on if row else None,
        told=told,
        clock=None if answered or (letter and letter.kind != "words") else waited(heard_on, on),
        place_id=row.place_id if row else letter.place_id if letter else None,
    )


def _outcome(one: Told) -> Outcome:
    return Outcome(_topic(one.topic), one.outcome, one.words, one.because, one.who, one.told_on)


def _topic(code: str) -> str:
    return topics().get(code, {"label": code})["label"]


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
