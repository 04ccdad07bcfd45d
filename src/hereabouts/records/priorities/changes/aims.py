"""What plans ask for is written down, one by one or as a set that ships."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.priorities.aims import Aim as CountedAim
from hereabouts.core.priorities.aims import NotAnAim, checked
from hereabouts.core.sentences import listed
from hereabouts.engines import definitions
from hereabouts.records.ledger.changes import change
from hereabouts.records.priorities.changes.refusing import known
from hereabouts.records.priorities.models import Aim

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@change("aim.record")
def record_aim(
    *,
    by: Actor,
    on: date,
    level: str,
    document: str,
    ref: str,
    text: str,
    topic: str,
    weight: int,
    period: str = "",
    place: Place | None = None,
) -> Aim:
    """Write down what a plan asks for. The same document, reference and topic again changes its words and weight."""
    return _write(checked(CountedAim(level, document, ref, text, topic, weight, period)), place)


def _write(aim: CountedAim, place: Place | None) -> Aim:
    known(aim.topic)
    made, _ = Aim.objects.update_or_create(
        document=aim.document, ref=aim.ref, topic=aim.topic, place=place,
        defaults={"level": aim.level, "text": aim.text, "weight": aim.weight, "period": aim.period, "ended_on": None},
    )  # fmt: skip
    return made


@change("aim.record")
def load_aims(*, by: Actor, on: date, name: str, place: Place | None = None) -> int:
    """Record every aim of a set that ships. Loading it twice changes nothing; gives how many aims the set has."""
    sets = definitions.aims()
    if name not in sets:
        raise NotAnAim("There is no set of aims called “{name}”. There is {known}.", name=name, known=listed(sets))
    for one in sets[name]:
        _write(one, place)
    return len(sets[name])
