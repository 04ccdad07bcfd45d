"""What the team hears from a family and what the family gains: voices, income, work, who leads, and how it ended."""

from __future__ import annotations

from django.db import models

from hereabouts.core.families.work import STAGES
from hereabouts.records.families.models.case import choices
from hereabouts.records.families.models.households import Person
from hereabouts.records.families.models.referrals import Referral
from hereabouts.records.ledger.record import Record

GAINS = ("benefit", "wage", "debt", "cost")
OUTCOMES = ("goals met", "part of their goals met", "they chose to stop", "stepped up", "moved away", "no contact")


class Voice(Record):
    """What one member said in their own words, or why they were not heard."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="voices")
    person = models.ForeignKey(Person, models.CASCADE, related_name="voices")
    words = models.TextField(blank=True)
    why_not = models.TextField(blank=True)
    heard_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "heard_on", "written_at"]


class IncomeGain(Record):
    """Money a family has more of, or owes or pays less of, in pounds a year (L-24)."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="income_gains")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="income_gains")
    pounds = models.PositiveIntegerField(help_text="A year")
    kind = models.CharField(max_length=10, choices=choices(GAINS))
    what = models.TextField()
    gained_on = models.DateField()
    written_on = models.DateField()
    written_by = models.CharField(max_length=200)
    verified_on = models.DateField(
        null=True, blank=True, help_text="The day on which somebody saw a letter or a payment"
    )
    verified_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["referral", "gained_on", "pk"]


class WorkStage(Record):
    """One step of a parent into, in and on in work, with its day (L-23)."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="work_stages")
    person = models.ForeignKey(Person, models.CASCADE, related_name="work_stages")
    stage = models.CharField(max_length=12, choices=choices(STAGES))
    since = models.DateField()
    written_on = models.DateField()
    written_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "since", "pk"]


class Lead(Record):
    """Who leads for the family, from a day until somebody else does (D-47)."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="leads")
    name = models.CharField(max_length=120)
    agency = models.CharField(max_length=120)
    since = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "since", "written_at"]


class Closing(Record):
    """How the work with a family ended, and what the family says of it (D-47)."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="closings")
    outcome = models.CharField(max_length=30, choices=choices(OUTCOMES))
    words = models.TextField(help_text="The family's own words at the end, or why nobody could ask them")
    closed_on = models.DateField()
    written_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "closed_on", "pk"]
