"""The need list's memory: what people decided about a household and why, what families said against it, and target groups."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hereabouts.records.families.models.case import Case
from hereabouts.records.families.models.referrals import Referral
from hereabouts.records.ledger.record import Record


class NeedDecision(Record):
    """That somebody took a household up or put it off, with the reasons that stood on the list. A later one stands beside it."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="need_decisions")
    taken_up = models.BooleanField()
    against_order = models.BooleanField()
    reason = models.TextField(blank=True)
    stood = models.PositiveSmallIntegerField(help_text="Its place among those that waited; 1 is next")
    because = models.JSONField(default=list, help_text="The reasons as they stood on the list then")
    not_assessed = models.BooleanField(help_text="Whether a need was not assessed then")
    rules = models.CharField(max_length=20, help_text="The version of the rules")
    decided_on = models.DateField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "decided_at"]
        constraints = [
            models.CheckConstraint(condition=Q(against_order=False) | ~Q(reason=""), name="against_order_has_a_reason")
        ]


class NeedChallenge(Record):
    """What a family says against where it stands, by when somebody answers, and the answer."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="need_challenges")
    who = models.CharField(max_length=120, help_text="Who of the family, or who for them")
    words = models.TextField()
    made_on = models.DateField()
    due_on = models.DateField()
    written_by = models.CharField(max_length=200)
    upheld = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["referral", "made_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(upheld=None, answer="") | Q(upheld__isnull=False) & ~Q(answer=""),
                name="a_challenge_is_answered_with_a_reason",
            )
        ]


class TargetGroup(Case):
    """One version of a target group: its criteria, what for, and how many met it then. No family, and no name."""

    KIND = "target_group"

    title = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField()
    aim = models.TextField(help_text="What the partnership wants to do for these families")
    criteria = models.JSONField()
    households = models.PositiveIntegerField(null=True, help_text="How many met it; none is hidden")
    counted_to = models.DateField(help_text="The last day that is counted")
    defined_on = models.DateField()
    defined_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["title", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["place", "organisation", "title", "version"], name="target_group_version")
        ]
