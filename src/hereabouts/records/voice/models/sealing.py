"""The two halves of the key with which a phone without signal shuts what was said."""

from django.db import models

from hereabouts.records.ledger.record import Record


class SealingKey(Record):
    """One officer's pair of keys. Phones hold the half that shuts; the half that opens is here, and is lent while they send."""

    account = models.OneToOneField("hereabouts.Account", models.CASCADE, related_name="+")
    shuts = models.JSONField()
    opens = models.JSONField()
    made_on = models.DateField()
