"""A frozen quarter: the figures of a place as they were reported, and their fingerprint."""

from django.db import models

from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.record import Guarded


class Frozen(Sentence):
    """An attempt to edit a quarter that was reported: freeze it again, and both stand."""


class Quarter(Guarded):
    """A quarterly report of a place. It is never edited; frozen again with other figures it gets another number."""

    KIND = "quarter"

    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(help_text="Counts how often this quarter was frozen with other figures")
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_on = models.DateField()
    frozen_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["place", "-year", "-quarter", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["place", "year", "quarter", "number"], name="quarter_number_once"),
            models.CheckConstraint(condition=models.Q(quarter__gte=1, quarter__lte=4), name="quarter_is_one_of_four"),
        ]

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise Frozen("A quarter that was reported is never changed. Freeze it again; both stand.")
        super().save(*args, **kwargs)
