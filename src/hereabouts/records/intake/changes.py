"""How letters come in, and how what became of them is written back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from hereabouts.core.intake import ALPHABET, LENGTH, reference
from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.sentences import Sentence
from hereabouts.records.intake.access import addressed
from hereabouts.records.intake.models import Letter, Reply
from hereabouts.records.intake.reads import categories
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from uuid import UUID

    from hereabouts.records.places.models import Place


TAKEN_BACK = "Taken back by who wrote it."


class NothingSaid(Sentence):
    """A letter or a reply without a word."""


@change("letter.send")
def send(
    *,
    by: Actor,
    on: date,
    kind: str,
    text: str,
    place: Place | UUID | str | None = None,
    once: str | None = None,
    channel: str = "web",
    category: str = "",
    where: str = "",
    contact: str = "",
    language: str = "",
    wants_reply: bool = False,
) -> Letter:
    """Take a letter and give it its reference. The same ``once`` twice is one letter, and nothing is changed.

    ``place`` is a place or its id; one that nobody knows is no place. A request for help is kept as a case.
    """
    if not text.strip():
        raise NothingSaid("Write a few words first.")
    where_to = addressed(on=on).filter(pk=getattr(place, "pk", place)).first() if place else None
    facts = {
        "kind": kind,
        "place": where_to,
        "channel": channel,
        "category": category,
        "topic": categories().get(category, ("", ""))[1],
        "text": text.strip(),
        "where": where.strip(),
        "contact": contact.strip(),
        "language": language.strip(),
        "wants_reply": wants_reply,
        "received_on": on,
        "sensitivity": Sensitivity.CASE if kind == "help" else Sensitivity.PARTNERSHIP,
        "ref": _new_ref(where_to.prefix if where_to else ""),
    }
    with on_purpose("anybody may put a letter in; the same one twice is one"):
        return Letter.objects.get_or_create(once=once or secrets.token_hex(16), defaults=facts)[0]


def _new_ref(prefix: str) -> str:
    """Draw characters that nobody can guess, until they are free."""
    while True:
        ref = reference(prefix, [secrets.choice(ALPHABET) for _ in range(LENGTH)])
        with on_purpose("a reference is given once"):
            free = not Letter.objects.filter(ref=ref).exists()
        if free:
            return ref


@change("letter.answer", about="letter")
def reply(*, by: Actor, on: date, letter: Letter, words: str) -> Reply:
    """Write back what became of a letter; its sender reads it under the reference. The same words twice are one reply."""
    if not words.strip():
        raise NothingSaid("Write a few words first.")
    last = letter.replies.order_by("-number").first()
    if last and last.words == words.strip():
        return last
    number = (letter.replies.aggregate(last=Max("number"))["last"] or 0) + 1
    return Reply.objects.create(letter=letter, number=number, words=words.strip(), written_on=on, written_by=by.id)


def forget(refs: Iterable[str]) -> None:
    """Forget what letters said and how to reach who wrote them: they took it back. Call it inside a change.

    What was answered stays, so that the reference still tells what became of it.
    """
    with on_purpose("whoever wrote a letter took it back"):
        Letter.objects.filter(ref__in=list(refs)).update(
            text=TAKEN_BACK, where="", contact="", language="", wants_reply=False
        )
