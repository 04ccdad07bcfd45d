"""What several do together: what an action grew out of, the part each service did in it, and a shock that a plan answers."""

from django.db import models
from django.db.models import Q

from hereabouts.core.plans.together import BANDS, GREW_FROM
from hereabouts.records.ledger.record import Guarded, Record
from hereabouts.records.plans.models.actions import Action
from hereabouts.records.plans.models.plans import Plan


class ActionSource(Record):
    """What an action grew out of: a request, an issue, a finding. ``thing`` is its ``Ref``, for the room it is of is not asked."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in GREW_FROM])
    thing = models.CharField(max_length=80, blank=True)
    words = models.TextField()
    raised_on = models.DateField()
    made_on = models.DateField()

    class Meta:
        ordering = ["action", "raised_on"]
        constraints = [
            models.CheckConstraint(condition=Q(made_on__gte=models.F("raised_on")), name="action_after_its_source"),
            models.UniqueConstraint(fields=["action", "kind", "thing", "words"], name="action_source_once"),
        ]


class ServicePart(Record):
    """What one service does in an action of several, and what came of it; it is thanked for it in the plan's report."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="parts")
    organisation = models.ForeignKey("hereabouts.Organisation", models.PROTECT, related_name="+")
    part = models.TextField()
    result = models.TextField(blank=True, help_text="What stands or happened because of it")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["action", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["action", "organisation"], name="service_part_once"),
            models.CheckConstraint(condition=Q(done_on=None) | ~Q(result=""), name="service_part_done_has_result"),
        ]


class Shock(Guarded):
    """Something sudden that hits a place: what was announced, when, who is hit and how many, in bands; and the plan that answers."""

    KIND = "plan"

    what = models.CharField(max_length=200)
    announced_on = models.DateField()
    hit = models.TextField(help_text="Who is hit: which work, which streets, which families; never a name")
    people = models.CharField(max_length=20, choices=[(b, b) for b in BANDS])
    plan = models.OneToOneField(Plan, models.PROTECT, null=True, blank=True, related_name="shock")

    class Meta:
        ordering = ["place", "-announced_on", "what"]
        constraints = [models.UniqueConstraint(fields=["place", "what", "announced_on"], name="shock_once")]
