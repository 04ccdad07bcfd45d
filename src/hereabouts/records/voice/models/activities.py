"""What a partnership does to listen."""

from django.db import models

from hereabouts.core.voice.counts import UNITS
from hereabouts.records.ledger.record import Guarded


class Activity(Guarded):
    """One piece of listening, planned or done: a survey, a stall, an afternoon of doors. ``organisation`` leads it."""

    KIND = "activity"

    name = models.CharField(max_length=160)
    method = models.CharField(max_length=40)
    held_on = models.DateField()
    venue = models.CharField(max_length=160, blank=True)
    purpose = models.TextField(help_text="What is decided with what is heard")
    barriers = models.TextField(blank=True)
    support = models.TextField(blank=True)
    unit = models.CharField(max_length=12, choices=[(u, u) for u in UNITS])
    count = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="How far the count may hold somebody twice")

    class Meta:
        ordering = ["-held_on", "name"]
        verbose_name_plural = "activities"
