"""The doors to aims, boards and priorities."""

from datetime import date

from django.db.models import Q, QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger.access import one, seen
from hereabouts.records.priorities.models import (
    Aim,
    Disagreement,
    NotChosen,
    Priority,
    ResourceRequest,
    Run,
    Session,
    TouchedGroups,
)


def visible(actor: Actor, *, on: date) -> QuerySet[Priority]:
    """Give the priorities the actor may see."""
    return seen(Priority.objects.select_related("place"), actor, on=on)


def find(actor: Actor, id: object, *, on: date) -> Priority:
    """Give one priority; NotFound when it is absent or not the actor's."""
    return one(Priority.objects.select_related("place", "run"), actor, id, on=on)


def aims(actor: Actor, *, on: date) -> QuerySet[Aim]:
    """Give the aims in force that the actor may see."""
    return seen(Aim.objects.filter(Q(ended_on=None) | Q(ended_on__gte=on)), actor, on=on)


def runs(actor: Actor, *, on: date) -> QuerySet[Run]:
    """Give the boards the actor may see, newest first; what went into them is fetched only where it is asked for."""
    return seen(Run.objects.defer("inputs"), actor, on=on)


def find_run(actor: Actor, id: object, *, on: date) -> Run:
    """Give one board; NotFound when it is absent or not the actor's."""
    return one(Run.objects.all(), actor, id, on=on)


def disagreements(actor: Actor, *, on: date) -> QuerySet[Disagreement]:
    """Give who settles what, as far as the actor may see it."""
    return seen(Disagreement.objects.select_related("activity"), actor, on=on)


def find_disagreement(actor: Actor, id: object, *, on: date) -> Disagreement:
    """Give one disagreement; NotFound when it is absent or not the actor's."""
    return one(Disagreement.objects.select_related("place", "activity"), actor, id, on=on)


def not_chosen(actor: Actor, *, on: date) -> QuerySet[NotChosen]:
    """Give what was not chosen, as far as the actor may see it."""
    return seen(NotChosen.objects.all(), actor, on=on)


def touched_groups(actor: Actor, *, on: date) -> QuerySet[TouchedGroups]:
    """Give whom topics touch, as far as the actor may see it."""
    return seen(TouchedGroups.objects.all(), actor, on=on)


def resource_requests(actor: Actor, *, on: date) -> QuerySet[ResourceRequest]:
    """Give what services were asked for, as far as the actor may see it."""
    return seen(ResourceRequest.objects.select_related("service", "place"), actor, on=on)


def resource_request(actor: Actor, id: object, *, on: date) -> ResourceRequest:
    """Give one request; NotFound when it is absent or not the actor's."""
    return one(ResourceRequest.objects.select_related("service", "place"), actor, id, on=on)


def sessions(actor: Actor, *, on: date) -> QuerySet[Session]:
    """Give the sessions the actor may see, the latest first."""
    return seen(Session.objects.select_related("place"), actor, on=on)


def find_session(actor: Actor, id: object, *, on: date) -> Session:
    """Give one session; NotFound when it is absent or not the actor's."""
    return one(Session.objects.select_related("place", "run"), actor, id, on=on)
