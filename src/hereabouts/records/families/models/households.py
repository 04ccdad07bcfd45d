"""Households and their people, and that a household is restricted to named people."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Replace, Upper

from hereabouts.core.ledger import Sensitivity
from hereabouts.core.ledger.unusual import Traits, postcode
from hereabouts.records.families.models.case import Case, choices
from hereabouts.records.ledger.record import Record

RELATIONS = (
    "mother", "father", "parent", "step-parent", "partner", "child", "brother or sister", "grandparent", "other relative",
    "carer", "friend",
)  # fmt: skip
LIVES = ("here", "part of the time", "elsewhere")


def of_homes(homes: dict[str, Household]) -> dict[str, Traits]:
    return {
        pk: Traits(
            frozenset(p.surname.strip().casefold() for p in home.people.all()) - {""},
            frozenset({postcode(home.postcode)} - {""}),
            home.sensitivity == Sensitivity.RESTRICTED,
        )
        for pk, home in homes.items()
    }


class Household(Case):
    """People who live together. Its reference is all that a title or an address ever shows of it."""

    KIND = "household"
    REACHED_BY = ("referrals",)

    ref = models.CharField(max_length=20, unique=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    address_protected = models.BooleanField(default=False, help_text="A refuge, or an address nobody may learn")

    class Meta:
        ordering = ["ref"]

    @classmethod
    def traits(cls, ids: Iterable[str]) -> dict[str, Traits]:
        """Say who lives there and where, for whoever asks whether a look was unusual."""
        return of_homes(
            {str(home.pk): home for home in cls.objects.filter(pk__in=list(ids)).prefetch_related("people")}
        )

    @classmethod
    def near(cls, postcodes: Iterable[str]) -> dict[str, set[str]]:
        """Say which households live at a postcode: somebody who lives there too opens them with approval only."""
        compared = Upper(Replace("postcode", Value(" ")))
        found: dict[str, set[str]] = {}
        rows = cls.objects.alias(at=compared).filter(at__in=set(postcodes)).values_list("pk", "postcode")
        for pk, told in rows:
            found.setdefault(postcode(told), set()).add(str(pk))
        return found

    @classmethod
    def also(cls, ids: Iterable[str]) -> list[str]:
        """A household is seen through its referrals."""
        return [
            str(pk)
            for pk in cls.objects.filter(pk__in=list(ids), referrals__isnull=False).values_list("referrals", flat=True)
        ]


class Restriction(Record):
    """That a household is restricted to named people: why, by whom, until when somebody must look again, and how it ended."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="restrictions")
    why = models.CharField(max_length=20)
    words = models.TextField()
    since = models.DateField()
    set_by = models.CharField(max_length=200)
    review_by = models.DateField()
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=200, blank=True)
    review_words = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    ended_words = models.TextField(blank=True)

    class Meta:
        ordering = ["review_by", "since"]
        constraints = [
            models.UniqueConstraint(fields=["household"], condition=Q(ended_on=None), name="one_restriction_at_a_time")
        ]


class Person(Record):
    """Somebody of a household. Reached only through a referral or a household that the reader may see."""

    UNDER = "household"

    household = models.ForeignKey(Household, models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField(default=0)
    first_name = models.CharField(max_length=80)
    surname = models.CharField(max_length=80, blank=True)
    dob = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    relation = models.CharField(max_length=30, blank=True, choices=choices(RELATIONS))
    lives = models.CharField(
        max_length=20, default="here", choices=choices(LIVES), help_text="Where else is written nowhere"
    )

    class Meta:
        ordering = ["household", "position"]
