"""What is read off a measure of an action, and what the action puts out: apart, for an output is no result."""

from django.db import models
from django.db.models import Q

from hereabouts.records.ledger.record import Record
from hereabouts.records.plans.models.actions import Action, Target
from hereabouts.records.plans.models.outcomes import Outcome


class MeasureReading(Record):
    """The value of a measure on a day, and where it was read."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="readings")
    on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2)
    source = models.CharField(max_length=300)
    told_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["target", "-on"]
        constraints = [models.UniqueConstraint(fields=["target", "on"], name="measure_reading_once")]


class Output(Record):
    """What an action puts out, counted; without an outcome it is activity that nobody awaits a result of (W-15)."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="outputs")
    what = models.CharField(max_length=200)
    expected = models.PositiveIntegerField(null=True, blank=True)
    counted = models.PositiveIntegerField(null=True, blank=True)
    counted_on = models.DateField(null=True, blank=True)
    outcome = models.ForeignKey(Outcome, models.PROTECT, null=True, blank=True, related_name="outputs")

    class Meta:
        ordering = ["action", "what"]
        constraints = [
            models.UniqueConstraint(fields=["action", "what"], name="action_output_once"),
            models.CheckConstraint(condition=Q(counted=None) | ~Q(counted_on=None), name="output_counted_on_a_day"),
        ]
