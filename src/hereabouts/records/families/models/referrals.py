"""Referrals with their safety answers, the routes that people chose, and what was shared or kept back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from hereabouts.core.families.channels import CHANNELS, NOT_KNOWN
from hereabouts.core.families.sharing import KEPT_BACK, SHARED
from hereabouts.core.families.triage import ANSWERS, QUESTIONS, ROUTES
from hereabouts.core.ledger.unusual import Traits
from hereabouts.records.families.models.case import Case, choices
from hereabouts.records.families.models.households import Household, of_homes
from hereabouts.records.ledger.record import Record

AGREEMENTS = ("given", "refused", "not asked")
WORK = ("not known yet", "nobody in work", "somebody in work", "looking for work")
PRIORITY_GROUPS = (
    "not known yet", "none of these", "lone parent", "disabled family member", "three or more children", "minority ethnic family",
    "baby under one", "mother under 25",
)  # fmt: skip
KNOWN = ("not known yet", "known", "new to us")


class Referral(Case):
    """A request for help for one family, with what was told and how far it has come."""

    KIND = "referral"
    ABOUT_FIELDS = ("household_id",)

    ref = models.CharField(max_length=20, unique=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="referrals")
    source = models.CharField(max_length=120, help_text="Who it came from: a health visitor, the family")
    channel = models.CharField(max_length=20, default=NOT_KNOWN, choices=choices(CHANNELS), help_text="How it came")
    made_by = models.CharField(max_length=80)
    received_at = models.DateTimeField(db_index=True)
    worry = models.TextField()
    topics = models.JSONField(default=list)
    going_well = models.TextField(blank=True)
    wants = models.TextField(blank=True, help_text="Their own words")
    agreement_to_help = models.CharField(max_length=20, choices=choices(AGREEMENTS))
    agreed_on = models.DateField(null=True, blank=True)
    lawful_basis = models.TextField(help_text="Never the agreement to help")
    safe_contact = models.TextField(blank=True)
    not_when = models.CharField(max_length=300, blank=True, help_text="When nobody may try to reach them")
    must_not_know = models.CharField(max_length=300, blank=True, help_text="Who must not learn of it")
    immediate_danger = models.BooleanField(default=False)
    household_known = models.CharField(max_length=20, default="not known yet", choices=choices(KNOWN))
    work = models.CharField(max_length=40, default="not known yet", choices=choices(WORK))
    priority_group = models.CharField(max_length=40, default="not known yet", choices=choices(PRIORITY_GROUPS))
    state = models.CharField(max_length=12, default="received", choices=choices(("received", "screened", "decided")))
    screened_at = models.DateTimeField(null=True, blank=True)
    screened_by = models.CharField(max_length=200, blank=True)
    earlier = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="later",
        help_text="An earlier referral of the same household, as a person confirmed",
    )  # fmt: skip
    once = models.CharField(max_length=40, help_text="Sent with the form: two posts of one form are one referral")

    class Meta:
        ordering = ["received_at", "ref"]
        constraints = [models.UniqueConstraint(fields=["organisation", "once"], name="referral_once")]

    @classmethod
    def traits(cls, ids: Iterable[str]) -> dict[str, Traits]:
        """Say whom it is about and where they live, for whoever asks whether a look was unusual."""
        rows = cls.objects.filter(pk__in=list(ids)).select_related("household").prefetch_related("household__people")
        return of_homes({str(referral.pk): referral.household for referral in rows})


class SafetyAnswer(Record):
    """One safety question of a referral with its newest answer. "Did not want to say" is an answer, not a no."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20, choices=list(QUESTIONS.items()))
    answer = models.CharField(max_length=30, choices=choices(ANSWERS))
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["referral", "question"]
        constraints = [models.UniqueConstraint(fields=["referral", "question"], name="safety_answer_once")]


class TriageDecision(Record):
    """The route a person chose, why, what was done, and what was shared or kept back. A newer one follows, none is lost."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="decisions")
    route = models.CharField(max_length=30, choices=list(ROUTES.items()))
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    why = models.TextField(blank=True)
    done = models.TextField(blank=True)
    shared = models.TextField(blank=True)
    not_shared = models.TextField(blank=True)
    not_shared_test = models.TextField(blank=True, help_text="The test that was used for not sharing")
    advised = models.CharField(max_length=30, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "decided_at"]


class SharingDecision(Record):
    """That something of a family was shared, or was not, with whom, and what the decision rests on."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="sharing")
    outcome = models.CharField(max_length=12, choices=choices((SHARED, KEPT_BACK)))
    with_whom = models.CharField(max_length=200)
    what = models.TextField()
    why = models.TextField(blank=True)
    test = models.CharField(max_length=30, blank=True, help_text="Of the tests for not sharing, the one used")
    basis = models.TextField(blank=True, help_text="The clause under which it was shared, or the law of the test")
    once = models.CharField(max_length=40, blank=True, help_text="Sent with the form: two posts of one form are one")
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "-decided_at"]
        constraints = [
            models.UniqueConstraint(fields=["referral", "once"], condition=~Q(once=""), name="sharing_decided_once"),
            models.CheckConstraint(
                condition=Q(outcome=SHARED, test="") | Q(outcome=KEPT_BACK) & ~Q(test=""), name="not_shared_by_a_test"
            ),
        ]
