"""What should become better for whom, and what one outcome is thought to lead to."""

from django.db import models
from django.db.models import F, Q

from hereabouts.records.ledger.record import Guarded, Record

TIERS = ("short", "intermediate", "long")


class Outcome(Guarded):
    """What should become better for whom, and which inequality that narrows."""

    KIND = "plan"

    statement = models.CharField(max_length=250)
    tier = models.CharField(max_length=12, choices=[(t, t) for t in TIERS])
    topic = models.CharField(max_length=3, blank=True)
    population = models.CharField(max_length=160, blank=True)
    improvement = models.TextField(blank=True, help_text="From what to what, by when")
    inequality_gap = models.TextField(blank=True, help_text="Whose gap to whom it narrows")
    agreed_by = models.CharField(max_length=160, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    aims = models.ManyToManyField("hereabouts.Aim", blank=True, related_name="+")

    class Meta:
        ordering = ["place", "tier", "statement"]
        constraints = [models.UniqueConstraint(fields=["place", "statement"], name="outcome_once")]


class OutcomeLink(Record):
    """That one outcome leads to another, which is an assumption until evidence stands beside it."""

    from_outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="links_up")
    to_outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="links_down")
    assumption = models.TextField()

    class Meta:
        ordering = ["from_outcome", "to_outcome"]
        constraints = [
            models.UniqueConstraint(fields=["from_outcome", "to_outcome"], name="outcome_link_once"),
            models.CheckConstraint(condition=~Q(from_outcome=F("to_outcome")), name="outcome_leads_elsewhere"),
        ]
