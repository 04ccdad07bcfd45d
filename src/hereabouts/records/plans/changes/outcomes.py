"""How a framework changes: vision and values, who answers for an outcome, what turns its curve, what a locality gives to the city."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.records.ledger.changes import NotAllowed, change
from hereabouts.records.plans.changes.plans import NotComplete
from hereabouts.records.plans.models import CityContribution, Framework, Outcome

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place
    from hereabouts.records.priorities.models import Aim


@change("plan.draft")
def set_framework(*, by: Actor, on: date, place: Place, vision: str, values: str, agreed_by: str = "") -> Framework:
    """Write down what the partnership of a place is for and what it stands for, one value a line (L-09); and who agreed it."""
    for_all(by, on, place)
    if not vision.strip() or not values.strip():
        raise NotComplete("Write both: what the partnership wants, and what it stands for.")
    lines = "\n".join(line.strip() for line in values.splitlines() if line.strip())
    agreed = {"agreed_by": agreed_by.strip(), "agreed_on": on if agreed_by.strip() else None}
    row, _ = Framework.objects.update_or_create(
        place=place, defaults={"vision": vision.strip(), "values": lines, **agreed}
    )
    return row


@change("plan.draft", about="outcome")
def answer_for(
    *,
    by: Actor,
    on: date,
    outcome: Outcome,
    accountable: str = "",
    story: str = "",
    what_works: str = "",
    turn_from: str = "",
    partners: Iterable[Organisation] = (),
) -> Outcome:
    """Say which group answers for an outcome (W-11), the story behind its curve, who has a part in it, and what is known to work."""
    for name, words in {
        "accountable": accountable,
        "story": story,
        "what_works": what_works,
        "turn_from": turn_from,
    }.items():
        setattr(outcome, name, words.strip())
    outcome.save(update_fields=["accountable", "story", "what_works", "turn_from"])
    outcome.partners.set(partners)
    return outcome


@change("plan.draft")
def contribute(*, by: Actor, on: date, place: Place, aim: Aim, words: str) -> CityContribution:
    """Say in a sentence or two what a locality gives to one priority of the city (S-33)."""
    for_all(by, on, place)
    if not words.strip():
        raise NotComplete("Say what this place gives to it.")
    row, _ = CityContribution.objects.update_or_create(
        place=place, aim=aim, defaults={"words": words.strip(), "written_by": by.name, "written_on": on}
    )
    return row


def for_all(by: Actor, on: date, place: Place) -> None:
    """Refuse what speaks for a whole place to whoever writes only for their own group."""
    if not may(by, "draft", Subject("plan", place=str(place.pk)), on):
        raise NotAllowed(
            "This speaks for all partners of {place}; you write the plan of your own group.", place=place.name
        )
