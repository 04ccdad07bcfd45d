"""Where somebody who took part lives, and what they have lived through, as far as they wished to say."""

from django.db import models

from hereabouts.core.voice.profile import NOT_ASKED
from hereabouts.records.ledger.record import Record
from hereabouts.records.voice.models.people import Participant


class Background(Record):
    """The small area somebody lives in, and what they have lived through. ``asked`` says whether the latter was asked."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="background")
    area = models.CharField(max_length=24, default=NOT_ASKED)
    lived = models.JSONField(default=list)
    asked = models.CharField(max_length=24, default=NOT_ASKED, help_text="“asked”, or why there is no answer")
