"""Questions that are asked again and again in the same words, and what was answered each time."""

from django.db import models

from hereabouts.records.ledger.record import Guarded, Record
from hereabouts.records.voice.models.activities import Activity


class Perception(Guarded):
    """A question about how people feel, with its answers and those that count as “yes”. Once asked, its words stand."""

    KIND = "engagement"

    wording = models.CharField(max_length=300)
    answers = models.JSONField(help_text="The answers, in the order they are read out")
    good = models.JSONField(help_text="Those of them that count as yes")
    benchmark = models.FloatField(null=True, blank=True, help_text="A share to hold it against")
    benchmark_of = models.PositiveIntegerField(null=True, blank=True, help_text="Of how many answers, where known")
    benchmark_from = models.CharField(max_length=200, blank=True, help_text="Whose, and of when")
    begun_on = models.DateField()

    class Meta:
        ordering = ["wording"]
        constraints = [models.UniqueConstraint(fields=["place", "wording"], name="perception_once")]


class PerceptionRound(Record):
    """One time a question was asked: how often each answer was given, as counts; no person stands in it."""

    perception = models.ForeignKey(Perception, models.CASCADE, related_name="rounds")
    asked_on = models.DateField()
    method = models.CharField(max_length=40)
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    counts = models.JSONField(help_text="By answer, how often it was given")
    unanswered = models.PositiveIntegerField(default=0, help_text="Who was asked and did not say")
    note = models.TextField(blank=True)
    written_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["asked_on"]
        constraints = [models.UniqueConstraint(fields=["perception", "asked_on"], name="perception_round_once")]
