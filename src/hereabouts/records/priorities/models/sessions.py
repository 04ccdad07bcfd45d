"""A session in which a group chooses: what is voted on, who is there, and every vote that is no secret."""

from django.db import models

from hereabouts.core.priorities.voting import METHODS, SIDES
from hereabouts.records.ledger.record import Guarded, Record
from hereabouts.records.priorities.models.board import Run

STAGES = ("preparing", "voting", "counted", "closed")
OUTCOMES = ("chosen", "not chosen", "not decided")


class Session(Guarded):
    """One prioritisation session. ``tally`` holds what was counted without a name: paper votes, and secret ones."""

    KIND = "session"

    name = models.CharField(max_length=160)
    held_on = models.DateField()
    venue = models.CharField(max_length=160, blank=True)
    method = models.CharField(max_length=12, choices=[(m, m) for m in METHODS])
    votes = models.PositiveSmallIntegerField(default=5, help_text="Dots for each person")
    criteria = models.JSONField(default=dict, help_text="By criterion, how much it weighs")
    secret = models.BooleanField(default=False)
    stage = models.CharField(max_length=10, default="preparing", choices=[(s, s) for s in STAGES])
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="+")
    unnamed = models.JSONField(default=dict, help_text="By side, how many were there who are not named")
    tally = models.JSONField(default=dict)
    called_by = models.CharField(max_length=120)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-held_on", "name"]


class Choice(Record):
    """One thing that a session decides about. ``result`` is frozen when the session closes."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="choices")
    number = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=3)
    statement = models.CharField(max_length=200)
    priority = models.ForeignKey("hereabouts.Priority", models.PROTECT, null=True, blank=True, related_name="+")
    raised_by = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=[(o, o) for o in OUTCOMES])
    reason = models.TextField(blank=True)
    departure = models.TextField(blank=True)
    test = models.TextField(blank=True)
    without = models.TextField(blank=True)
    answers = models.CharField(max_length=160, blank=True, help_text="Who tells the residents who raised it")
    review_on = models.DateField(null=True, blank=True)
    dissent = models.JSONField(default=list)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["session", "number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="choice_number_once")]


class Attendee(Record):
    """Somebody who was there, for whom, and whether they have voted; never how."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendees")
    name = models.CharField(max_length=120)
    speaks_for = models.CharField(max_length=160, blank=True)
    side = models.CharField(max_length=12, choices=[(s, s) for s in SIDES])
    actor = models.CharField(max_length=80, blank=True)
    voted = models.BooleanField(default=False)

    class Meta:
        ordering = ["side", "name"]
        constraints = [models.UniqueConstraint(fields=["session", "name"], name="attendee_once")]


class Ballot(Record):
    """One open vote, with its name. A secret vote has none: it is added to the tally and cannot be told from the rest."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="ballots")
    actor = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    side = models.CharField(max_length=12, choices=[(s, s) for s in SIDES])
    marks = models.JSONField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["session", "actor"], name="ballot_once")]
