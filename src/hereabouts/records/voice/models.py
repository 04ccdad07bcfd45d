"""Activities, participants with their consents, contributions with their codings, and themes."""

from django.db import models
from django.db.models import Q

from hereabouts.core.voice.coding import VALENCES
from hereabouts.core.voice.counts import UNITS
from hereabouts.core.voice.profile import NOT_ASKED
from hereabouts.core.voice.responses import CONSENTS, VOICES
from hereabouts.records.ledger.record import Guarded, Record

MEDIA = ("spoken", "written", "questionnaire", "photograph", "film", "audio")


class Activity(Guarded):
    """One piece of listening, planned or done: a survey, a stall, an afternoon of doors. ``organisation`` leads it."""

    KIND = "activity"

    name = models.CharField(max_length=160)
    method = models.CharField(max_length=40)
    held_on = models.DateField()
    venue = models.CharField(max_length=160, blank=True)
    purpose = models.TextField(help_text="What is decided with what is heard")
    barriers = models.TextField(blank=True)
    support = models.TextField(blank=True)
    unit = models.CharField(max_length=12, choices=[(u, u) for u in UNITS])
    count = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="How far the count may hold somebody twice")

    class Meta:
        ordering = ["-held_on", "name"]
        verbose_name_plural = "activities"


class Participant(Record):
    """Somebody who took part, known by a key that says nothing about them. Every answer may be missing in two ways."""

    key = models.CharField(max_length=12, unique=True)
    own_ref = models.CharField(max_length=120, blank=True, help_text="How a sheet of answers calls them")
    voice = models.CharField(max_length=12, default="resident", choices=[(v, v) for v in VOICES])
    age = models.CharField(max_length=40, default=NOT_ASKED)
    sex = models.CharField(max_length=40, default=NOT_ASKED)
    ethnicity = models.CharField(max_length=40, default=NOT_ASKED)
    disability = models.CharField(max_length=40, default=NOT_ASKED)
    tenure = models.CharField(max_length=40, default=NOT_ASKED)
    language = models.CharField(max_length=40, default=NOT_ASKED)
    carer = models.CharField(max_length=40, default=NOT_ASKED)
    contact = models.CharField(max_length=200, blank=True)


class Consent(models.Model):
    """One thing somebody agreed to, from a day until they took it back. What was never agreed has no row."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=12, choices=[(c, c) for c in CONSENTS])
    given_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "kind"], name="consent_once")]


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


class Coding(models.Model):
    """That somebody's words are about a topic: suggested, then accepted with a valence, or rejected. Both are kept."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="codings")
    topic = models.CharField(max_length=8)
    valence = models.CharField(max_length=8, blank=True, choices=[(v, v) for v in VALENCES])
    suggested_by = models.CharField(max_length=200)
    accepted_by = models.CharField(max_length=200, blank=True)
    accepted_on = models.DateField(null=True)
    rejected_by = models.CharField(max_length=200, blank=True)
    rejected_on = models.DateField(null=True)

    class Meta:
        ordering = ["topic"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "topic"], name="coding_once"),
            models.CheckConstraint(
                condition=Q(accepted_on=None) | (Q(rejected_on=None) & ~Q(valence="")), name="coding_decided_once"
            ),
        ]


class Theme(Guarded):
    """What people said, put into one sentence by a person, with the contributions it stands on and who saw it otherwise."""

    KIND = "theme"

    statement = models.CharField(max_length=300)
    topic = models.CharField(max_length=8)
    dissent = models.TextField(blank=True)
    contributions = models.ManyToManyField(Contribution, related_name="themes")
    accepted_by = models.CharField(max_length=200)
    accepted_on = models.DateField()

    class Meta:
        ordering = ["topic", "statement"]
