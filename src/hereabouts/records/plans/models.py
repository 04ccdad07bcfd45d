"""Outcomes and what they lead to, plans and their versions, actions with milestones, targets and history, returns."""

from django.db import models
from django.db.models import F, Q

from hereabouts.core.plans.lived import PARTS
from hereabouts.core.plans.progress import BRAGS
from hereabouts.records.ledger.record import Guarded, Record

TIERS = ("short", "intermediate", "long")
KINDS = ("locality", "thematic", "community", "local deal", "problem solving", "event", "strategy")
PLAN_STATES = ("draft", "consulting", "agreed", "live", "under review", "closed")
ACTION_STATES = (
    "proposed", "agreed", "not started", "in progress", "paused", "complete", "stopped", "merged", "carried forward",
)  # fmt: skip
RETURN_STATES = ("submitted", "accepted", "sent back")


class Outcome(Guarded):
    """What should become better for whom, and which inequality that narrows."""

    KIND = "plan"

    statement = models.CharField(max_length=250)
    tier = models.CharField(max_length=12, choices=[(t, t) for t in TIERS])
    topic = models.CharField(max_length=3, blank=True)
    population = models.CharField(max_length=160, blank=True)
    improvement = models.TextField(blank=True, help_text="From what to what, by when")
    inequality_gap = models.TextField(blank=True, help_text="Whose gap to whom it narrows")
    agreed_by = models.CharField(max_length=160, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    aims = models.ManyToManyField("hereabouts.Aim", blank=True, related_name="+")

    class Meta:
        ordering = ["place", "tier", "statement"]
        constraints = [models.UniqueConstraint(fields=["place", "statement"], name="outcome_once")]


class OutcomeLink(Record):
    """That one outcome leads to another, which is an assumption until evidence stands beside it."""

    from_outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="links_up")
    to_outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="links_down")
    assumption = models.TextField()

    class Meta:
        ordering = ["from_outcome", "to_outcome"]
        constraints = [
            models.UniqueConstraint(fields=["from_outcome", "to_outcome"], name="outcome_link_once"),
            models.CheckConstraint(condition=~Q(from_outcome=F("to_outcome")), name="outcome_leads_elsewhere"),
        ]


class Plan(Guarded):
    """A plan of a place: what it wants, for how long, and in which state it is."""

    KIND = "plan"

    ref = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in KINDS])
    title = models.CharField(max_length=160)
    vision = models.TextField(blank=True)
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=14, default="draft", choices=[(s, s) for s in PLAN_STATES])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    outcomes = models.ManyToManyField(Outcome, related_name="plans", blank=True)
    priorities = models.ManyToManyField("hereabouts.Priority", related_name="plans", blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    minute = models.CharField(max_length=80, blank=True)
    override = models.TextField(blank=True, help_text="Why it was agreed although something was missing")

    class Meta:
        ordering = ["place", "-period_from", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_from=None) | Q(period_to=None) | Q(period_to__gte=F("period_from")),
                name="plan_ends_after_start",
            )
        ]


class PlanVersion(Record):
    """A plan as it was agreed on a day, frozen. A new year adds a version; the actions keep their references."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    agreed_on = models.DateField()
    minute = models.CharField(max_length=80, blank=True)
    text = models.JSONField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]


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


class Return(Guarded):
    """A progress return: what was done in a period, what comes next, what help is needed, and the letter worked out."""

    KIND = "return"

    action = models.ForeignKey(Action, models.CASCADE, related_name="returns")
    period = models.CharField(max_length=20)
    narrative = models.TextField()
    next = models.TextField(blank=True)
    help_needed = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    brag = models.CharField(max_length=5, choices=[(b, b) for b in BRAGS])
    facts = models.JSONField(default=dict, help_text="What the letter was worked out from")
    override = models.CharField(max_length=5, blank=True, choices=[(b, b) for b in BRAGS])
    override_reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="submitted", choices=[(s, s) for s in RETURN_STATES])
    submitted_by = models.CharField(max_length=120)
    submitted_on = models.DateField()
    checked_by = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ["action", "-period"]
        constraints = [
            models.UniqueConstraint(fields=["action", "period"], name="return_once"),
            models.CheckConstraint(condition=Q(override="") | ~Q(override_reason=""), name="override_has_reason"),
        ]
