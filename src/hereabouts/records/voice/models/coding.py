"""What it was about: codes and themes, as people accepted them."""

from django.db import models
from django.db.models import Q

from hereabouts.core.voice.coding import VALENCES
from hereabouts.records.ledger.record import Guarded
from hereabouts.records.voice.models.said import Contribution


class Coding(models.Model):
    """That somebody's words are about a topic: suggested, then accepted with a valence, or rejected. Both are kept."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="codings")
    topic = models.CharField(max_length=8)
    valence = models.CharField(max_length=8, blank=True, choices=[(v, v) for v in VALENCES])
    suggested_by = models.CharField(max_length=200)
    accepted_by = models.CharField(max_length=200, blank=True)
    accepted_on = models.DateField(null=True)
    rejected_by = models.CharField(max_length=200, blank=True)
    rejected_on = models.DateField(null=True)

    class Meta:
        ordering = ["topic"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "topic"], name="coding_once"),
            models.CheckConstraint(
                condition=Q(accepted_on=None) | (Q(rejected_on=None) & ~Q(valence="")), name="coding_decided_once"
            ),
        ]


class Theme(Guarded):
    """What people said, put into one sentence by a person, with the contributions it stands on and who saw it otherwise."""

    KIND = "theme"

    statement = models.CharField(max_length=300)
    topic = models.CharField(max_length=8)
    dissent = models.TextField(blank=True)
    contributions = models.ManyToManyField(Contribution, related_name="themes")
    accepted_by = models.CharField(max_length=200)
    accepted_on = models.DateField()

    class Meta:
        ordering = ["topic", "statement"]
