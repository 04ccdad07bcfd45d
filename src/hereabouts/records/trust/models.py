"""Information sharing agreements, their clauses, who signs them and what was asked before: text that decides."""

from django.db import models
from django.db.models import F, Q

from hereabouts.core.trust.agreements import STATES
from hereabouts.core.trust.glass import OUTCOMES
from hereabouts.records.ledger.record import Guarded, Record


class Agreement(Guarded):
    """An information sharing agreement. Only in force (its review may be due), between its two days, it opens anything."""

    KIND = "agreement"

    ref = models.CharField(max_length=30, unique=True)
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=80)
    nation = models.CharField(max_length=3, default="SCT", help_text="Whose law its wording follows")
    basis = models.TextField(help_text="Lawful basis and, where it applies, the condition for special category data")
    condition = models.TextField(blank=True, help_text="The condition for special category data")
    flows = models.TextField(blank=True, help_text="From whom to whom, how and how often")
    retention = models.TextField(blank=True)
    rights_contact = models.CharField(max_length=200, blank=True)
    review_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, default="draft", choices=[(s, s) for s in STATES])
    cleared_on = models.DateField(null=True, blank=True)
    cleared = models.TextField(blank=True, help_text="What the legal check found")
    starts_on = models.DateField()
    ends_on = models.DateField()
    earlier = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    parties = models.ManyToManyField("hereabouts.Organisation", related_name="agreements")

    class Meta:
        ordering = ["ref"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_start")
        ]


class Clause(Record):
    """What one clause lets which roles of the parties do, and which fields it lets them see (none named: all)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    number = models.CharField(max_length=20)
    words = models.TextField()
    roles = models.JSONField(default=list)
    grants = models.JSONField(default=list, help_text='["referral.see", ...]')
    fields = models.JSONField(default=list)
    requires = models.JSONField(default=list, help_text="Courses without which it opens nothing yet, by their names")

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="clause_number_once")]


class Signing(Record):
    """What one party stands on, who signs for it, and when they did."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signings")
    organisation = models.ForeignKey("hereabouts.Organisation", models.PROTECT, related_name="+")
    basis = models.TextField()
    signatory = models.ForeignKey("hereabouts.Account", models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["agreement", "organisation__name"]
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="signing_once")]


class Considered(Record):
    """What was answered to one step of the impact assessment (DPIA) of an agreement."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="considered")
    step = models.CharField(max_length=40)
    words = models.TextField()
    by = models.CharField(max_length=120)
    on = models.DateField()

    class Meta:
        ordering = ["agreement", "step"]
        constraints = [models.UniqueConstraint(fields=["agreement", "step"], name="considered_once")]


class Interest(Record):
    """That somebody has an interest of their own in a thing: it is shut to them until somebody else approves."""

    account = models.ForeignKey("hereabouts.Account", models.CASCADE, related_name="+")
    object = models.UUIDField()
    ref = models.CharField(max_length=40, blank=True, help_text="As it was typed, whether or not it is anything's")
    why = models.CharField(max_length=20)
    declared_on = models.DateField()
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["declared_on"]
        constraints = [models.UniqueConstraint(fields=["account", "object"], name="interest_once")]


class BrokenGlass(Record):
    """That somebody opened a record that was shut to them, for how long, why in their words, and what was found of it."""

    account = models.ForeignKey("hereabouts.Account", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    object = models.UUIDField()
    reason = models.TextField()
    opened_at = models.DateTimeField(db_index=True)
    until = models.DateTimeField()
    outcome = models.CharField(max_length=20, blank=True, choices=[(word, word) for word in OUTCOMES])
    words = models.TextField(blank=True)
    reviewed_by = models.CharField(max_length=80, blank=True)
    reviewed_name = models.CharField(max_length=200, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["opened_at"]
        verbose_name_plural = "broken glass"
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="glass_shuts_after_it_opens")]
