"""What somebody said of two actions that look alike."""

from django.db import models
from django.db.models import F, Q

from hereabouts.core.plans.pair_decided import DECISIONS
from hereabouts.records.ledger.record import Record
from hereabouts.records.plans.models.actions import Action


class ActionPair(Record):
    """Two actions and what they are to each other, as a person said; the older answer stands in the history of both.

    ``a`` is the one whose reference comes first. ``wordings`` marks what each said then.
    """

    a = models.ForeignKey(Action, models.CASCADE, related_name="pairs_first")
    b = models.ForeignKey(Action, models.CASCADE, related_name="pairs_second")
    decision = models.CharField(max_length=16, choices=[(d, d) for d in DECISIONS])
    why = models.TextField(blank=True)
    decided_by = models.CharField(max_length=120)
    decided_on = models.DateField()
    wordings = models.JSONField(default=list)

    class Meta:
        ordering = ["-decided_on", "a", "b"]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="action_pair_once"),
            models.CheckConstraint(condition=~Q(a=F("b")), name="action_pair_is_two"),
        ]
