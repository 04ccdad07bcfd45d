"""What a partnership is for, what should become better for whom, and what one outcome is thought to lead to."""

from django.db import models
from django.db.models import F, Q

from hereabouts.core.plans.framework import STRENGTHS
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
    accountable = models.CharField(max_length=160, blank=True, help_text="The group that answers for it")
    domain = models.CharField(
        max_length=60, blank=True, help_text="Social, environmental, safe: where a framework groups outcomes"
    )
    story = models.TextField(blank=True, help_text="The story behind the curve: why it is as it is")
    what_works = models.TextField(blank=True, help_text="What is known to turn it")
    partners = models.ManyToManyField("hereabouts.Organisation", blank=True, related_name="+")
    turn_from = models.CharField(
        max_length=40, blank=True, help_text="The last period of the baseline that is to be turned"
    )

    class Meta:
        ordering = ["place", "tier", "statement"]
        constraints = [models.UniqueConstraint(fields=["place", "statement"], name="outcome_once")]


class OutcomeLink(Record):
    """That one outcome leads to another, which is an assumption until evidence stands beside it."""

    from_outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="links_up")
    to_outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="links_down")
    assumption = models.TextField()
    strength = models.CharField(max_length=10, default="assumption", choices=[(s, s) for s in STRENGTHS])
    evidence = models.TextField(blank=True, help_text="What shows that one leads to the other")

    class Meta:
        ordering = ["from_outcome", "to_outcome"]
        constraints = [
            models.UniqueConstraint(fields=["from_outcome", "to_outcome"], name="outcome_link_once"),
            models.CheckConstraint(condition=~Q(from_outcome=F("to_outcome")), name="outcome_leads_elsewhere"),
            models.CheckConstraint(
                condition=Q(strength="assumption") | ~Q(evidence=""), name="outcome_link_strength_has_evidence"
            ),
        ]


class Framework(Guarded):
    """What a partnership is for and what it stands for: one vision and one statement of values for a place and its outcomes."""

    KIND = "plan"

    vision = models.TextField()
    values = models.TextField(help_text="One value a line")
    agreed_by = models.CharField(max_length=160, blank=True)
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["place"], name="framework_once")]


class CityContribution(Guarded):
    """In a sentence or two, what a locality gives to one priority of the city (S-33)."""

    KIND = "plan"

    aim = models.ForeignKey("hereabouts.Aim", models.PROTECT, related_name="+")
    words = models.TextField()
    written_by = models.CharField(max_length=120)
    written_on = models.DateField()

    class Meta:
        ordering = ["place", "aim"]
        constraints = [models.UniqueConstraint(fields=["place", "aim"], name="city_contribution_once")]
