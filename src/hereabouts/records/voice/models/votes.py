"""Votes on statements, as groups and counts: who voted how is worked out and then let go of."""

from django.db import models

from hereabouts.records.ledger.record import Guarded


class VoteRound(Guarded):
    """One conversation of votes: the groups found in it, or why none. No voter stands in it, only points and counts."""

    KIND = "vote_round"

    name = models.CharField(max_length=120)
    question = models.CharField(max_length=300, blank=True)
    found = models.JSONField(default=dict)
    points = models.JSONField(default=list)
    loaded_by = models.CharField(max_length=200)
    loaded_on = models.DateField()

    class Meta:
        ordering = ["-loaded_on", "name"]
