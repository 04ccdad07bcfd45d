"""A place's own codes: the codebook with its versions, what was noted on the way, and who gave which code to which words.

What a machine suggests stands in ``Reading`` and nowhere else: a code in use (``CodeUse``) is always somebody's judgement.
"""

from django.db import models

from hereabouts.core.voice.codebooks import CODE, LABEL, MODES
from hereabouts.core.voice.coding import VALENCES
from hereabouts.records.ledger.record import Guarded, Record
from hereabouts.records.voice.models.activities import Activity
from hereabouts.records.voice.models.said import Contribution


class Codebook(Guarded):
    """Codes for what was said in a place, or at one activity, beside the shared topics."""

    KIND = "codebook"

    name = models.CharField(max_length=120)
    question = models.CharField(max_length=300, blank=True, help_text="What people were asked")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="codebooks")
    mode = models.CharField(max_length=10, default="codebook", choices=[(m, m) for m in MODES])
    version = models.PositiveIntegerField(default=0)
    read_on = models.DateField(null=True, help_text="When a machine last suggested codes")
    learned = models.PositiveIntegerField(default=0, help_text="From how many judgements it had learned then")

    class Meta:
        ordering = ["name"]


class Code(Record):
    """One code with what belongs to it and what does not. ``into`` is the code that it was joined to."""

    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="codes")
    name = models.CharField(max_length=CODE)
    label = models.CharField(max_length=LABEL)
    definition = models.TextField(blank=True)
    inclusion = models.TextField(blank=True)
    exclusion = models.TextField(blank=True)
    examples = models.TextField(blank=True)
    topic = models.CharField(max_length=8, blank=True, help_text="The shared topic that it counts under")
    order = models.PositiveIntegerField(default=0)
    since = models.PositiveIntegerField(default=1, help_text="The version it came with")
    ended_on = models.DateField(null=True)
    into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="joined")

    class Meta:
        ordering = ["order", "name"]
        constraints = [models.UniqueConstraint(fields=["codebook", "name"], name="code_once")]


class CodebookVersion(models.Model):
    """How a codebook stood after a change, who changed what, and why: the audit trail of the codes."""

    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    on = models.DateField()
    by = models.CharField(max_length=200)
    what = models.CharField(max_length=300)
    because = models.TextField(blank=True)
    codes = models.JSONField(default=list)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["codebook", "number"], name="codebook_version_once")]


class Memo(Record):
    """What somebody thought while coding: about the codebook, a code or somebody's words. It is added to, never rewritten."""

    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="memos")
    code = models.ForeignKey(Code, models.CASCADE, null=True, blank=True, related_name="memos")
    contribution = models.ForeignKey(Contribution, models.CASCADE, null=True, blank=True, related_name="memos")
    words = models.TextField()
    by = models.CharField(max_length=200)
    on = models.DateField()
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order"]


class Reading(models.Model):
    """What a machine made of somebody's words: suggested codes with score and reason, that they say nothing, or whose they repeat."""

    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="readings")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="readings")
    suggested = models.JSONField(default=list)
    nothing = models.BooleanField(default=False)
    same_as = models.ForeignKey(Contribution, models.SET_NULL, null=True, related_name="repeats")
    because = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["codebook", "contribution"], name="reading_once")]


class Judgement(Record):
    """That somebody judged which codes words carry. The first one counts; a second coder's is for agreement only."""

    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="judgements")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="judgements")
    by = models.CharField(max_length=80)
    by_name = models.CharField(max_length=200)
    on = models.DateField()
    counts = models.BooleanField(default=True)
    alike = models.BooleanField(default=False, help_text="Judged together with words that say the same, or nothing")
    suggested = models.JSONField(
        null=True, help_text="The codes that were suggested then; null where nothing had been read"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["codebook", "contribution", "by"], name="judged_once_by_each"),
            models.UniqueConstraint(
                fields=["codebook", "contribution"], condition=models.Q(counts=True), name="judged_once_that_counts"
            ),
        ]


class CodeUse(models.Model):
    """That words carry a code, raised as a problem, praise or a request. ``was`` is the code that was given at first."""

    judgement = models.ForeignKey(Judgement, models.CASCADE, related_name="uses")
    code = models.ForeignKey(Code, models.CASCADE, related_name="uses")
    valence = models.CharField(max_length=8, choices=[(v, v) for v in VALENCES])
    was = models.CharField(max_length=CODE, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["judgement", "code"], name="code_used_once")]
