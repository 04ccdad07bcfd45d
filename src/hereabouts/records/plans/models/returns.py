"""What is told of an action for a period."""

from django.db import models
from django.db.models import Q

from hereabouts.core.plans.progress import BRAGS
from hereabouts.records.ledger.record import Guarded
from hereabouts.records.plans.models.actions import Action

RETURN_STATES = ("submitted", "accepted", "sent back")


class Return(Guarded):
    """A progress return: what was done in a period, what comes next, what help is needed, and the letter worked out."""

    KIND = "return"

    action = models.ForeignKey(Action, models.CASCADE, related_name="returns")
    period = models.CharField(max_length=20)
    narrative = models.TextField()
    next = models.TextField(blank=True)
    help_needed = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    brag = models.CharField(max_length=5, choices=[(b, b) for b in BRAGS])
    facts = models.JSONField(default=dict, help_text="What the letter was worked out from")
    override = models.CharField(max_length=5, blank=True, choices=[(b, b) for b in BRAGS])
    override_reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="submitted", choices=[(s, s) for s in RETURN_STATES])
    submitted_by = models.CharField(max_length=120)
    submitted_on = models.DateField()
    checked_by = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ["action", "-period"]
        constraints = [
            models.UniqueConstraint(fields=["action", "period"], name="return_once"),
            models.CheckConstraint(condition=Q(override="") | ~Q(override_reason=""), name="override_has_reason"),
        ]
