"""Organisations, the people of them who sign in, and the roles they hold."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from hereabouts.records.ledger.record import Guarded, Record

KINDS = (
    "council", "police", "fire", "nhs", "health and care partnership", "dwp", "housing", "third sector interface",
    "third sector", "community group", "school", "business", "community council", "individual representative", "other",
)  # fmt: skip


class Organisation(Record):
    """A partner of any kind: statutory, voluntary, an informal group, one representative."""

    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=40, choices=[(kind, kind) for kind in KINDS])
    statutory = models.BooleanField(default=False)
    role = models.TextField(blank=True, help_text="What it brings to the partnership")
    contact = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]


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


class RoleHeld(Guarded):
    """A role that somebody holds: in one place or in all, from a day, perhaps until a day."""

    KIND = "role"

    account = models.ForeignKey(Account, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["account", "role"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="role_ends_after_start"
            )
        ]
