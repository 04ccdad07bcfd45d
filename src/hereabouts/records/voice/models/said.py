"""What was said, and the photographs, films and recordings it was said on."""

from django.db import models

from hereabouts.records.ledger.record import Guarded, Record
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
    prompt = models.CharField(max_length=40, blank=True, help_text="Which question of a guide it answers")
    behalf = models.CharField(
        max_length=120, blank=True, help_text="Who spoke for them, and how: a daughter, interpreting"
    )
    kept_at = models.CharField(max_length=200, blank=True, help_text="Where the film, photograph or recording is kept")
    said_in = models.CharField(max_length=40, default="English")
    translation = models.TextField(blank=True)
    translated_by = models.CharField(max_length=120, blank=True)
    other_words = models.TextField(blank=True, help_text="What they meant, in words of ours: where they chose that")
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


class Recording(Record):
    """A photograph, a film or a sound that goes with what somebody said. What it tells of place and camera was taken out."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="recordings")
    token = models.CharField(
        max_length=32, unique=True, help_text="Where the file is kept; gone with the consent to take part"
    )
    kind = models.CharField(max_length=12, choices=[(k, k) for k in ("photograph", "film", "audio")])
    type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    caption = models.CharField(max_length=300, help_text="What can be seen or heard, for whoever sees or hears it not")
    transcript = models.TextField(blank=True)
    added_by = models.CharField(max_length=200)
    added_on = models.DateField()

    class Meta:
        ordering = ["added_on", "pk"]
