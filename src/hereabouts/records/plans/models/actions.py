"""What somebody will do, its steps, its measures, and all that happened to it."""

from django.db import models
from django.db.models import F, Q

from hereabouts.core.plans.lived import PARTS
from hereabouts.core.plans.whole_action import TIERS_OF_PREVENTION
from hereabouts.records.ledger.record import Guarded, Record
from hereabouts.records.plans.models.outcomes import Outcome
from hereabouts.records.plans.models.plans import Plan

ACTION_STATES = (
    "proposed", "agreed", "not started", "in progress", "paused", "complete", "stopped", "merged", "carried forward",
)  # fmt: skip


class Action(Guarded):
    """What somebody will do, by when, measured how, with what money. ``organisation`` is the one that leads."""

    KIND = "action"

    ref = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="actions")
    priority = models.ForeignKey("hereabouts.Priority", models.PROTECT, null=True, blank=True, related_name="+")
    outcomes = models.ManyToManyField(Outcome, related_name="actions", blank=True)
    topic = models.CharField(max_length=3, blank=True)
    lead = models.ForeignKey("hereabouts.Account", models.PROTECT, null=True, blank=True, related_name="+")
    supporting = models.ManyToManyField("hereabouts.Organisation", related_name="+", blank=True)
    planned_by = models.ManyToManyField("hereabouts.Organisation", related_name="+", blank=True)
    resourced_by = models.ManyToManyField("hereabouts.Organisation", related_name="+", blank=True)
    provided_by = models.ManyToManyField("hereabouts.Organisation", related_name="+", blank=True)
    alone_because = models.TextField(blank=True, help_text="Why nobody supports it")
    target_groups = models.JSONField(default=list, blank=True, help_text="Codes of topics/groups")
    barriers = models.JSONField(default=list, blank=True, help_text="Codes of the barriers it lowers")
    cause = models.TextField(blank=True, help_text="The root cause it works on")
    prevention = models.CharField(max_length=9, blank=True, choices=[(t, t) for t in TIERS_OF_PREVENTION])
    rapid = models.BooleanField(default=False, help_text="A rapid response, with a short cycle")
    self_help = models.BooleanField(default=False, help_text="Led by the community, or enabling it to help itself")
    risk = models.TextField(blank=True, help_text="What could go wrong, and what then")
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    money_planned = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    money_spent = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    quick_win = models.BooleanField(default=False)
    evidence = models.TextField(blank=True, help_text="What it rests on; empty means an assumption")
    grounds = models.JSONField(default=dict, help_text="What voice, data and strategy say for it, each in words")
    lived_design = models.CharField(max_length=16, blank=True, choices=[(p, p) for p in PARTS])
    lived_delivery = models.CharField(max_length=16, blank=True, choices=[(p, p) for p in PARTS])
    lived_words = models.TextField(blank=True, help_text="Who of those who live it had that part, and how")
    state = models.CharField(max_length=16, default="proposed", choices=[(s, s) for s in ACTION_STATES])
    reason = models.TextField(blank=True, help_text="Why it was paused, stopped, merged or carried forward")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    completed_on = models.DateField(null=True, blank=True)
    proof = models.TextField(blank=True, help_text="What shows that it is complete")

    class Meta:
        ordering = ["ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="action_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["paused", "stopped", "merged", "carried forward"]) | ~Q(reason=""),
                name="action_end_has_reason",
            ),
        ]


class ActionEvent(Record):
    """What happened to an action on a day, who wrote it, and the reason that prints."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="events")
    on = models.DateField()
    at = models.DateTimeField()
    who = models.CharField(max_length=120)
    what = models.CharField(max_length=200)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["action", "-at"]


class Milestone(Record):
    """A step of an action that can be late on its own; ``recovery_on`` is the day by which it will be caught up."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=160)
    due_on = models.DateField()
    weight = models.PositiveSmallIntegerField(default=1)
    done_on = models.DateField(null=True, blank=True)
    recovery_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["action", "due_on", "title"]
        constraints = [models.CheckConstraint(condition=Q(weight__gte=1), name="milestone_weighs")]


class Target(Record):
    """What an action is measured by: from which baseline to which target, by when, why, and who agreed it."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="targets")
    measure = models.CharField(max_length=200)
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    why = models.TextField(blank=True)
    agreed_by = models.CharField(max_length=160, blank=True)
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["action", "measure"]
        constraints = [models.UniqueConstraint(fields=["action", "measure"], name="target_once")]
