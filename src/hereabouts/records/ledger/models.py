"""Audit entries and their seals, running numbers, and the names on restricted things."""

import uuid

from django.db import models


class AuditEntry(models.Model):
    """One thing that somebody did, saw or was refused. It holds no foreign key, so history never blocks deletion."""

    at = models.DateTimeField(db_index=True)
    on = models.DateField()
    actor = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=[(word, word) for word in ("done", "seen", "refused")])
    object = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    under = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    seal = models.ForeignKey("hereabouts.Seal", models.PROTECT, null=True, related_name="entries")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "audit entries"
        indexes = [  # "who saw this?" and "what did she see?", newest first, over millions
            models.Index(fields=["object", "-id"], name="entry_of_object"),
            models.Index(fields=["actor", "-id"], name="entry_of_actor"),
        ]


class Seal(models.Model):
    """A batch of entries with their fingerprints, linked to the batch before."""

    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    digests = models.JSONField(help_text="[[entry id, fingerprint], ...] in order")

    class Meta:
        ordering = ["id"]


class Numbering(models.Model):
    """The last number given in a series such as FG-2026-A; a number is never given twice."""

    series = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Named(models.Model):
    """Somebody who alone may know of a restricted thing."""

    kind = models.CharField(max_length=40)
    object = models.UUIDField()
    actor = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object", "actor"], name="named_once")]


class LookReview(models.Model):
    """One look that a person must judge: somebody at one record on one day, why it is in the queue, and what was found."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField(help_text="The first day of the month it was drawn for")
    actor = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=200)
    object = models.CharField(max_length=80)
    what = models.CharField(max_length=80)
    on = models.DateField()
    times = models.PositiveIntegerField()
    entries = models.JSONField(help_text="The ids of the entries")
    rules = models.JSONField(default=list, help_text="The rules that noticed it; none where only the draw did")
    sampled = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, blank=True, choices=[(word, word) for word in ("fine", "not fine")])
    words = models.TextField(blank=True)
    reviewed_by = models.CharField(max_length=80, blank=True)
    reviewed_name = models.CharField(max_length=200, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on", "actor_name", "id"]
        constraints = [models.UniqueConstraint(fields=["month", "actor", "object", "on"], name="look_reviewed_once")]


class Declaration(models.Model):
    """What somebody with an account says of themself, so that a look at their own family or street is noticed."""

    actor = models.CharField(max_length=80, primary_key=True)
    postcode = models.CharField(max_length=10, blank=True)
    surnames = models.JSONField(default=list, help_text="Names of their family beside their own")
    told_on = models.DateField()
