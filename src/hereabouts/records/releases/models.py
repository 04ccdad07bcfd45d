"""A release: the very text that was published, and its fingerprint."""

from django.db import models
from django.db.models import Q

from hereabouts.core.ledger import Sensitivity
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.record import Guarded

MAY_CHANGE = {"withdrawn_on", "withdrawn_because"}


class Unchangeable(Sentence):
    """An attempt to edit what was published: a new release supersedes it instead."""


class Release(Guarded):
    """One published copy. It is never edited: a later one of the same kind and place supersedes it, or it is withdrawn."""

    KIND = "release"

    kind = models.CharField(max_length=30)
    number = models.PositiveIntegerField(help_text="Counts the releases of this kind for this place")
    title = models.CharField(max_length=200)
    content = models.TextField(help_text="Canonical JSON: the bytes that were published")
    sha256 = models.CharField(max_length=64)
    rule = models.CharField(max_length=40, help_text="The disclosure rule it was made under")
    published_on = models.DateField()
    published_by = models.CharField(max_length=80)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ["kind", "place", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "place", "number"], name="release_number_once"),
            models.UniqueConstraint(
                fields=["kind", "number"], condition=Q(place=None), name="release_number_once_everywhere"
            ),
            models.CheckConstraint(condition=Q(sensitivity=Sensitivity.PUBLIC), name="release_is_public"),
        ]

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding and not set(kwargs.get("update_fields") or ["all"]) <= MAY_CHANGE:
            raise Unchangeable("A release is never changed. Publish a new one; it takes the place of this one.")
        super().save(*args, **kwargs)
