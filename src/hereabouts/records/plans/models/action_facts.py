"""What belongs to an action besides its steps: what it waits for, what else was looked at, who designed it with us, what it builds."""

from django.db import models
from django.db.models import F, Q

from hereabouts.core.plans.whole_action import GRADES
from hereabouts.records.ledger.record import Record
from hereabouts.records.plans.models.actions import Action


class Dependency(Record):
    """What an action waits for: another action, another body, or both; ``met_on`` is the day it was there."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="dependencies")
    on_action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="waited_for_by")
    on_body = models.ForeignKey("hereabouts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=200)
    needed_by = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["action", "needed_by", "what"]
        constraints = [
            models.CheckConstraint(condition=Q(on_action=None) | ~Q(on_action=F("action")), name="waits_for_another"),
        ]


class ActionOption(Record):
    """One way that was looked at before the action was chosen: where it was tried, how good the evidence is, and why it was or was not."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="considered")
    option = models.CharField(max_length=200)
    tried_where = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=24, choices=[(g, g) for g in GRADES])
    source = models.CharField(max_length=300, blank=True)
    chosen = models.BooleanField(default=False)
    why = models.TextField()

    class Meta:
        ordering = ["action", "-chosen", "option"]
        constraints = [models.UniqueConstraint(fields=["action", "option"], name="action_option_once")]


class CoDesign(Record):
    """A session in which people who live it worked on the action: how many, never who, and what changed because of it."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="codesign")
    held_on = models.DateField()
    session = models.CharField(max_length=200)
    people = models.PositiveSmallIntegerField()
    changed = models.TextField()

    class Meta:
        ordering = ["action", "-held_on"]
        constraints = [models.CheckConstraint(condition=Q(people__gte=1), name="codesign_had_people")]


class Facility(Record):
    """Something new that stands or opens because of the action, and the barrier it takes away."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="facilities")
    name = models.CharField(max_length=160)
    barrier = models.CharField(max_length=3)
    opened_on = models.DateField(null=True, blank=True)
    difference = models.TextField(blank=True, help_text="What people can do now that they could not before")

    class Meta:
        ordering = ["action", "name"]
        constraints = [models.UniqueConstraint(fields=["action", "name"], name="action_facility_once")]
