"""A letter from the public, and the replies that tell what became of it."""

from django.db import models
from django.db.models import Q

from hereabouts.core.intake import OUTCOMES
from hereabouts.records.ledger.record import Guarded, Record

KINDS = ("report", "words", "help")
CHANNELS = ("web", "phone", "paper", "in person")


class Letter(Guarded):
    """A report of a problem, somebody's own words, or a request for help. A request for help is a case: no role opens it."""

    KIND = "letter"
    LOCKED = True  # a request for help is a case
    REF_SHOWN = False  # with it the sender follows the letter

    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    ref = models.CharField(max_length=12, unique=True)
    once = models.CharField(max_length=64, unique=True, help_text="A form sent twice is one letter")
    channel = models.CharField(max_length=12, default="web", choices=[(channel, channel) for channel in CHANNELS])
    category = models.CharField(max_length=40, blank=True)
    topic = models.CharField(max_length=4, blank=True)
    text = models.TextField()
    where = models.CharField(max_length=300, blank=True, help_text="In the sender's words")
    contact = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=40, blank=True)
    wants_reply = models.BooleanField(default=False)
    received_on = models.DateField()

    class Meta:
        ordering = ["received_on", "ref"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="letter_says_something")]


class Reply(Record):
    """What became of a letter, as its sender reads it."""

    UNDER = "letter"

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="replies")
    number = models.PositiveIntegerField()
    words = models.TextField()
    written_on = models.DateField()
    written_by = models.CharField(max_length=80)

    class Meta:
        ordering = ["letter", "number"]
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="reply_number_once")]


class Followed(Record):
    """Somebody's words that may be followed by the reference they were given: when they spoke, and about which topics."""

    ref = models.CharField(max_length=12, unique=True)
    place = models.ForeignKey("hereabouts.Place", models.PROTECT, related_name="+")
    heard_on = models.DateField()
    read_on = models.DateField(null=True, blank=True)
    topics = models.JSONField(default=list)


class Told(Guarded):
    """What people who raised a topic in a place are told came of it. Who raised it before that day reads it under their reference."""

    KIND = "answer"

    topic = models.CharField(max_length=4, db_index=True)
    outcome = models.CharField(max_length=12, choices=[(o, o) for o in OUTCOMES])
    words = models.TextField()
    because = models.TextField(blank=True)
    who = models.CharField(max_length=160, blank=True, help_text="Who can be asked about it")
    told_on = models.DateField()
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=120)
    key = models.CharField(max_length=80, null=True, unique=True, help_text="What it tells of, so that it is told once")  # noqa: DJ001 - none is not one, and only one may have it

    class Meta:
        ordering = ["-told_on", "-told_at"]
