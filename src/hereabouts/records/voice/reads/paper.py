"""Forms on paper: numbers to print on them, and what became of one that was typed in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from hereabouts.records.voice.access import as_written, standing
from hereabouts.records.voice.models import Participant
from hereabouts.records.voice.numbers import new_key, well_formed

PAPER = UUID("6f1c8f0e-1f0b-5a44-9a52-3f4f0f1f7a01")  # what a number on paper is turned into a form's own number with
MOST = 50  # copies printed at once


@dataclass(frozen=True)
class TypedIn:
    """A paper form that was typed in before: when, and by whom."""

    on: date
    by: str


def numbers(copies: int) -> list[str]:
    """Draw a number for each copy. It is somebody's once their form is typed in, and nobody's before."""
    return [new_key() for _ in range(max(1, min(copies, MOST)))]


def once_of(number: str) -> UUID:
    """Give what makes a paper form once, however often it is typed in: the number printed on it."""
    return uuid5(PAPER, as_written(number))


def number_on(told: str) -> str:
    """Read a number as it was typed; "" where it is none of ours."""
    return well_formed(told)


def typed_in(place: object, number: str, *, on: date) -> TypedIn | None:
    """Say when a paper form was typed in; None where it was not yet."""
    found = standing(on=on).filter(place=place.id, once=once_of(number)).first()
    return found and TypedIn(found.recorded_on, found.recorded_by)


def is_somebodys(number: str) -> bool:
    """Say whether a number is somebody's already, with a form or without."""
    return Participant.objects.filter(key=as_written(number)).exists()
