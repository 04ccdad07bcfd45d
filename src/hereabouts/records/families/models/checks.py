"""What a quality check of the matching keeps: which comparisons were drawn, and what people said of each."""

from __future__ import annotations

from django.db import models

from hereabouts.records.families.models.case import Case
from hereabouts.records.ledger.record import Record


class LinkageCheck(Case):
    """A sample of the comparisons of a place, to be judged anew. It keeps ids alone: what they stood for may go meanwhile."""

    KIND = "linkage_check"

    drawn_on = models.DateField()
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=200)
    model = models.CharField(max_length=20)
    pairs = models.JSONField(default=list, help_text="[[id, id, band, [group, ...]], ...]")
    sizes = models.JSONField(default=dict, help_text="{band: pairs compared}")
    of_groups = models.JSONField(default=dict, help_text="{group: {band: pairs compared}}")

    class Meta:
        ordering = ["-drawn_at"]


class LinkageVerdict(Record):
    """What one person said of one pair of a sample: one person or two; empty where they were not sure."""

    UNDER = "linkage_check"

    linkage_check = models.ForeignKey(LinkageCheck, models.CASCADE, related_name="verdicts")
    n = models.PositiveIntegerField(help_text="The place of the pair in the sample")
    same = models.BooleanField(null=True)
    judged_at = models.DateTimeField()
    judged_by = models.CharField(max_length=200)
    judge = models.CharField(max_length=80, help_text="Who it was, so that a second person is another")

    class Meta:
        ordering = ["n", "judged_at"]
        constraints = [models.UniqueConstraint(fields=["linkage_check", "n", "judge"], name="linkage_verdict_once")]
