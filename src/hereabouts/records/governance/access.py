"""The doors to groups, meetings and decisions."""

from datetime import date

from django.db.models import QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.records.governance.models import Decision, Group, Meeting
from hereabouts.records.ledger.access import one, seen


def visible(actor: Actor, *, on: date) -> QuerySet[Group]:
    """Give the groups the actor may see, in order of name."""
    return seen(Group.objects.all(), actor, on=on)


def find(actor: Actor, id: object, *, on: date) -> Group:
    """Give one group; NotFound when it is absent or not the actor's."""
    return one(Group.objects.select_related("place", "parent"), actor, id, on=on)


def visible_meetings(actor: Actor, *, on: date) -> QuerySet[Meeting]:
    """Give the meetings the actor may see, in order of time."""
    return seen(Meeting.objects.select_related("group", "place"), actor, on=on)


def find_meeting(actor: Actor, id: object, *, on: date) -> Meeting:
    """Give one meeting; NotFound when it is absent or not the actor's."""
    return one(Meeting.objects.select_related("group", "place"), actor, id, on=on)


def visible_decisions(actor: Actor, *, on: date) -> QuerySet[Decision]:
    """Give the decisions the actor may see, newest first."""
    return seen(Decision.objects.select_related("meeting__group", "account", "owner"), actor, on=on)


def find_decision(actor: Actor, id: object, *, on: date) -> Decision:
    """Give one decision; NotFound when it is absent or not the actor's."""
    return one(Decision.objects.select_related("meeting__group", "account", "owner"), actor, id, on=on)
