"""Local solutions groups and what came of each day on which one was due. No family, and no name of a worker."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hereabouts.records.ledger.record import Guarded, Record


class LocalSolutionsGroup(Guarded):
    """A group of agencies that meets over families every so many weeks, from its first day on (D-50)."""

    KIND = "solutions_group"

    name = models.CharField(max_length=120)
    first_on = models.DateField(help_text="The day of its first meeting: all others are counted from it")
    weeks = models.PositiveSmallIntegerField(help_text="Every how many weeks it meets")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="solutions_group_of_a_place"),
            models.CheckConstraint(condition=Q(weeks__gte=1), name="solutions_group_meets"),
        ]


class GroupMeeting(Record):
    """What came of one day on which a group was due: the day it met, and in which role somebody led it; or that it fell out."""

    group = models.ForeignKey(LocalSolutionsGroup, models.CASCADE, related_name="meetings")
    due_on = models.DateField()
    held_on = models.DateField(null=True, blank=True, help_text="Empty: it fell out")
    chair = models.CharField(max_length=200, blank=True, help_text="A role with its agency, never a name")
    written_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-due_on"]
        constraints = [
            models.UniqueConstraint(fields=["group", "due_on"], name="group_meeting_of_a_day"),
            models.CheckConstraint(condition=Q(held_on=None) | ~Q(chair=""), name="held_meeting_was_led"),
        ]


class DropIn(Guarded):
    """One session at which several agencies are in one room: who is on the rota, and afterwards counts. Nobody who came is in it (L-28)."""

    KIND = "drop_in"

    venue = models.CharField(max_length=200)
    held_on = models.DateField()
    hours = models.CharField(max_length=120)
    rota = models.JSONField(default=list, help_text="Roles with their agencies, never names")
    came = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: nobody said yet how it went")
    referred = models.PositiveIntegerField(null=True, blank=True)
    needs = models.JSONField(default=dict, help_text="{need: how many raised it}")
    kept_on = models.DateField()

    class Meta:
        ordering = ["-held_on", "venue"]
        constraints = [models.UniqueConstraint(fields=["place", "venue", "held_on"], name="drop_in_once")]
