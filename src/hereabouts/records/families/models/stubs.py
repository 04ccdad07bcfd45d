"""What agencies' extracts hold: pointers to their records, never what is in them; what may be one person; whom to ring."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from hereabouts.core.ledger import Sensitivity
from hereabouts.core.ledger.unusual import Traits, postcode
from hereabouts.records.families.models.case import Case, choices
from hereabouts.records.families.models.households import Person
from hereabouts.records.families.models.referrals import Referral

MATCH_STATES = ("candidate", "confirmed", "rejected", "unsure")


class Extract(Case):
    """One list that an agency gave: which stubs came with it, so that it can be taken back."""

    KIND = "extract"

    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    undone_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(default=list, help_text="What stubs said before it changed them")

    class Meta:
        ordering = ["-given_at"]


class Stub(Case):
    """That an agency works with somebody, and whom to ring: a pointer to its record, never what is in it."""

    KIND = "stub"

    extract = models.ForeignKey(Extract, models.PROTECT, related_name="stubs")
    local_id = models.CharField(max_length=60)
    first_name = models.CharField(max_length=80, blank=True)
    surname = models.CharField(max_length=80, blank=True)
    dob = models.CharField(max_length=10, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    uprn = models.CharField(max_length=20, blank=True)
    contact = models.CharField(max_length=40, blank=True, help_text="The person's own number; never shown")
    email = models.CharField(max_length=120, blank=True)
    nhs = models.CharField(max_length=20, blank=True)
    protected = models.BooleanField(default=False)
    service = models.CharField(max_length=120)
    support = models.CharField(max_length=80, blank=True)
    worker = models.CharField(max_length=120)
    phone = models.CharField(max_length=40)
    status = models.CharField(max_length=10, default="open", choices=choices(("open", "closed")))
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation", "local_id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "local_id"], name="stub_once")]

    @classmethod
    def traits(cls, ids: Iterable[str]) -> dict[str, Traits]:
        """Say whom it is about and where they live, for whoever asks whether a look was unusual."""
        return {
            str(stub.pk): Traits(
                frozenset({stub.surname.strip().casefold()} - {""}), frozenset({postcode(stub.postcode)} - {""}),
                stub.sensitivity == Sensitivity.RESTRICTED,
            )
            for stub in cls.objects.filter(pk__in=list(ids))
        }  # fmt: skip


class Match(Case):
    """That a person of a referral and a stub, or two stubs, may be one person. It joins nothing and can be undone."""

    KIND = "match"
    ABOUT_FIELDS = ("stub_id", "stub_a_id", "person__household_id")

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="matches")
    stub_a = models.ForeignKey(Stub, models.CASCADE, null=True, blank=True, related_name="+")
    stub = models.ForeignKey(Stub, models.CASCADE, related_name="matches")
    state = models.CharField(max_length=10, default="candidate", choices=choices(MATCH_STATES))
    band = models.CharField(max_length=10)
    caution = models.CharField(max_length=120, blank=True)
    reasons = models.JSONField(default=list, help_text="[[field, how, words], ...]")
    weight = models.FloatField(help_text="For the order of the list and for quality checks; never shown")
    model = models.CharField(max_length=20)
    found_on = models.DateField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-weight", "id"]
        verbose_name_plural = "matches"
        constraints = [
            models.UniqueConstraint(fields=["person", "stub"], name="match_person_once"),
            models.UniqueConstraint(fields=["stub_a", "stub"], name="match_stubs_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, stub_a__isnull=True) | Q(person__isnull=True, stub_a__isnull=False),
                name="match_of_two",
            ),
        ]


class Pointer(Case):
    """A note to the worker behind a stub that somebody else is involved, and whom to ring. It says nothing of why."""

    KIND = "pointer"
    ABOUT_FIELDS = ("stub_id", "referral_id", "referral__household_id")

    stub = models.ForeignKey(Stub, models.CASCADE, related_name="pointers")
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="pointers")
    ring = models.CharField(max_length=200, help_text="Who is involved, and the number")
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=200)
    acknowledge_by = models.DateField()
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)
    contact_made = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["acknowledge_by", "id"]
        constraints = [models.UniqueConstraint(fields=["stub", "referral"], name="pointer_once")]
