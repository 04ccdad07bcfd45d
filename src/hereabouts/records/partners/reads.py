"""Who is who among the partners."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from hereabouts.records.partners.models import Account, Organisation, RoleHeld


@dataclass(frozen=True)
class Partner:
    """An organisation as everybody in the partnership may see it."""

    id: UUID
    name: str
    kind: str
    statutory: bool
    role: str
    contact: str


def organisations() -> list[Partner]:
    """Give every partner in order of name."""
    return [Partner(o.pk, o.name, o.kind, o.statutory, o.role, o.contact) for o in Organisation.objects.all()]


def organisation(id: object) -> Organisation | None:
    """Give one organisation, for a change that refers to it."""
    return Organisation.objects.filter(pk=id).first()


def people(*, on: date) -> list[Account]:
    """Give everybody with an account and a role that day, with organisation and roles at hand."""
    rows = Account.objects.filter(is_active=True).select_related("organisation").prefetch_related("roles__place")
    return list(rows.filter(Q(roles__until=None) | Q(roles__until__gte=on), roles__since__lte=on).distinct())


def person(id: object) -> Account | None:
    """Give one active account."""
    return Account.objects.filter(pk=id, is_active=True).select_related("organisation").first()


def signing_in(email: str, password: str) -> Account | None:
    """Give the account that an e-mail address and a password belong to; a wrong one of either takes as long."""
    found = Account.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        Account().set_password(password)
        return None
    return found if found.check_password(password) else None


def roles_held(account: Account, *, on: date) -> list[RoleHeld]:
    """Give the roles in force that day."""
    return list(RoleHeld.objects.filter(Q(until=None) | Q(until__gte=on), account=account, since__lte=on))
