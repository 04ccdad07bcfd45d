"""Strategic aims, frozen runs of the board, what was expected of them, and who owns a disagreement."""

from django.db import models

from hereabouts.core.priorities.aims import LEVELS
from hereabouts.records.ledger.record import Guarded, Record

SETTLING = ("not started", "in progress", "done", "stopped")


class Aim(Guarded):
    """What one plan in force asks for. Without a place it holds everywhere."""

    KIND = "aim"

    level = models.CharField(max_length=10, choices=[(level, level) for level in LEVELS])
    document = models.CharField(max_length=200)
    ref = models.CharField(max_length=60)
    text = models.TextField()
    topic = models.CharField(max_length=3)
    weight = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=40, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["level", "document", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "ref", "topic"], condition=models.Q(place=None), name="aim_once_everywhere"
            ),
            models.UniqueConstraint(
                fields=["document", "ref", "topic", "place"], condition=~models.Q(place=None), name="aim_once_here"
            ),
            models.CheckConstraint(condition=models.Q(weight__in=[1, 2, 3]), name="aim_weight"),
        ]


class Run(Guarded):
    """One triangulation, frozen: what went in, what came out, and the fingerprint of both. Never changed."""

    KIND = "board"

    as_at = models.DateField()
    made_at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    inputs = models.JSONField()
    result = models.JSONField()
    hash = models.CharField(max_length=64)
    seed = models.PositiveIntegerField()
    weights = models.JSONField()
    sides = models.JSONField(default=dict, help_text="What residents and what those who work here raised, each apart")
    ask_first = models.BooleanField(default=False, help_text="Who works here says what they expect before they see it")

    class Meta:
        ordering = ["-as_at", "-made_at"]


class Expectation(Guarded):
    """What somebody who works here expects residents to raise, the most first, and whether they had seen a board."""

    KIND = "board"

    actor = models.CharField(max_length=80)
    by_name = models.CharField(max_length=120)
    said_on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, related_name="expectations")
    topics = models.JSONField()
    had_seen = models.CharField(max_length=12, blank=True, choices=[(s, s) for s in ("this", "an earlier")])

    class Meta:
        ordering = ["by_name"]
        constraints = [models.UniqueConstraint(fields=["run", "actor"], name="expected_once")]


class Shown(Record):
    """That somebody was shown a board: an expectation that they write down afterwards says so."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="shown")
    actor = models.CharField(max_length=80)
    shown_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "actor"], name="board_shown_once")]


class Disagreement(Guarded):
    """Who settles a topic on which voice, data and strategy part, and what happens next."""

    KIND = "board"

    topic = models.CharField(max_length=3)
    run = models.ForeignKey(Run, models.PROTECT, related_name="disagreements")
    owner = models.ForeignKey("hereabouts.Account", models.PROTECT, null=True, blank=True, related_name="+")
    owner_name = models.CharField(max_length=160)
    next_step = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, default="not started", choices=[(s, s) for s in SETTLING])
    told = models.TextField(blank=True, help_text="What came of it")
    activity = models.ForeignKey("hereabouts.Activity", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["place", "topic"]
        constraints = [models.UniqueConstraint(fields=["place", "topic"], name="disagreement_once")]
