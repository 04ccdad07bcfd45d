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
    area = models.CharField(max_length=12, blank=True, help_text="The small area it is held in; none: all of the place")
    community = models.CharField(max_length=80, blank=True, help_text="For whom: “ethnicity: asian”; none: everybody")
    plan = models.ForeignKey(
        "hereabouts.EngagementPlan", models.PROTECT, null=True, blank=True, related_name="activities"
    )
    campaign = models.ForeignKey(
        "hereabouts.Campaign", models.PROTECT, null=True, blank=True, related_name="activities"
    )
    setting = models.ForeignKey("hereabouts.Setting", models.PROTECT, null=True, blank=True, related_name="activities")
    reporter = models.ForeignKey(
        "hereabouts.Connector", models.PROTECT, null=True, blank=True, related_name="activities"
    )
    joining = models.TextField(blank=True, help_text="How anybody can take part, as it is told to the public")
    announced_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-held_on", "name"]
        verbose_name_plural = "activities"
