"""People and bodies the partnership keeps in touch with. What is written of them is not everybody's to read."""

from django.db import models

from hereabouts.records.ledger.record import Guarded, Record


class Stakeholder(Guarded):
    """Somebody with a stake in the place who is no partner: how much it matters to them, and how much they can move."""

    KIND = "stakeholder"

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=40)
    interest = models.PositiveSmallIntegerField(default=2, help_text="1 little, 2 some, 3 much")
    influence = models.PositiveSmallIntegerField(default=2, help_text="1 little, 2 some, 3 much")
    wants = models.TextField(blank=True)
    reach_at = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-influence", "-interest", "name"]
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="stakeholder_once")]


class StakeholderContact(Record):
    """One time somebody of us was in touch with a stakeholder: how, what came of it, what was said and what is next."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="contacts")
    made_on = models.DateField()
    mode = models.CharField(max_length=12)
    outcome = models.CharField(max_length=16)
    words = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-made_on"]


class LinkVisit(Guarded):
    """A link worker's visit to a community. Its words stay within the organisation that made it; others get counts."""

    KIND = "link_visit"
    WITHIN_FIELD = "within"

    within = models.BooleanField(default=True)
    community = models.CharField(max_length=80)
    area = models.CharField(max_length=12, blank=True)
    visited_on = models.DateField()
    mode = models.CharField(max_length=12)
    outcome = models.CharField(max_length=16)
    people = models.PositiveIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-visited_on"]


class Connector(Guarded):
    """Somebody who wants to help and agreed to stand in a register until a day; or reports on their community, once trained."""

    KIND = "connector"

    name = models.CharField(max_length=160)
    reach_at = models.CharField(max_length=200, blank=True)
    offers = models.TextField(blank=True, help_text="What they can do, and want to")
    communities = models.CharField(max_length=200, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField()
    agreed_until = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    reporter = models.BooleanField(default=False, help_text="A community reporter")
    trained_on = models.DateField(null=True, blank=True)
    kit_given_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
