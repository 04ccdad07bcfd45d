"""What a plan remembers of the trackers that partners keep: the answers to their questions, and leads nobody knows yet."""

from django.db import models

from hereabouts.records.ledger.record import Record
from hereabouts.records.plans.models.actions import Action
from hereabouts.records.plans.models.plans import Plan


class TrackerAnswers(Record):
    """What was answered when a tracker of this plan came last, and which of the partner's own references is which action."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="tracker_answers")
    answers = models.JSONField(default=dict)
    refs = models.JSONField(default=dict)
    answered_on = models.DateField()
    answered_by = models.CharField(max_length=120)

    class Meta:
        verbose_name_plural = "tracker answers"


class WaitingLead(Record):
    """An action whose lead a tracker names in words that fit nobody: it waits until a person says who is meant."""

    action = models.OneToOneField(Action, models.CASCADE, related_name="waiting_lead")
    words = models.CharField(max_length=200)
    asked_on = models.DateField()

    class Meta:
        ordering = ["words", "action"]
