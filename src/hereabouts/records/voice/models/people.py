"""Who took part, what they agreed to, and what they took back."""

from django.db import models

from hereabouts.core.voice.consent import ANSWERS, AUDIENCES, YES
from hereabouts.core.voice.profile import NOT_ASKED
from hereabouts.core.voice.responses import CONSENTS, VOICES
from hereabouts.records.ledger.record import Guarded, Record


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
    """One thing somebody was asked to agree to: what they answered, for whom, from a day to a day or until they took it back.

    What nobody asked has no row. No, and "did not want to say", are answers, and are no consent.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=16, choices=[(c, c) for c in CONSENTS])
    answer = models.CharField(max_length=20, default=YES, choices=[(a, a) for a in ANSWERS])
    audience = models.CharField(max_length=10, default=AUDIENCES[-1], choices=[(a, a) for a in AUDIENCES])
    given_on = models.DateField(null=True)
    until = models.DateField(null=True, db_index=True, help_text="The last day it holds")
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "kind"], name="consent_once")]


class TakenBack(Guarded):
    """That somebody took something back in a place, or that it ran out: what went at once, and what hands still have to take down."""

    KIND = "taken_back"
    HOW = ("officer", "speaker", "the day")

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="taken_back")
    consent = models.CharField(max_length=16, choices=[(c, c) for c in CONSENTS])
    how = models.CharField(max_length=10, choices=[(h, h) for h in HOW])
    taken_on = models.DateField()
    releases = models.JSONField(default=list, help_text="What was released with their words, and is withdrawn")
    retell = models.BooleanField(default=False, help_text="They agreed that what they meant is told in other words")
    due_on = models.DateField(help_text="By then it is gone from what is not ours to reach at once")
    done_on = models.DateField(null=True)
    done_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["done_on", "due_on", "pk"]
        verbose_name_plural = "taken back"
