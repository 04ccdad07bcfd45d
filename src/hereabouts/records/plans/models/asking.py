"""Who was asked by link how an action goes, and what is written of it until it is sent."""

from django.db import models
from django.db.models import Q

from hereabouts.records.ledger.record import Guarded, Record
from hereabouts.records.plans.models.actions import Action
from hereabouts.records.plans.models.plans import Plan

PURPOSES = ("tell of progress",)


class ReturnLink(Guarded):
    """A link by which one person tells of the progress of some actions for one period, without an account.

    The token itself is kept nowhere: ``seal`` is its keyed fingerprint together with everything it is good for, so that
    neither a row that was altered nor a token that was made up opens anything. ``bound`` is the browser that first wrote
    through it.
    """

    KIND = "return"

    purpose = models.CharField(max_length=30, default=PURPOSES[0], choices=[(p, p) for p in PURPOSES])
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="links")
    period = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    account = models.ForeignKey("hereabouts.Account", models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.CharField(max_length=120)
    asked_on = models.DateField()
    expires_on = models.DateField()
    times = models.PositiveSmallIntegerField(default=1, help_text="How often this person was asked for this period")
    seal = models.CharField(max_length=64)
    bound = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_by = models.CharField(max_length=120, blank=True)
    because = models.CharField(max_length=200, blank=True, help_text="Why it was taken back")

    class Meta:
        ordering = ["plan", "-period", "name", "-times"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_on__gte=models.F("asked_on")), name="link_ends_after_asked"),
            models.CheckConstraint(condition=Q(revoked_on=None) | ~Q(because=""), name="link_revoked_has_reason"),
        ]


class AskedOf(Record):
    """One action that a link asks about, and when it was told by it."""

    link = models.ForeignKey(ReturnLink, models.CASCADE, related_name="asked")
    action = models.ForeignKey(Action, models.CASCADE, related_name="asked")
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["link", "action__ref"]
        constraints = [models.UniqueConstraint(fields=["link", "action"], name="asked_once_by_a_link")]


class ReturnDraft(Record):
    """What is written of an action for a period and not sent yet: one for everybody who may tell of it.

    ``number`` counts how often it was saved; ``whose`` is the actor who saved it last, ``who`` their name.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="drafts")
    period = models.CharField(max_length=20)
    words = models.JSONField(default=dict)
    number = models.PositiveIntegerField(default=0)
    whose = models.CharField(max_length=80, blank=True)
    who = models.CharField(max_length=160, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["action", "period"]
        constraints = [models.UniqueConstraint(fields=["action", "period"], name="return_draft_once")]
