"""What the desk keeps beside referrals: drafts, attempts to reach a family, pauses of the clock, huddles; and the hubs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hereabouts.core.families.reaching import CAME_OF_IT, MODES
from hereabouts.core.families.triage import PAUSES
from hereabouts.records.families.models.case import Case, choices
from hereabouts.records.families.models.referrals import Referral
from hereabouts.records.ledger.record import Guarded, Record

FORMALITY = ("not known yet", "informal", "in between", "formal")


class ReferralDraft(Case):
    """A referral that somebody has begun and not sent: theirs alone, until it is sent or thrown away."""

    KIND = "referral_draft"

    made_by = models.CharField(max_length=80)
    answers = models.JSONField(default=dict)
    once = models.UUIDField(help_text="Sent with the referral: two posts are one")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at"]
        constraints = [models.UniqueConstraint(fields=["organisation", "once"], name="referral_draft_once")]


class ContactAttempt(Record):
    """That somebody tried to reach the family of a referral: how, and what came of it."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="attempts")
    mode = models.CharField(max_length=20, choices=list(MODES.items()))
    outcome = models.CharField(max_length=20, choices=list(CAME_OF_IT.items()))
    note = models.CharField(max_length=300, blank=True)
    once = models.CharField(max_length=40, blank=True, help_text="Sent with the form: two posts of one form are one")
    tried_at = models.DateTimeField()
    tried_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "-tried_at"]
        constraints = [models.UniqueConstraint(fields=["referral", "once"], condition=~Q(once=""), name="tried_once")]


class ClockPause(Record):
    """A time in which the clock of a referral stood still, and why."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="pauses")
    reason = models.CharField(max_length=20, choices=list(PAUSES.items()))
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    paused_by = models.CharField(max_length=200)
    resumed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["referral", "since"]
        constraints = [
            models.UniqueConstraint(fields=["referral"], condition=Q(until=None), name="one_pause_at_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="pause_ends_after"),
        ]


class Huddle(Case):
    """A morning meeting over the referrals of a place: which roles and agencies were there. No family, and no name."""

    KIND = "huddle"

    held_on = models.DateField()
    present = models.JSONField(default=list, help_text="Roles with their agencies, never names")
    waiting = models.PositiveIntegerField(help_text="How many referrals waited then")
    held_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-held_on"]
        constraints = [models.UniqueConstraint(fields=["place", "organisation", "held_on"], name="huddle_of_a_day")]


class Hub(Guarded):
    """A place where families find several services at once: where, when, what, and what sort of room it is. No family."""

    KIND = "hub"

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    hours = models.CharField(max_length=300)
    services = models.JSONField(default=list)
    staff = models.JSONField(default=list, help_text="Roles with their agencies, never names")
    formality = models.CharField(max_length=20, default="not known yet", choices=choices(FORMALITY))
    access = models.CharField(max_length=300, blank=True, help_text="Step-free, hearing loop, toilets, buses")
    kept_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="hub_of_a_place")]
