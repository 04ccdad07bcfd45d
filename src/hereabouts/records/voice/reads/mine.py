"""What somebody reads of themselves by the number they hold, and what officers still have to take down."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.engines.definitions import consent_kinds
from hereabouts.records.voice import access
from hereabouts.records.voice.reads.words import ConsentLine, consent_lines


@dataclass(frozen=True)
class Mine:
    """How often somebody spoke and when last, and what they agreed to: never the words, for a card can be lost."""

    key: str
    times: int
    last: date | None
    consents: tuple[ConsentLine, ...]


@dataclass(frozen=True)
class TakenLine:
    """One thing that was taken back: how, what was withdrawn at once, and by when the rest has to be taken down."""

    id: UUID
    key: str
    label: str
    how: str
    taken_on: date
    releases: tuple[dict[str, Any], ...]
    retell: bool
    due_on: date
    done_on: date | None
    done_by: str
    late: bool


def mine(number: str, *, on: date) -> Mine:
    """Give what the holder of a number may read. UnknownNumber where nobody's words are held under it."""
    who = access.person_with(number, on=on)
    days = list(access.standing(on=on).filter(participant=who).values_list("heard_on", flat=True))
    return Mine(who.key, len(days), max(days, default=None), consent_lines(who.consents.all(), on=on))


def taken_lines(actor: Actor, place: object, *, on: date) -> list[TakenLine]:
    """Give what was taken back in a place, what hands still have to do first."""
    rows = access.taken_back(actor, on=on).filter(place=place.id)
    return [
        TakenLine(
            row.pk, row.participant.key, consent_kinds()[row.consent].label, row.how, row.taken_on, tuple(row.releases), row.retell,
            row.due_on, row.done_on, row.done_by, row.done_on is None and row.due_on < on,
        )
        for row in rows
    ]  # fmt: skip


def to_retell(actor: Actor, place: object, *, on: date) -> list[UUID]:
    """Give the contributions whose speaker chose to be told in other words, and which nobody has told yet."""
    chose = access.agreed("in other words", on=on).values("participant")
    rows = access.visible(actor, on=on).filter(place=place.id, participant__in=chose, other_words="").exclude(words="")
    return list(rows.values_list("pk", flat=True))
