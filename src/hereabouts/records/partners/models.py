"""Organisations, the people of them who sign in, the roles they hold, their training, what partners promise, services."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from hereabouts.core.partners.commitments import CAPACITY
from hereabouts.core.partners.directory import STATES
from hereabouts.records.ledger.record import Guarded, Record


class Organisation(Record):
    """A partner of any kind (definitions/partners.toml): statutory, voluntary, an informal group, one representative."""

    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=40)
    statutory = models.BooleanField(default=False)
    role = models.TextField(blank=True, help_text="What it brings to the partnership")
    contact = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True)
    signed_up_on = models.DateField(null=True, blank=True, help_text="When it signed up to what the partnership is for")
    ended_on = models.DateField(null=True, blank=True, help_text="The last day it was a partner")
    ended_because = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]


class OrganisationNumber(Record):
    """The number by which a public register knows an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="numbers")
    register = models.CharField(max_length=20)
    number = models.CharField(max_length=40)

    class Meta:
        ordering = ["organisation", "register"]
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="organisation_number_once")]


class Accounts(BaseUserManager):
    """Makes accounts; Django's sign-in asks for it under this shape."""

    def create_user(self, email: str, password: str | None = None, **facts):
        account = self.model(email=self.normalize_email(email), **facts)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser, Record):
    """Somebody who signs in, always for one organisation. There is no super-user: nobody sees everything."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    job = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = Accounts()

    class Meta:
        ordering = ["name"]


class Belonging(Record):
    """That somebody worked for an organisation, from a day until a day: people change jobs, what they did stays theirs."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="belongings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    job = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["account", "since"]


class RoleHeld(Guarded):
    """A role that somebody holds: in one place or in all, perhaps for one group or case, from a day, perhaps until a day."""

    KIND = "role"

    account = models.ForeignKey(Account, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=40)
    about = models.UUIDField(null=True, blank=True, help_text="The one group or case that it reaches; none for all")
    about_words = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["account", "role"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="role_ends_after_start"
            )
        ]


class Course(Record):
    """A course of the partnership's catalogue. Roles and clauses ask for it by its name."""

    name = models.CharField(max_length=120, unique=True)
    about = models.TextField(blank=True)
    provider = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    open_to = models.CharField(max_length=200, blank=True, help_text="Who may come")
    lasts_months = models.PositiveSmallIntegerField(null=True, blank=True, help_text="None: it does not run out")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]


class Training(Guarded):
    """That somebody completed a course on a day. ``organisation`` is theirs."""

    KIND = "training"

    account = models.ForeignKey(Account, models.CASCADE, related_name="training")
    course = models.ForeignKey(Course, models.PROTECT, related_name="completed")
    completed_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    noted_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["account", "-completed_on"]
        verbose_name_plural = "training"


class Capacity(Guarded):
    """What a partner said on a day of how much more it can take on."""

    KIND = "commitment"

    word = models.CharField(max_length=12, choices=[(word, word) for word in CAPACITY])
    words = models.TextField(blank=True)
    said_on = models.DateField()
    said_at = models.DateTimeField(help_text="Of two on one day the later counts")
    said_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-said_on", "-said_at"]
        verbose_name_plural = "capacities"


class Commitment(Guarded):
    """What a partner (``organisation``) promised: people, money, rooms, data; by when, and what it is for."""

    KIND = "commitment"

    kind = models.CharField(max_length=20)
    what = models.CharField(max_length=200)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    worth = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="In pounds, if in kind"
    )
    pooled = models.BooleanField(default=False, help_text="Given to the partnership to decide about")
    initiative = models.CharField(max_length=160, blank=True, help_text="What it is for")
    promised_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        ordering = ["organisation", "due_on", "what"]


class Delivery(Record):
    """Something that came of a commitment on a day."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="deliveries")
    on = models.DateField()
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    words = models.TextField(blank=True)
    noted_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["commitment", "on"]
        verbose_name_plural = "deliveries"


class Service(Guarded):
    """Help that people can get here, from a partner (``organisation``) or from anybody. It holds nothing about a person."""

    KIND = "service"

    key = models.CharField(max_length=120, unique=True, help_text="How the sheet or feed that brought it calls it")
    source = models.CharField(max_length=200, blank=True)
    print = models.CharField(max_length=64, blank=True, help_text="The fingerprint of the row that brought it")
    name = models.CharField(max_length=200)
    provider = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    how = models.TextField(blank=True, help_text="How to get help: ring, drop in, ask somebody to refer you")
    who_for = models.TextField(blank=True)
    when = models.TextField(blank=True)
    fees = models.CharField(max_length=200, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    url = models.URLField(blank=True, max_length=400)
    address = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    accessibility = models.TextField(blank=True)
    languages = models.JSONField(default=list)
    topics = models.JSONField(default=list, help_text="Codes of our own topics")
    schedules = models.JSONField(default=list, help_text='[{"days": ["MO"], "from": "10:00", "to": "12:00"}, ...]')
    state = models.CharField(max_length=10, default="live", choices=[(state, state) for state in STATES])
    alert = models.TextField(blank=True)
    assured_on = models.DateField(null=True, blank=True, help_text="When somebody last checked that all this is true")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
