"""A place, its versions, and the areas of each version in each generation of boundaries."""

from django.db import models
from django.db.models.functions import Lower

from hereabouts.records.ledger.record import Guarded, Record


class Place(Guarded):
    """A locality, a pilot area, a ward, a whole city: whatever the partnership looks at and plans for."""

    KIND = "place"
    PLACE_FIELD = "id"

    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=4, help_text="Starts the references of what belongs here: FG in FG-2026-A017")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="place_name_once")]


class PlaceVersion(Record):
    """How the place was made up from a day on. A new definition never overwrites the old one."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    rule = models.TextField()
    defined_on = models.DateField()

    class Meta:
        ordering = ["place", "-number"]
        constraints = [models.UniqueConstraint(fields=["place", "number"], name="place_version_once")]


class PlaceArea(models.Model):
    """One area of a version, in one generation."""

    version = models.ForeignKey(PlaceVersion, models.CASCADE, related_name="areas")
    generation = models.CharField(max_length=20)
    code = models.CharField(max_length=20)

    class Meta:
        ordering = ["generation", "code"]
        constraints = [models.UniqueConstraint(fields=["version", "generation", "code"], name="place_area_once")]


class PlaceFit(models.Model):
    """How well whole areas fit the unit the place stands for, in one generation (C1)."""

    version = models.ForeignKey(PlaceVersion, models.CASCADE, related_name="fits")
    generation = models.CharField(max_length=20)
    cover = models.FloatField()
    purity = models.FloatField()

    class Meta:
        ordering = ["generation"]
        constraints = [models.UniqueConstraint(fields=["version", "generation"], name="place_fit_once")]
