"""A batch, what it touched, and the columns remembered from one sheet to the next."""

from django.db import models

from hereabouts.records.ledger.record import Guarded

STATES = ("waiting", "done", "undone", "cancelled")


class Batch(Guarded):
    """One file on its way in, or in, or taken back. ``about`` is the kind of thing its rows become."""

    KIND = "import"

    about = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    token = models.CharField(max_length=32, blank=True, help_text="Where the file waits; empty once settled")
    sheet = models.CharField(max_length=100, blank=True)
    facts = models.JSONField(
        default=dict, help_text="What the room needs to know beside the rows, such as the activity"
    )
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="waiting", choices=[(s, s) for s in STATES])
    by = models.CharField(max_length=80)
    by_name = models.CharField(max_length=200)
    uploaded_on = models.DateField()
    imported_on = models.DateField(null=True, blank=True)
    undone_on = models.DateField(null=True, blank=True)
    order = models.PositiveIntegerField(help_text="Counts the batches, so that the newer of two on one day is known")

    class Meta:
        ordering = ["-order"]
        verbose_name_plural = "batches"


class Touched(models.Model):
    """One thing that a batch made (``before`` is null) or changed (``before`` is what stood there)."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="touched")
    object = models.UUIDField(db_index=True)
    before = models.JSONField(null=True)

    class Meta:
        verbose_name_plural = "touched"


class Columns(models.Model):
    """Which column was which field when such a sheet came last."""

    about = models.CharField(max_length=40)
    headings = models.CharField(max_length=64)
    mapping = models.JSONField()

    class Meta:
        verbose_name_plural = "columns"
        constraints = [models.UniqueConstraint(fields=["about", "headings"], name="columns_once")]
