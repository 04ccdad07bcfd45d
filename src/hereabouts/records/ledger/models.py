"""Audit entries and their seals, running numbers, and the names on restricted things."""

from django.db import models


class AuditEntry(models.Model):
    """One thing that somebody did, saw or was refused. It holds no foreign key, so history never blocks deletion."""

    at = models.DateTimeField(db_index=True)
    on = models.DateField()
    actor = models.CharField(max_length=80, db_index=True)
    actor_name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=[(word, word) for word in ("done", "seen", "refused")])
    object = models.CharField(max_length=80, blank=True, db_index=True)
    place = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    under = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    seal = models.ForeignKey("hereabouts.Seal", models.PROTECT, null=True, related_name="entries")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "audit entries"


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
