"""How letters come in, and how what became of them is written back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone

from hereabouts.core.intake import ALPHABET, GIVES_REASON, LENGTH, OUTCOMES, reference
from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.sentences import Sentence, listed
from hereabouts.records.intake.access import addressed
from hereabouts.records.intake.models import Followed, Letter, Reply, Told
from hereabouts.records.intake.reads import categories
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from uuid import UUID

    from hereabouts.records.places.models import Place


TAKEN_BACK = "Taken back by who wrote it."


class NothingSaid(Sentence):
    """A letter or a reply without a word."""


class NotTold(Sentence):
    """An answer to residents without words, or without the reason that it owes."""


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


def reach_no_more(refs: Iterable[str]) -> None:
    """Forget how to reach who wrote letters: they may not be reached again. Call it inside a change; the words stay."""
    with on_purpose("whoever wrote a letter took back that they may be reached"):
        Letter.objects.filter(ref__in=list(refs)).update(contact="", wants_reply=False)


@change("answer.write")
def tell(
    *, by: Actor, on: date, place: Place, topic: str, outcome: str, words: str, because: str = "", who: str = "",
    key: str | None = None,
) -> Told:  # fmt: skip
    """Tell everybody who raised a topic in a place until today what came of it; they read it under their reference.

    What could not be done says why. The same ``key`` is told once: telling it again changes its words and keeps its day.
    """
    if outcome not in OUTCOMES:
        raise NotTold(
            "“{what}” is not an answer we know. Choose {known}.", what=outcome, known=listed(OUTCOMES, last="or")
        )
    if not words.strip():
        raise NotTold("Say in a sentence or two what came of what people said.")
    if outcome in GIVES_REASON and not because.strip():
        raise NotTold("Say why: the people who raised it will ask.")
    told = {"place": place, "topic": topic, "outcome": outcome, "words": words.strip(), "because": because.strip(),
            "who": who.strip(), "told_by": by.name}  # fmt: skip
    found = Told.objects.filter(key=key).first() if key else None
    if found:
        Told.objects.filter(pk=found.pk).update(**told)
        return Told.objects.get(pk=found.pk)
    return Told.objects.create(**told, organisation_id=by.organisation, told_on=on, told_at=timezone.now(), key=key)


def follow(
    ref: str, place_id: UUID, *, heard_on: date, topics: Iterable[str] = (), read_on: date | None = None
) -> None:
    """Let somebody follow their words by the reference they were given. Call it inside a change; again, it says more."""
    row, made = Followed.objects.get_or_create(
        ref=ref, defaults={"place_id": place_id, "heard_on": heard_on, "topics": sorted(topics), "read_on": read_on}
    )
    if not made:
        row.heard_on, row.topics, row.read_on = heard_on, sorted(topics), read_on
        row.save(update_fields=["heard_on", "topics", "read_on"])


def unfollow(refs: Iterable[str]) -> None:
    """Forget that some references lead anywhere: whoever held them took their words back. Call it inside a change."""
    Followed.objects.filter(ref__in=list(refs)).delete()
