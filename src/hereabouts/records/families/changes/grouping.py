"""The register of local solutions groups, and what came of each day on which one was due (D-50)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hereabouts.core.families.gatherings import planned_days
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.families.models import GroupMeeting, LocalSolutionsGroup
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


AGO, AHEAD = timedelta(days=3653), timedelta(days=731)


class NotAGroup(Sentence):
    """A local solutions group that is in the register already, or one that has no name."""


class NotAMeeting(Sentence):
    """A meeting of a day on which the group was not due, one that is still to come, or one that nobody led."""


@change("solutions_group.keep", step="open")
def open_group(*, by: Actor, on: date, place: Place, name: str, first_on: date, weeks: int) -> LocalSolutionsGroup:
    """Put a group into the register. Raises NotAGroup, NotACadence."""
    if not name.strip():
        raise NotAGroup("Say what the group is called.", field="name")
    if LocalSolutionsGroup.objects.filter(place=place, name__iexact=name.strip()).exists():
        raise NotAGroup("There is a group of this name in {place} already.", field="name", place=place.name)
    planned_days(first_on, weeks, until=first_on)
    if not on - AGO <= first_on <= on + AHEAD:
        raise NotAGroup("Say a first day within the last ten years or the next two.", field="first_on")
    told = {"name": name.strip(), "first_on": first_on, "weeks": weeks}
    return LocalSolutionsGroup.objects.create(place=place, organisation_id=by.organisation, **told)


@change("solutions_group.keep", about="group", step="meet")
def record_meeting(
    *, by: Actor, on: date, group: LocalSolutionsGroup, due_on: date, held_on: date | None, chair: str = ""
) -> GroupMeeting:
    """Write down what came of a day on which the group was due; said again, it is replaced. Raises NotAMeeting.

    ``held_on`` may be another day than the one it was planned for, and None says that it fell out. ``chair`` is a role with its
    agency, never a name, so that the register holds no person.
    """
    until = min(on, group.ended_on or on)
    if due_on not in planned_days(group.first_on, group.weeks, until=until):
        raise NotAMeeting("Choose a day on which the group was due, up to today.", field="due_on")
    if held_on is not None and not group.first_on <= held_on <= on:
        raise NotAMeeting(
            "Say the day on which the group met: none before its first, and none after today.", field="held_on"
        )
    if held_on is not None and not chair.strip():
        raise NotAMeeting("Say in which role somebody led the meeting.", field="chair")
    told = {"held_on": held_on, "chair": chair.strip() if held_on else "", "written_by": by.name}
    return GroupMeeting.objects.update_or_create(group=group, due_on=due_on, defaults=told)[0]


@change("solutions_group.keep", about="group", step="end")
def end_group(*, by: Actor, on: date, group: LocalSolutionsGroup) -> LocalSolutionsGroup:
    """End a group: it is due no more, and what it held stays in the register. It ends once. Raises NotAGroup."""
    if group.ended_on is not None:
        raise NotAGroup("This group has ended already.")
    group.ended_on = on
    group.save(update_fields=["ended_on"])
    return group
