"""What the partnership asked services for with its evidence, and what each answered."""

from django.db import models

from hereabouts.records.ledger.record import Guarded
from hereabouts.records.priorities.models.board import Run

ANSWERS = ("no answer yet", "yes", "in part", "no")


class ResourceRequest(Guarded):
    """One thing asked of one service for a place, with the board it rests on: what, why, by when, and the answer."""

    KIND = "board"

    service = models.ForeignKey("hereabouts.Organisation", models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.CharField(max_length=3, blank=True)
    what = models.CharField(max_length=300)
    money = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=160)
    answer_by = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=14, default=ANSWERS[0], choices=[(a, a) for a in ANSWERS])
    answer_words = models.TextField(blank=True, help_text="What the service said")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=160, blank=True, help_text="Who answered for the service")

    class Meta:
        ordering = ["-asked_on", "what"]
