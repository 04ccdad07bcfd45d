"""A photograph or a paper that shows what was told of an action."""

from django.db import models

from hereabouts.records.ledger.record import Record
from hereabouts.records.plans.models.actions import Action


class Proof(Record):
    """One file that shows what was told of an action for a period; the file itself lies under a token of ours."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="proofs")
    period = models.CharField(max_length=20)
    token = models.CharField(max_length=32)
    type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    caption = models.CharField(max_length=200)
    added_by = models.CharField(max_length=120)
    added_on = models.DateField()

    class Meta:
        ordering = ["action", "period", "added_on", "caption"]
        constraints = [models.UniqueConstraint(fields=["action", "period", "sha256"], name="proof_once")]
