"""How partners change: organisations join, people get accounts, roles begin and end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.changes import change
from hereabouts.records.partners.models import Account, Organisation, RoleHeld

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class AlreadyThere(Sentence):
    """Somebody or something that is in the register already."""


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


@change("role.give")
def give_role(
    *, by: Actor, on: date, account: Account, role: str, place: Place | None = None, until: date | None = None
) -> RoleHeld:
    """Let somebody hold a role from today, in one place or everywhere. Giving it twice changes nothing."""
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
    """End a role today: from the next request on, nothing it allowed is allowed."""
    held.until = on
    held.save(update_fields=["until"])
    return held
