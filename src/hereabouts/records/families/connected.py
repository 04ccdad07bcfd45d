"""In whose lists we looked, and in whose we could not: where no record is found, that never means that nobody is involved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from hereabouts.core.ledger import Actor, applying
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Extract
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.partners import reads as partners

OLD = 31  # days after which a list says little of who works with whom now


@dataclass(frozen=True)
class Looked:
    """The partners that gave a list for a place, with its newest day and whether that is long ago; and those that gave none."""

    lists: tuple[tuple[str, date, bool], ...]
    none: tuple[str, ...]


def lists_of(actor: Actor, place: object, *, on: date) -> Looked:
    """Give both for the partners whose records a clause in force lets the actor see in a place.

    It tells of agencies and days, and of nobody whose name is on a list.
    """
    mine = [g for g in applying(actor, "stub", "see", on=on, purpose=PURPOSE) if g.place in {None, str(place)}]
    reached = {g.organisation for g in mine if g.organisation}
    with on_purpose("in whose lists we looked, and how old they are, is said where nobody is found"):
        given = Extract.objects.filter(place=place, undone_at=None, organisation__in=reached).order_by()
        newest = dict(given.values_list("organisation").annotate(at=Max("given_at__date")))
    named = [(o.name, newest.get(o.id)) for o in partners.organisations() if str(o.id) in reached]
    return Looked(
        tuple((name, day, (on - day).days > OLD) for name, day in named if day), tuple(name for name, day in named if not day)
    )  # fmt: skip
