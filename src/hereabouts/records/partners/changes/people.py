"""How people come and go: accounts, roles that begin and end, moving from one organisation to another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.changes import change
from hereabouts.records.ledger.review import own_role
from hereabouts.records.partners.invitations import key_for
from hereabouts.records.partners.models import Account, Belonging, RoleHeld

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place


class AlreadyThere(Sentence):
    """Somebody or something that is in the register already."""


class TooWeak(Sentence):
    """A password that would be guessed."""


class AlreadyOver(Sentence):
    """A role that would have ended before it began."""


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


@change("role.give", keeps=("role", "account", "account.organisation", "place", "until", "about"))
def give_role(
    *,
    by: Actor,
    on: date,
    account: Account,
    role: str,
    place: Place | None = None,
    until: date | None = None,
    about: UUID | None = None,
    about_words: str = "",
) -> RoleHeld:
    """Let somebody hold a role from today, in one place or everywhere, or for one group or case (``about``) only.

    Giving it twice changes nothing. A role that somebody gives themself waits for somebody else's judgement.
    """
    if until and until < on:
        raise AlreadyOver(
            "{day:%-d %B %Y} is over. A role lasts to a day that is still to come, or to no known end.", day=until
        )
    held, new = RoleHeld.objects.get_or_create(
        account=account,
        role=role,
        place=place,
        until=until,
        about=about,
        defaults={"since": on, "organisation": account.organisation, "about_words": about_words},
    )
    if new and by.id == str(account.pk):
        own_role(by, held.pk, on=on)
    return held


@change(
    "role.end",
    about="held",
    keeps=tuple(f"held.{f}" for f in ("role", "account", "organisation", "place", "until", "about")),
)
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


@change("account.invite")
def move_to(*, by: Actor, on: date, account: Account, organisation: Organisation, job: str = "") -> Account:
    """Let somebody work for another organisation from today. Every role they held for the old one ends: rights stay behind.

    What they did stands under the organisation they did it for. Moving to where they are changes the job alone.
    """
    if organisation.pk != account.organisation_id:
        latest = account.belongings.order_by("-until").first()
        since = latest.until + timedelta(days=1) if latest and latest.until else None
        Belonging.objects.create(
            account=account,
            organisation_id=account.organisation_id,
            job=account.job,
            since=since,
            until=on - timedelta(days=1),
        )
        RoleHeld.objects.filter(account=account, since__gte=on).delete()
        RoleHeld.objects.filter(account=account).exclude(until__lt=on).update(until=on - timedelta(days=1))
        account.organisation = organisation
    account.job = job or account.job
    account.save(update_fields=["organisation", "job"])
    return account
