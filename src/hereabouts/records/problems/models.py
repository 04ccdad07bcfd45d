"""A report that somebody accepted, the problem it belongs to, and the dated notes of its stages."""

from django.db import models
from django.db.models import Q

from hereabouts.core.problems import STAGES
from hereabouts.records.ledger.record import Guarded, Record


class Problem(Guarded):
    """Something that keeps happening in a place, with one person who answers for it. The organisation is the lead."""

    KIND = "problem"

    ref = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=160)
    topic = models.CharField(max_length=4)
    spoc = models.ForeignKey("hereabouts.Account", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, default="scanning", choices=[(stage, stage) for stage in STAGES])
    objective = models.TextField(blank=True)
    harmed = models.TextField(blank=True)
    responsible = models.TextField(blank=True)
    location = models.TextField(blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["-opened_on", "-ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="closed", closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(stage="closed") & Q(closed_on__isnull=True),
                name="problem_closed_with_what_was_done",
            )
        ]


class Note(Record):
    """One dated entry in the history of a problem."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=12, choices=[(stage, stage) for stage in STAGES])
    words = models.TextField()
    told = models.BooleanField(default=False, help_text="The people who reported it were told this")
    written_on = models.DateField()
    written_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["problem", "-number"]
        constraints = [models.UniqueConstraint(fields=["problem", "number"], name="problem_note_number_once")]


class Report(Guarded):
    """A letter that somebody accepted as a report of something wrong. Its contact stays with the letter."""

    KIND = "report"

    letter = models.OneToOneField("hereabouts.Letter", models.PROTECT, related_name="+")
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, blank=True, related_name="reports")
    accepted_on = models.DateField()
    accepted_by = models.ForeignKey("hereabouts.Account", models.PROTECT, related_name="+")
    acknowledge_by = models.DateField()

    class Meta:
        ordering = ["-accepted_on"]
