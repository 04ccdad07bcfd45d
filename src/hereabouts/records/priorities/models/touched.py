"""Whom a topic touches in a place, as those who decide about it said."""

from django.db import models

from hereabouts.records.ledger.record import Guarded


class TouchedGroups(Guarded):
    """The groups that decisions on a topic touch here (“ethnicity: asian”): they are heard before anything is decided."""

    KIND = "priority"

    topic = models.CharField(max_length=3)
    groups = models.JSONField(default=list)
    named_by = models.CharField(max_length=160)
    named_on = models.DateField()

    class Meta:
        ordering = ["place", "topic"]
        constraints = [models.UniqueConstraint(fields=["place", "topic"], name="touched_once")]
        verbose_name_plural = "touched groups"
