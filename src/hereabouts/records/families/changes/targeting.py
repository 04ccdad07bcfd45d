"""Defining a target group: its criteria, what for, and the protected count of that day. A definition is never edited."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.families.target_group import COUNTS_A_PLACE, COUNTS_DAYS, Criteria, NotACriterion, refuse_empty
from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.records.families import targeting
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import TargetGroup
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@change("target_group.define", purpose=PURPOSE, sensitivity=Sensitivity.CASE)
def define_group(*, by: Actor, on: date, place: Place, title: str, aim: str, criteria: Criteria) -> TargetGroup:
    """Keep criteria with their purpose and the protected count. Under the same title it is the next version.

    Raises NotACriterion for what cannot be asked, and when too many counts of a place were made lately.
    """
    if not title.strip() or not aim.strip():
        raise NotACriterion("Say what the group is called, and what you want to do for these families.", field="aim")
    refuse_empty(criteria, domains=targeting.domains(place.pk), groups=targeting.GROUPS)
    place.hold()  # of two at once the second is held against the first
    if len(targeting.lately(place, on=on)) >= COUNTS_A_PLACE:
        raise NotACriterion(
            "{many} groups of {place} were counted in the last {days} days, and that is the most: many counts together would "
            "tell of few families. Use one of those, or wait.",
            many=COUNTS_A_PLACE, place=place.name, days=COUNTS_DAYS,
        )  # fmt: skip
    households, until = targeting.count(by, place, criteria, on=on)
    mine = TargetGroup.objects.filter(place=place, organisation_id=by.organisation, title__iexact=title.strip())
    return TargetGroup.objects.create(
        place=place, organisation_id=by.organisation, title=title.strip(), version=mine.count() + 1, aim=aim.strip(),
        criteria=criteria.kept(), households=households, counted_to=until, defined_on=on, defined_by=by.name,
    )  # fmt: skip
