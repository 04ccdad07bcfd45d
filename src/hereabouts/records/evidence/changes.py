"""How local notes change: somebody says what a number misses, and it is taken off again when it no longer holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.evidence.models import LocalNote
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

LONGEST = 600  # characters; a note is read beside a number


class NotANote(Sentence):
    """A local note that says nothing, too much, or is about a number that nobody has."""


@change("local_note.write")
def write_note(*, by: Actor, on: date, place: Place, text: str, indicator: str = "") -> LocalNote:
    """Write what a number of a place misses; with no indicator, what all of them do. The same words twice are one note."""
    text = text.strip()
    if not text:
        raise NotANote("Write what the numbers miss here.")
    if len(text) > LONGEST:
        raise NotANote("A note has at most {most} characters; this has {n}.", most=LONGEST, n=len(text))
    if indicator and indicator not in indicators():
        raise NotANote("There is no indicator called “{indicator}”.", indicator=indicator)
    made, _ = LocalNote.objects.get_or_create(
        place=place, indicator=indicator, text=text, ended_on=None,
        defaults={"written_by": by.name, "written_on": on, "organisation_id": by.organisation},
    )  # fmt: skip
    return made


@change("local_note.end")
def end_note(*, by: Actor, on: date, local_note: LocalNote) -> LocalNote:
    """Take a note off the page: it no longer holds. Its words stay in the record; twice changes nothing."""
    if local_note.ended_on is None:
        local_note.ended_on = on
        local_note.save(update_fields=["ended_on"])
    return local_note
