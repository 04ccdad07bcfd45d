"""What was said."""

from django.db import models

from hereabouts.records.ledger.record import Guarded
from hereabouts.records.voice.models.activities import Activity
from hereabouts.records.voice.models.people import Participant

MEDIA = ("spoken", "written", "questionnaire", "photograph", "film", "audio")


class Contribution(Guarded):
    """What somebody said, once. ``key`` and ``print`` say which row of which sheet it was, so that twice is once."""

    KIND = "contribution"

    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="contributions")
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="contributions")
    words = models.TextField(blank=True)
    medium = models.CharField(max_length=16, default="spoken", choices=[(m, m) for m in MEDIA])
    kept_at = models.CharField(max_length=200, blank=True, help_text="Where the film, photograph or recording is kept")
    said_in = models.CharField(max_length=40, default="English")
    translation = models.TextField(blank=True)
    translated_by = models.CharField(max_length=120, blank=True)
    heard_on = models.DateField(db_index=True)
    recorded_by = models.CharField(max_length=200)
    recorded_on = models.DateField()
    once = models.UUIDField(null=True, unique=True, help_text="Given out with the empty form: sent twice, it is one")
    source = models.CharField(max_length=40, default="conversation", help_text="conversation, sheet or letter")
    row = models.PositiveIntegerField(null=True)
    letter = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=200, null=True, help_text="Known by this from sheet to sheet")  # noqa: DJ001 - none is not one, and only one may have it
    print = models.CharField(max_length=64, blank=True)
    coded_on = models.DateField(null=True)
    coded_by = models.CharField(max_length=200, blank=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        ordering = ["-heard_on", "-recorded_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["place", "key"], name="contribution_once")]
