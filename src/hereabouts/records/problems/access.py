"""The door to reports and problems."""

from datetime import date

from django.db.models import QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger.access import one, seen
from hereabouts.records.problems.models import Problem, Report


def visible(actor: Actor, *, on: date) -> QuerySet[Problem]:
    """Give the problems the actor may see, newest first."""
    return seen(Problem.objects.select_related("place", "spoc__organisation", "organisation"), actor, on=on)


def find(actor: Actor, id: object, *, on: date) -> Problem:
    """Give one problem; NotFound when it is absent or not the actor's."""
    return one(visible(actor, on=on), actor, id, on=on)


def visible_reports(actor: Actor, *, on: date) -> QuerySet[Report]:
    """Give the accepted reports the actor may see, newest first."""
    return seen(Report.objects.select_related("letter__place", "place", "problem", "accepted_by"), actor, on=on)


def find_report(actor: Actor, id: object, *, on: date) -> Report:
    """Give one accepted report; NotFound when it is absent or not the actor's."""
    return one(visible_reports(actor, on=on), actor, id, on=on)
