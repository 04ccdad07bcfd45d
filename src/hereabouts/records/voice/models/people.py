"""Who took part, and what they agreed to."""

from django.db import models

from hereabouts.core.voice.profile import NOT_ASKED
from hereabouts.core.voice.responses import CONSENTS, VOICES
from hereabouts.records.ledger.record import Record


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
