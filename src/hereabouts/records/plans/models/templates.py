"""Plans kept to be lifted elsewhere, and from which one a plan was lifted."""

from django.db import models

from hereabouts.records.ledger.record import Record
from hereabouts.records.plans.models.plans import Plan


class KeptTemplate(Record):
    """A plan that somebody kept as a template: roles instead of people, weeks instead of days, no place."""

    label = models.CharField(max_length=160, unique=True)
    text = models.JSONField(help_text="What core.plans.template reads")
    kept_from = models.ForeignKey(Plan, models.SET_NULL, null=True, related_name="+")
    kept_by = models.CharField(max_length=120)
    kept_on = models.DateField()

    class Meta:
        ordering = ["label"]


class Lineage(Record):
    """From which template a plan was lifted, what was lifted, and whether it travelled well."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="lineage")
    template = models.CharField(max_length=80, help_text="The id of the template")
    label = models.CharField(max_length=160)
    titles = models.JSONField(default=list, help_text="The actions as they were lifted")
    lifted_by = models.CharField(max_length=120)
    lifted_on = models.DateField()
    travelled = models.TextField(blank=True, help_text="Whether it worked here, and what was different")
    travelled_by = models.CharField(max_length=120, blank=True)
    travelled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["plan"]
