"""Where somebody who spoke lives, and what they have lived through, noted by the number they were given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.voice.profile import NOT_ASKED, NOT_SAID
from hereabouts.engines.definitions import engagement
from hereabouts.records.ledger.changes import change
from hereabouts.records.places.reads import sheet
from hereabouts.records.voice.access import as_written, standing
from hereabouts.records.voice.models import Background, Participant

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class NobodyHere(Sentence):
    """A number that was given to nobody whose words are kept for this place."""


class NotLived(Sentence):
    """An area outside the place, or an experience that nobody is asked about."""


@change("contribution.record")
def note_background(
    *, by: Actor, on: date, place: Place, person: str, area: str = NOT_ASKED, lived: Iterable[str] = (), asked: str = ""
) -> Background:
    """Note what somebody told: their small area, and what they have lived through (S-60). Not asked and not said stay apart.

    ``asked`` is "asked" where the list was read out, even if nothing of it holds; otherwise why there is no answer. What was
    told before stands where it is not asked again.
    """
    who = Participant.objects.filter(key=as_written(person)).first()
    if who is None or not standing(on=on).filter(place=place, participant=who).exists():
        raise NobodyHere("Nobody whose words are kept here has the number “{number}”. Check it.", number=person)
    _known(place, area, chosen := list(lived))
    asked = asked or ("asked" if chosen else NOT_ASKED)
    facts = {"area": area} if area != NOT_ASKED else {}
    facts |= {"lived": chosen, "asked": asked} if asked != NOT_ASKED else {}
    made, _ = Background.objects.update_or_create(participant=who, defaults=facts)
    return made


def _known(place: Place, area: str, lived: list[str]) -> None:
    areas = {code for codes in sheet(place).areas.values() for code in codes}
    if area not in {*areas, NOT_ASKED, NOT_SAID}:
        raise NotLived("“{area}” is no area of {place}.", area=area, place=place.name)
    if unknown := [one for one in lived if one not in engagement().lived]:
        raise NotLived("Nobody is asked about {unknown}.", unknown=listed(unknown))
