"""Information sharing agreements and their clauses: text that decides."""

from django.db import models
from django.db.models import F, Q

from hereabouts.records.ledger.record import Guarded, Record

STATES = ("draft", "signed", "in force", "suspended", "terminated")


class Agreement(Guarded):
    """An information sharing agreement. Only "in force", between its two days, opens anything."""

    KIND = "agreement"

    ref = models.CharField(max_length=30, unique=True)
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=80)
    basis = models.TextField(help_text="Lawful basis and, where it applies, the condition for special category data")
    state = models.CharField(max_length=20, default="draft", choices=[(s, s) for s in STATES])
    starts_on = models.DateField()
    ends_on = models.DateField()
    parties = models.ManyToManyField("hereabouts.Organisation", related_name="agreements")

    class Meta:
        ordering = ["ref"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_start")
        ]


class Clause(Record):
    """What one clause lets which roles of the parties do, and which fields it lets them see (none named: all)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    number = models.CharField(max_length=20)
    words = models.TextField()
    roles = models.JSONField(default=list)
    grants = models.JSONField(default=list, help_text='["referral.see", ...]')
    fields = models.JSONField(default=list)
    requires = models.JSONField(default=list, help_text="Courses without which it opens nothing yet, by their names")

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="clause_number_once")]
