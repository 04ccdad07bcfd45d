"""Who is who among the people of the partners: accounts, the roles they hold, where they worked before."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from hereabouts.records.partners.models import Account, RoleHeld

PRACTICE = frozenset({"practitioner", "triage_coordinator", "communities_officer", "locality_leader"})


def people(*, on: date) -> list[Account]:
    """Give everybody with an account and a role that day, with organisation and roles at hand."""
    rows = Account.objects.filter(is_active=True).select_related("organisation").prefetch_related("roles__place")
    return list(rows.filter(Q(roles__until=None) | Q(roles__until__gte=on), roles__since__lte=on).distinct())


@dataclass(frozen=True)
class Holding:
    """A role somebody holds, as the administrator sees it."""

    id: UUID
    role: str
    place: str
    since: date
    until: date | None
    about: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody with an account, as the administrator sees them: never what they did, only what they may."""

    id: UUID
    name: str
    email: str
    organisation: str
    job: str
    can_sign_in: bool
    last_sign_in: datetime | None
    roles: tuple[Holding, ...]
    before: tuple[tuple[str, str, date | None, date | None], ...] = ()


def everybody(*, on: date) -> list[Person]:
    """Give everybody with an active account, those without a role or a password among them."""
    rows = (
        Account.objects.filter(is_active=True)
        .select_related("organisation")
        .prefetch_related("roles__place", "belongings__organisation")
    )
    return [described(account, on=on) for account in rows]


def described(account: Account, *, on: date) -> Person:
    """Describe one account with the roles in force that day."""
    held = [r for r in account.roles.all() if r.since <= on and (r.until is None or r.until >= on)]
    return Person(
        id=account.pk,
        name=account.name,
        email=account.email,
        organisation=account.organisation.name,
        job=account.job,
        can_sign_in=account.has_usable_password(),
        last_sign_in=account.last_login,
        roles=tuple(
            Holding(r.pk, r.role, r.place.name if r.place else "", r.since, r.until, r.about_words) for r in held
        ),
        before=tuple((b.organisation.name, b.job, b.since, b.until) for b in account.belongings.all()),
    )


@dataclass(frozen=True)
class Practitioner:
    """Somebody who works with families or places, as a colleague finds them: whom to ring, where, for what."""

    name: str
    job: str
    organisation: str
    places: tuple[str, ...]
    phone: str


def practitioners(*, on: date, words: str = "") -> list[Practitioner]:
    """Give the people in roles of practice that day whose entry holds all of some words (D-52). Residents, members of the council and
    whoever looks after the system are in no directory.
    """
    found = []
    for account in people(on=on):
        held = [
            r
            for r in account.roles.all()
            if r.role in PRACTICE and r.since <= on and (r.until is None or r.until >= on)
        ]
        places = tuple(sorted({r.place.name for r in held if r.place}))
        one = Practitioner(account.name, account.job, account.organisation.name, places, account.phone)
        said = " ".join((one.name, one.job, one.organisation, *places)).casefold()
        if held and all(word in said for word in words.casefold().split()):
            found.append(one)
    return sorted(found, key=lambda one: (one.organisation, one.name))


def nobody_yet() -> bool:
    """Say whether this installation has no account at all."""
    return not Account.objects.exists()


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


def called(email: str) -> Account | None:
    """Give the active account with that e-mail address, for a command that acts as somebody."""
    return Account.objects.filter(email__iexact=email.strip(), is_active=True).select_related("organisation").first()
