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
    approved_by = models.CharField(
        max_length=80, blank=True, help_text="The second person; empty where nobody else looked"
    )
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


class Proposal(Guarded):
    """A copy that somebody put forward for release: somebody else looks at it, and approves it or sends it back."""

    KIND = "proposal"
    STATES = ("waiting", "approved", "sent back")

    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    content = models.TextField(help_text="Canonical JSON: the bytes that would be published")
    sha256 = models.CharField(max_length=64)
    rule = models.CharField(max_length=40, help_text="The disclosure rule it was made under")
    found = models.JSONField(default=dict, help_text="What the attacker found when it was put forward")
    proposed_on = models.DateField()
    proposed_by = models.CharField(max_length=80)
    proposed_name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=[(s, s) for s in STATES], default="waiting")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_name = models.CharField(max_length=120, blank=True)
    because = models.TextField(blank=True)
    release = models.OneToOneField("hereabouts.Release", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-proposed_on", "title"]
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=models.F("proposed_by")), name="never_the_author"),
            models.CheckConstraint(condition=Q(state__in=["waiting", "approved", "sent back"]), name="proposal_state"),
        ]
