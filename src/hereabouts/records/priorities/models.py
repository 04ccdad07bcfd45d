"""Strategic aims, frozen runs of the board, priorities with their dissent, what was not chosen, who owns a disagreement."""

from django.db import models

from hereabouts.core.priorities.aims import LEVELS
from hereabouts.core.priorities.choosing import ORIGINS
from hereabouts.records.ledger.record import Guarded, Record

STATES = ("proposed", "agreed", "active", "achieved", "dropped")
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

    class Meta:
        ordering = ["-as_at", "-made_at"]


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
    decided_on = models.DateField()
    review_on = models.DateField()

    class Meta:
        ordering = ["place", "topic"]
        constraints = [models.UniqueConstraint(fields=["place", "topic"], name="not_chosen_once")]


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

    class Meta:
        ordering = ["place", "topic"]
        constraints = [models.UniqueConstraint(fields=["place", "topic"], name="disagreement_once")]
