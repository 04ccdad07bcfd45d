"""What people who know a place say its numbers miss."""

from django.db import models

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
