"""A plan of a place and its versions, frozen as they were agreed."""

from django.db import models
from django.db.models import F, Q

from hereabouts.core.plans.kinds import KINDS
from hereabouts.core.plans.lived import PARTS
from hereabouts.records.ledger.record import Guarded, Record
from hereabouts.records.plans.models.outcomes import Outcome

PLAN_STATES = ("draft", "consulting", "agreed", "live", "under review", "renewed", "closed")
VERSIONS = ("agreed", "renewed", "amended")


class Plan(Guarded):
    """A plan of a place: what it wants, for how long, and in which state it is. ``organisation`` is who holds the pen, if one does."""

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
    problem = models.TextField(blank=True, help_text="The problem and its cause, as the partners see them together")
    exit = models.TextField(blank=True, help_text="How a limited time ends: what stops, what goes on")
    mainstreaming = models.TextField(blank=True, help_text="Who takes on what worked, with what money")
    coproduced = models.CharField(max_length=16, blank=True, choices=[(p, p) for p in PARTS])
    coproduced_words = models.TextField(blank=True, help_text="Who of the residents wrote it with us, and how")
    forwarded_by = models.CharField(
        max_length=120, blank=True, help_text="Who put it forward, for the group that works it out"
    )
    forwarded_as = models.CharField(max_length=64, blank=True, help_text="Their account: another one agrees")
    forwarded_on = models.DateField(null=True, blank=True)
    sent_back = models.TextField(blank=True, help_text="What the strategic group asks for before it agrees or endorses")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")

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
    how = models.CharField(max_length=8, default="agreed", choices=[(v, v) for v in VERSIONS])
    said = models.JSONField(default=list, help_text="What differs from the version before, in sentences")
    decided = models.JSONField(default=list, help_text="What was decided of each action when it was renewed")

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]
