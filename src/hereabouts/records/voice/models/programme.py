"""How listening is planned, judged and repeated."""

from django.db import models

from hereabouts.core.voice.programme import FOUND, HIGHEST, LOWEST, STAGES
from hereabouts.records.ledger.record import Guarded, Record


class EngagementPlan(Guarded):
    """A plan to listen, in VOiCE's stages, with the decision it informs. ``organisation`` leads it.

    One started from a gap says which in ``gap`` ("ethnicity: asian", "area: S01009001"): it goes deep where coverage is
    patchy. ``aimed_at`` names groups in the same way; empty is nobody yet, "everybody" is everybody.
    """

    KIND = "engagement"

    name = models.CharField(max_length=160)
    decision = models.TextField(blank=True, help_text="The decision it informs")
    decided_on = models.DateField(null=True, blank=True, help_text="When that is decided")
    level = models.CharField(max_length=12, blank=True)
    aimed_at = models.JSONField(default=list)
    gap = models.CharField(max_length=80, blank=True)
    because = models.TextField(blank=True)
    barriers = models.TextField(blank=True)
    support = models.TextField(blank=True)
    stage = models.CharField(max_length=10, default="analyse", choices=[(s, s) for s in STAGES])
    begun_on = models.DateField()
    told = models.TextField(blank=True, help_text="What those who spoke were told, and how")
    fed_back_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-begun_on", "name"]


class GateReview(Record):
    """The gate at the end of a stage: the day it is due, and the day and words with which it was passed."""

    plan = models.ForeignKey(EngagementPlan, models.CASCADE, related_name="gates")
    stage = models.CharField(max_length=10, choices=[(s, s) for s in STAGES])
    due_on = models.DateField(null=True, blank=True)
    passed_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    passed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "stage"], name="gate_once")]


class StandardScore(Record):
    """One national standard judged for a plan, from 1 to 6, with what it stands on and what will be done better."""

    plan = models.ForeignKey(EngagementPlan, models.CASCADE, related_name="scores")
    standard = models.CharField(max_length=20)
    value = models.PositiveSmallIntegerField()
    evidence = models.TextField()
    improvement = models.TextField(blank=True)
    judged_on = models.DateField()
    judged_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "standard"], name="standard_once"),
            models.CheckConstraint(
                condition=models.Q(value__gte=LOWEST, value__lte=HIGHEST), name="standard_between_its_ends"
            ),
        ]


class Campaign(Guarded):
    """A named engagement that comes again, with the questions that stay the same, so that years can be compared."""

    KIND = "engagement"

    name = models.CharField(max_length=160)
    purpose = models.TextField(blank=True)
    questions = models.TextField(blank=True, help_text="What is asked every time, in the same words; one a line")
    begun_on = models.DateField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="campaign_once")]


class Setting(Guarded):
    """A school, a college, a business or the like that is asked to take part, and how far it does."""

    KIND = "engagement"

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=24)
    engaged = models.CharField(max_length=12, default="none")
    noted_on = models.DateField()
    heard_on = models.DateField(null=True, blank=True, help_text="When it was last listened to")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["place", "kind", "name"], name="setting_once")]


class Hypothesis(Guarded):
    """A proposed explanation of a difference: who thinks so, how it could be tested, and what came of that."""

    KIND = "engagement"

    about = models.CharField(max_length=80, help_text="What it explains: “setting: primary school”")
    words = models.TextField()
    test = models.TextField(blank=True, help_text="How we would find out")
    thought_by = models.CharField(max_length=200)
    thought_on = models.DateField()
    found = models.CharField(max_length=12, default="open", choices=[(w, w) for w in FOUND])
    found_words = models.TextField(blank=True)
    found_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-thought_on", "about"]
        verbose_name_plural = "hypotheses"


class NewGroup(Guarded):
    """A community group that formed: what for, who leads it and what prompted it. ``partner`` once it is one of ours."""

    KIND = "engagement"

    name = models.CharField(max_length=160)
    purpose = models.TextField(blank=True)
    formed_on = models.DateField()
    led_by = models.CharField(max_length=24)
    prompted_by = models.TextField(blank=True)
    activity = models.ForeignKey("hereabouts.Activity", models.PROTECT, null=True, blank=True, related_name="+")
    partner = models.ForeignKey("hereabouts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-formed_on", "name"]
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="new_group_once")]


class GroupGrowth(Record):
    """How many people a group had on a day, and what help it was given since it was last counted."""

    group = models.ForeignKey(NewGroup, models.CASCADE, related_name="growth")
    counted_on = models.DateField()
    counted_at = models.DateTimeField(help_text="Of two on one day the later counts")
    people = models.PositiveIntegerField(null=True, blank=True)
    support = models.TextField(blank=True)

    class Meta:
        ordering = ["group", "counted_on", "counted_at"]
        verbose_name_plural = "group growth"
