"""What people who know a place say its numbers miss, and the tables that partners bring themselves."""

from django.db import models
from django.db.models.functions import Lower

from hereabouts.records.ledger.record import Guarded


class LocalNote(Guarded):
    """One thing that a number, or all the numbers of a place, do not show. It names no person, and it is signed."""

    KIND = "local_note"

    indicator = models.CharField(max_length=80, blank=True, help_text="The id of an indicator; empty: the whole place")
    text = models.TextField()
    written_by = models.CharField(max_length=200)
    written_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-written_on", "pk"]


class OwnTable(Guarded):
    """A partner's own table of numbers by area. What it says of itself stands with the import that stands."""

    KIND = "own_table"
    WITHIN_FIELD = "within"

    title = models.CharField(max_length=200)
    stands = models.ForeignKey(
        "hereabouts.Batch", models.PROTECT, null=True, related_name="+", help_text="The newest import not taken back"
    )
    within = models.BooleanField(default=False, help_text="Only people of the organisation that loaded it see it")
    cleared = models.ForeignKey(
        "hereabouts.Batch", models.PROTECT, null=True, related_name="+", help_text="The import that may be published"
    )
    cleared_on = models.DateField(null=True, blank=True)
    cleared_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint("organisation", Lower("title"), name="own_table_title_once")]


class OwnReading(models.Model):
    """One number of a table, the row of the file it stands in, the import that made it and the one that ended it."""

    table = models.ForeignKey(OwnTable, models.CASCADE, related_name="readings")
    area = models.CharField(max_length=20)
    period = models.CharField(max_length=40)
    numerator = models.FloatField(null=True, help_text="Empty: not told")
    denominator = models.FloatField(null=True)
    row = models.PositiveIntegerField()
    made_by = models.ForeignKey("hereabouts.Batch", models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("hereabouts.Batch", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["table", "area", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "area", "period"], condition=models.Q(ended_by=None), name="own_reading_once"
            )
        ]
