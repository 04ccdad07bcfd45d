"""A plan of a place and its versions, frozen as they were agreed."""

from django.db import models
from django.db.models import F, Q

from hereabouts.records.ledger.record import Guarded, Record
from hereabouts.records.plans.models.outcomes import Outcome

KINDS = ("locality", "thematic", "community", "local deal", "problem solving", "event", "strategy")
PLAN_STATES = ("draft", "consulting", "agreed", "live", "under review", "closed")


class Plan(Guarded):
    """A plan of a place: what it wants, for how long, and in which state it is."""

    KIND = "plan"

    ref = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in KINDS])
    title = models.CharField(max_length=160)
    vision = models.TextField(blank=True)
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=14, default="draft", choices=[(s, s) for s in PLAN_STATES])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    outcomes = models.ManyToManyField(Outcome, related_name="plans", blank=True)
    priorities = models.ManyToManyField("hereabouts.Priority", related_name="plans", blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    minute = models.CharField(max_length=80, blank=True)
    override = models.TextField(blank=True, help_text="Why it was agreed although something was missing")

    class Meta:
        ordering = ["place", "-period_from", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_from=None) | Q(period_to=None) | Q(period_to__gte=F("period_from")),
                name="plan_ends_after_start",
            )
        ]


class PlanVersion(Record):
    """A plan as it was agreed on a day, frozen. A new year adds a version; the actions keep their references."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    agreed_on = models.DateField()
    minute = models.CharField(max_length=80, blank=True)
    text = models.JSONField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]
