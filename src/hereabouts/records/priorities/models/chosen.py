"""What was chosen, who did not agree, and what was not chosen."""

from django.db import models

from hereabouts.core.priorities.choosing import ORIGINS
from hereabouts.records.ledger.record import Guarded, Record
from hereabouts.records.priorities.models.board import Run
from hereabouts.records.priorities.models.sessions import Session

STATES = ("proposed", "agreed", "active", "achieved", "dropped")


class Priority(Guarded):
    """Something the partnership chose to do something about, or somebody asks it to."""

    KIND = "priority"

    ref = models.CharField(max_length=20, unique=True)
    statement = models.CharField(max_length=200)
    topic = models.CharField(max_length=3)
    rationale = models.TextField(blank=True)
    origin = models.CharField(max_length=10, choices=[(o, o) for o in ORIGINS])
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.JSONField(default=list, help_text='[{"kind": "voice", "words": "..."}]')
    people_heard = models.PositiveIntegerField(default=0)
    departure = models.TextField(blank=True, help_text="Why it was chosen before topics that stand above it")
    test = models.TextField(blank=True, help_text="How an assumption will be tested")
    without = models.TextField(blank=True, help_text="Why it stands without all three legs")
    missing = models.JSONField(default=list, help_text="The legs that it stood without when it was chosen")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="priorities")
    counted = models.TextField(blank=True, help_text="How it was chosen: the method and its counts")
    state = models.CharField(max_length=10, default="proposed", choices=[(s, s) for s in STATES])
    state_reason = models.TextField(blank=True)
    state_on = models.DateField()
    raised_by = models.CharField(max_length=120)
    adopted_on = models.DateField(null=True, blank=True)
    minute = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["place", "ref"]


class Dissent(Record):
    """Somebody who did not agree, and why. It stands with the priority for good."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="dissent")
    who = models.CharField(max_length=160)
    why = models.TextField()

    class Meta:
        ordering = ["priority", "who"]


class NotChosen(Guarded):
    """A topic the partnership did not choose, why, and when it looks again."""

    KIND = "priority"

    topic = models.CharField(max_length=3)
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField()
    answers = models.CharField(max_length=160, blank=True, help_text="Who answers the residents who raised it")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField()
    review_on = models.DateField()

    class Meta:
        ordering = ["place", "topic"]
        constraints = [models.UniqueConstraint(fields=["place", "topic"], name="not_chosen_once")]
