"""What was told of a plan for a quarter, frozen once."""

from django.db import models

from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.record import Guarded
from hereabouts.records.plans.models.plans import Plan


class AlreadyFrozen(Sentence):
    """A quarter of a plan that is frozen: what comes later is shown beside it, never in it."""


class QuarterFreeze(Guarded):
    """The words the leads told of a plan's actions for a quarter, as they stood on a day. It is taken once and never edited.

    The quarterly report of a place counts and may be drawn up anew; this is what a meeting read, word for word.
    """

    KIND = "return"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="freezes")
    period = models.CharField(max_length=20)
    text = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_on = models.DateField()
    frozen_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["plan", "-period"]
        constraints = [models.UniqueConstraint(fields=["plan", "period"], name="quarter_of_plan_frozen_once")]

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise AlreadyFrozen("A frozen quarter is never changed. What is told later is shown beside it.")
        super().save(*args, **kwargs)
