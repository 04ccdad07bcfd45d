"""The whole family: what each member needs, the support that is offered and given, and who does what until when."""

from __future__ import annotations

from django.db import models

from hereabouts.core.families.support import SEVERITIES, STEPS
from hereabouts.records.families.models.case import choices
from hereabouts.records.families.models.households import Person
from hereabouts.records.families.models.referrals import Referral
from hereabouts.records.ledger.record import Record

AGREED_IN = ("plan", "local solutions group")


class Need(Record):
    """One judgement of one need. A later one stands beside it, so that how far somebody came can be read."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="needs")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="needs")
    domain = models.CharField(max_length=80)
    severity = models.PositiveSmallIntegerField(choices=[(n, str(n)) for n in SEVERITIES])
    evidence = models.TextField()
    strength = models.TextField(blank=True)
    view = models.TextField(blank=True, help_text="What they say of it themselves, in their own words")
    assessed_at = models.DateTimeField()
    assessed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "assessed_at", "domain"]


class Episode(Record):
    """Support that an agency offers or gives for one need, until it ends and why."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="episodes")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="episodes")
    domain = models.CharField(max_length=80)
    agency = models.CharField(max_length=120)
    service = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=choices(STEPS))
    since = models.DateField(help_text="The day of the state it is in")
    why_ended = models.TextField(blank=True)
    written_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "domain", "agency", "service"]


class PlanStep(Record):
    """One action of a family's plan: what, for which of their goals, who does it, by when, and when it was done."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="plan_steps")
    goal = models.TextField(blank=True, help_text="Their own words")
    words = models.TextField()
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    agreed_in = models.CharField(max_length=30, default="plan", choices=choices(AGREED_IN))
    agreed_on = models.DateField()
    agreed_by = models.CharField(max_length=200)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["referral", "due_on", "agreed_on"]
