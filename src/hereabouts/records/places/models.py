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
    boundary = models.TextField(blank=True, default="", help_text="The line that was drawn, as GeoJSON in degrees")
    how = models.CharField(max_length=10, default="best", help_text="best fit, or apportion")
    note = models.TextField(blank=True, default="", help_text="How it came about, in somebody's words")
    remarks = models.JSONField(
        default=list, help_text="What was found out on the way: generation, sentence and its values"
    )
    defined_on = models.DateField()
    defined_by = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ["place", "-number"]
        constraints = [models.UniqueConstraint(fields=["place", "number"], name="place_version_once")]


class PlaceArea(models.Model):
    """One area that a version touches, in one generation: how much lies inside, how much counts, and who says so."""

    version = models.ForeignKey(PlaceVersion, models.CASCADE, related_name="areas")
    generation = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    share = models.FloatField(default=1.0, help_text="How much of it lies inside")
    weight = models.FloatField(default=1.0, help_text="How much of it counts: 0 nothing, 1 the whole")
    best = models.BooleanField(default=True)
    basis = models.CharField(max_length=10, default="named")
    reason = models.TextField(blank=True, default="", help_text="Why somebody overruled it")
    overruled_by = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ["generation", "code"]
        constraints = [models.UniqueConstraint(fields=["version", "generation", "code"], name="place_area_once")]


class PlaceFit(models.Model):
    """How well whole areas fit the unit the place stands for, in one generation (C1)."""

    version = models.ForeignKey(PlaceVersion, models.CASCADE, related_name="fits")
    generation = models.CharField(max_length=20)
    cover = models.FloatField()
    purity = models.FloatField()
    counted_in = models.CharField(max_length=10, default="people")

    class Meta:
        ordering = ["generation"]
        constraints = [models.UniqueConstraint(fields=["version", "generation"], name="place_fit_once")]
