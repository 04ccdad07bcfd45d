"""What organisations offer in a place, and each time it is held: who came is counted by age, never named."""

from django.db import models
from django.db.models import F, Q

from hereabouts.core.plans.offers import STATES
from hereabouts.records.ledger.record import Guarded, Record
from hereabouts.records.plans.models.actions import Action


class Offer(Guarded):
    """Something an organisation offers again and again, or once: a session, a class, a gala, time to give. ``organisation`` runs it."""

    KIND = "action"

    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, help_text="A kind of offers.toml")
    about = models.TextField(blank=True)
    topics = models.JSONField(default=list)
    target_groups = models.JSONField(default=list)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    access = models.JSONField(default=list, help_text="What somebody looks for before they set out (offers.toml)")
    free = models.BooleanField(default=True)
    free_meal = models.BooleanField(default=False)
    joining = models.CharField(max_length=300, blank=True, help_text="How to join, as anybody reads it")
    contact = models.CharField(max_length=160, blank=True, help_text="Of the organisation, not of a person")
    action = models.ForeignKey(Action, models.SET_NULL, null=True, blank=True, related_name="offers")
    for_all = models.BooleanField(default=False, help_text="It may stand in the list that anybody reads")
    state = models.CharField(max_length=8, default="planned", choices=[(s, s) for s in STATES])
    begun_by = models.CharField(max_length=120)
    begun_on = models.DateField()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["place", "organisation", "title"], name="offer_once"),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")), name="offer_ages_in_order"
            ),
        ]


class Occurrence(Record):
    """One time an offer is held, and what came of it."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="occurrences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    called_off = models.CharField(max_length=300, blank=True, help_text="Why it is called off, as anybody reads it")
    came = models.JSONField(default=dict, help_text="How many came, by age")
    began = models.PositiveIntegerField(null=True, blank=True, help_text="How many began a course")
    completed = models.PositiveIntegerField(null=True, blank=True, help_text="How many completed it")
    organisations = models.ManyToManyField("hereabouts.Organisation", blank=True, related_name="+")
    others = models.PositiveIntegerField(default=0, help_text="Organisations from outside the partnership that came")
    results = models.TextField(blank=True)
    told_by = models.CharField(max_length=120, blank=True)
    told_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "starts_at"], name="occurrence_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_ends_after_start"),
            models.CheckConstraint(
                condition=Q(completed=None) | Q(began__isnull=False, completed__lte=F("began")),
                name="occurrence_completed_of_begun",
            ),
        ]


class RotaPlace(Record):
    """One part in a session that somebody takes, or that is still open."""

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="rota")
    role = models.CharField(max_length=80)
    who = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["occurrence", "role", "who"]
