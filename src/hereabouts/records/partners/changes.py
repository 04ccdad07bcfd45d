"""How partners change: organisations join, people get accounts, roles begin and end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.changes import change
from hereabouts.records.partners.invitations import key_for
from hereabouts.records.partners.models import Account, Organisation, RoleHeld

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class AlreadyThere(Sentence):
    """Somebody or something that is in the register already."""


class TooWeak(Sentence):
    """A password that would be guessed."""


class AlreadyOver(Sentence):
    """A role that would have ended before it began."""


@change("organisation.register")
def register(
    *, by: Actor, on: date, name: str, kind: str, statutory: bool = False, role: str = "", contact: str = ""
) -> Organisation:
    """Register a partner. The name stands once in the register, whatever its capitals."""
    if Organisation.objects.filter(name__iexact=name.strip()).exists():
        raise AlreadyThere("“{name}” is in the register already.", name=name)
    return Organisation.objects.create(name=name.strip(), kind=kind, statutory=statutory, role=role, contact=contact)


@change("account.invite")
def invite(
    *,
    by: Actor,
    on: date,
    email: str,
    name: str,
    organisation: Organisation,
    job: str = "",
    phone: str = "",
    password: str | None = None,
) -> Account:
    """Give somebody an account of one organisation. Without a password they cannot sign in until they set one."""
    if Account.objects.filter(email__iexact=email).exists():
        raise AlreadyThere("Somebody with that e-mail address has an account already.")
    return Account.objects.create_user(email, password, name=name, organisation=organisation, job=job, phone=phone)


@change("account.invite")
def make_invitation(*, by: Actor, on: date, account: Account) -> str:
    """Make the key of a one-time link with which somebody sets a password. Who asked for it stands in the audit."""
    return key_for(account)


@change("account.set_password")
def set_password(*, by: Actor, on: date, account: Account, password: str) -> Account:
    """Set somebody's password. Every link that was made before stops working."""
    try:
        validate_password(password, account)
    except ValidationError as problem:
        raise TooWeak("{problem}", problem=" ".join(problem.messages)) from problem
    account.set_password(password)
    account.save(update_fields=["password"])
    return account


@change("role.give")
def give_role(
    *, by: Actor, on: date, account: Account, role: str, place: Place | None = None, until: date | None = None
) -> RoleHeld:
    """Let somebody hold a role from today, in one place or everywhere. Giving it twice changes nothing."""
    if until and until < on:
        raise AlreadyOver(
            "{day:%-d %B %Y} is over. A role lasts to a day that is still to come, or to no known end.", day=until
        )
    held, _ = RoleHeld.objects.get_or_create(
        account=account,
        role=role,
        place=place,
        until=until,
        defaults={"since": on, "organisation": account.organisation},
    )
    return held


@change("role.end", about="held")
def end_role(*, by: Actor, on: date, held: RoleHeld) -> RoleHeld:
    """End a role now: from the next request on, nothing it allowed is allowed.

    A role is held to the end of its last day, so that day is yesterday; one that began today leaves only its audit entries.
    """
    if held.since >= on:
        held.delete()
        return held
    held.until = on - timedelta(days=1)
    held.save(update_fields=["until"])
    return held
