"""What is remembered of families. Everything is a CASE: only a clause of an agreement in force opens any of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Replace, Upper

from hereabouts.core.families.sharing import KEPT_BACK, SHARED
from hereabouts.core.families.triage import ANSWERS, QUESTIONS, ROUTES
from hereabouts.core.ledger import Sensitivity
from hereabouts.core.ledger.unusual import Traits, postcode
from hereabouts.records.ledger.record import Guarded, Record

AGREEMENTS = ("given", "refused", "not asked")
WORK = ("not known yet", "nobody in work", "somebody in work", "looking for work")
PRIORITY_GROUPS = (
    "not known yet", "none of these", "lone parent", "disabled family member", "three or more children", "minority ethnic family",
    "baby under one", "mother under 25",
)  # fmt: skip
KNOWN = ("not known yet", "known", "new to us")
MATCH_STATES = ("candidate", "confirmed", "rejected", "unsure")


def _choices(words) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class Case(Guarded):
    """A guarded thing about a family: sensitive from the moment it is made."""

    PURPOSE = "early help"
    LOCKED = True

    sensitivity = models.PositiveSmallIntegerField(
        default=Sensitivity.CASE, choices=[(s.value, s.name.lower()) for s in Sensitivity]
    )

    class Meta:
        abstract = True


def _of_homes(homes: dict[str, Household]) -> dict[str, Traits]:
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
        return _of_homes(
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
        return [str(pk) for pk in Referral.objects.filter(household__in=list(ids)).values_list("pk", flat=True)]


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

    class Meta:
        ordering = ["household", "position"]


class Referral(Case):
    """A request for help for one family, with what was told and how far it has come."""

    KIND = "referral"
    ABOUT_FIELDS = ("household_id",)

    ref = models.CharField(max_length=20, unique=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="referrals")
    source = models.CharField(max_length=120, help_text="Who it came from: a health visitor, the family")
    made_by = models.CharField(max_length=80)
    received_at = models.DateTimeField(db_index=True)
    worry = models.TextField()
    topics = models.JSONField(default=list)
    going_well = models.TextField(blank=True)
    wants = models.TextField(blank=True, help_text="Their own words")
    agreement_to_help = models.CharField(max_length=20, choices=_choices(AGREEMENTS))
    agreed_on = models.DateField(null=True, blank=True)
    lawful_basis = models.TextField(help_text="Never the agreement to help")
    safe_contact = models.TextField(blank=True)
    immediate_danger = models.BooleanField(default=False)
    household_known = models.CharField(max_length=20, default="not known yet", choices=_choices(KNOWN))
    work = models.CharField(max_length=40, default="not known yet", choices=_choices(WORK))
    priority_group = models.CharField(max_length=40, default="not known yet", choices=_choices(PRIORITY_GROUPS))
    state = models.CharField(max_length=12, default="received", choices=_choices(("received", "screened", "decided")))
    screened_at = models.DateTimeField(null=True, blank=True)
    screened_by = models.CharField(max_length=200, blank=True)
    once = models.CharField(max_length=40, help_text="Sent with the form: two posts of one form are one referral")

    class Meta:
        ordering = ["received_at", "ref"]
        constraints = [models.UniqueConstraint(fields=["organisation", "once"], name="referral_once")]

    @classmethod
    def traits(cls, ids: Iterable[str]) -> dict[str, Traits]:
        """Say whom it is about and where they live, for whoever asks whether a look was unusual."""
        rows = cls.objects.filter(pk__in=list(ids)).select_related("household").prefetch_related("household__people")
        return _of_homes({str(referral.pk): referral.household for referral in rows})


class SafetyAnswer(Record):
    """One safety question of a referral with its newest answer. "Did not want to say" is an answer, not a no."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20, choices=list(QUESTIONS.items()))
    answer = models.CharField(max_length=30, choices=_choices(ANSWERS))
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["referral", "question"]
        constraints = [models.UniqueConstraint(fields=["referral", "question"], name="safety_answer_once")]


class TriageDecision(Record):
    """The route a person chose, why, what was done, and what was shared or kept back. A newer one follows, none is lost."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="decisions")
    route = models.CharField(max_length=30, choices=list(ROUTES.items()))
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    why = models.TextField(blank=True)
    done = models.TextField(blank=True)
    shared = models.TextField(blank=True)
    not_shared = models.TextField(blank=True)
    not_shared_test = models.TextField(blank=True, help_text="The test that was used for not sharing")
    advised = models.CharField(max_length=30, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "decided_at"]


class SharingDecision(Record):
    """That something of a family was shared, or was not, with whom, and what the decision rests on."""

    UNDER = "referral"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="sharing")
    outcome = models.CharField(max_length=12, choices=_choices((SHARED, KEPT_BACK)))
    with_whom = models.CharField(max_length=200)
    what = models.TextField()
    why = models.TextField(blank=True)
    test = models.CharField(max_length=30, blank=True, help_text="Of the tests for not sharing, the one used")
    basis = models.TextField(blank=True, help_text="The clause under which it was shared, or the law of the test")
    once = models.CharField(max_length=40, blank=True, help_text="Sent with the form: two posts of one form are one")
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["referral", "-decided_at"]
        constraints = [
            models.UniqueConstraint(fields=["referral", "once"], condition=~Q(once=""), name="sharing_decided_once"),
            models.CheckConstraint(
                condition=Q(outcome=SHARED, test="") | Q(outcome=KEPT_BACK) & ~Q(test=""), name="not_shared_by_a_test"
            ),
        ]


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
    status = models.CharField(max_length=10, default="open", choices=_choices(("open", "closed")))
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
    state = models.CharField(max_length=10, default="candidate", choices=_choices(MATCH_STATES))
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
