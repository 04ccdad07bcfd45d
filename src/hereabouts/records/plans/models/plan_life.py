"""What happens to a plan while it lives: what was said of its draft, what it asks of partners, what it takes for true."""

from django.db import models
from django.db.models import Q

from hereabouts.core.plans.kinds import ANSWERS, TESTED
from hereabouts.records.ledger.record import Guarded, Record
from hereabouts.records.plans.models.plans import Plan


class Representation(Record):
    """What a body or a group said of a draft, and the answer it got; one without an answer keeps the plan from being agreed (X-25)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="representations")
    consultee = models.CharField(max_length=160, help_text="A body or a group, never a private person by name")
    received_on = models.DateField()
    text = models.TextField()
    response = models.TextField(blank=True)
    changed = models.BooleanField(default=False, help_text="Whether the plan was changed because of it")
    answered_by = models.CharField(max_length=120, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "received_on", "consultee"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | ~Q(response=""), name="representation_answer_has_words"
            )
        ]


class PartnerRequest(Guarded):
    """What a plan of residents asks of a partner, and the partner's answer (D-108). ``organisation`` is the one that is asked."""

    KIND = "action"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="requests")
    what = models.TextField()
    asked_by = models.CharField(max_length=120)
    asked_on = models.DateField()
    needed_by = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=8, blank=True, choices=[(a, a) for a in ANSWERS])
    words = models.TextField(blank=True, help_text="What the partner will do, or why not")
    answered_by = models.CharField(max_length=120, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "asked_on", "what"]
        constraints = [models.CheckConstraint(condition=Q(answer="") | ~Q(words=""), name="partner_answer_has_words")]


class Assumption(Record):
    """What a plan takes for true of this place, what will not work here among it, and what the review found (I-16)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="assumptions")
    words = models.TextField()
    whom = models.CharField(max_length=160, blank=True, help_text="For whom")
    held = models.CharField(max_length=10, blank=True, choices=[(t, t) for t in TESTED])
    found = models.TextField(blank=True, help_text="What the review found, and where")
    tested_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "words"]
        constraints = [models.CheckConstraint(condition=Q(held="") | ~Q(found=""), name="assumption_tested_says_how")]


class LinkedProgramme(Record):
    """A programme that a plan goes with: who funds it, who is in both, where they overlap, what both measure (L-22)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="programmes")
    name = models.CharField(max_length=160)
    funder = models.CharField(max_length=160, blank=True)
    partners = models.ManyToManyField("hereabouts.Organisation", related_name="+", blank=True)
    overlap = models.TextField(help_text="Where the two do the same, or build on each other")
    measures = models.TextField(blank=True, help_text="What both are measured by")

    class Meta:
        ordering = ["plan", "name"]
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="programme_once")]
