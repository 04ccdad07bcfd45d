"""How a place was scored: the themes of the Place Standard, from one to seven."""

from django.db import models

from hereabouts.core.voice.place_standard import MODES
from hereabouts.records.ledger.record import Guarded
from hereabouts.records.voice.models.activities import Activity
from hereabouts.records.voice.models.people import Participant


class PlaceScore(Guarded):
    """What one person, or one group together, scored a place. The two are two measures: nothing adds them up."""

    KIND = "place_score"

    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="scores")
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="scores")
    version = models.CharField(max_length=40, help_text="Which version of the tool: the id of its document")
    mode = models.CharField(max_length=12, choices=[(m, m) for m in sorted(set(MODES.values()))])
    people = models.PositiveIntegerField(default=1, help_text="How many sat in the group")
    scores = models.JSONField(help_text="Theme to score; a theme that was left out is not there")
    scored_on = models.DateField()
    recorded_by = models.CharField(max_length=200)
    once = models.UUIDField(unique=True, help_text="Given out with the empty form: sent twice, it is one")

    class Meta:
        ordering = ["-scored_on", "pk"]
