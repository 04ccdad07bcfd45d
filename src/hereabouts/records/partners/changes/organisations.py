"""How organisations become partners, are known by, sign up, and end."""

from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import partner_kinds, registers
from hereabouts.records.ledger.changes import change
from hereabouts.records.partners.changes.people import AlreadyThere
from hereabouts.records.partners.models import Organisation, OrganisationNumber, RoleHeld


class NotAPartner(Sentence):
    """A partner of a kind or with a number that nobody knows, or an end without a reason."""


@change("organisation.register")
def register(
    *,
    by: Actor,
    on: date,
    name: str,
    kind: str,
    statutory: bool = False,
    role: str = "",
    contact: str = "",
    website: str = "",
) -> Organisation:
    """Register a partner. The name stands once in the register, whatever its capitals."""
    if Organisation.objects.filter(name__iexact=name.strip()).exists():
        raise AlreadyThere("“{name}” is in the register already.", name=name)
    _known(kind)
    return Organisation.objects.create(
        name=name.strip(), kind=kind, statutory=statutory, role=role, contact=contact, website=website
    )


def _known(kind: str) -> None:
    if kind not in {one.id for one in partner_kinds()}:
        raise NotAPartner("“{kind}” is no kind of partner that we know. Choose one of the list.", kind=kind)


@change("organisation.register", about="partner")
def describe(
    *, by: Actor, on: date, partner: Organisation, kind: str, statutory: bool, role: str, contact: str, website: str
) -> Organisation:
    """Say anew what a partner is, what it brings and how to reach it. Its name stays: it stands in agreements."""
    _known(kind)
    partner.kind, partner.statutory, partner.role = kind, statutory, role
    partner.contact, partner.website = contact, website
    partner.save(update_fields=["kind", "statutory", "role", "contact", "website"])
    return partner


@change("organisation.register", about="partner", keeps=("register", "number"))
def give_number(*, by: Actor, on: date, partner: Organisation, register: str, number: str) -> OrganisationNumber:
    """Write down the number by which a public register knows a partner. Twice changes nothing; another's is refused."""
    if register not in registers() or not number.strip():
        raise NotAPartner("Choose the register, and write the number as it stands there.")
    number = "".join(number.upper().split())
    held = OrganisationNumber.objects.filter(register=register, number=number).select_related("organisation").first()
    if held and held.organisation_id != partner.pk:
        raise AlreadyThere("That number belongs to {name} already.", name=held.organisation.name)
    return held or OrganisationNumber.objects.create(organisation=partner, register=register, number=number)


@change("organisation.register", about="partner")
def sign_up(*, by: Actor, on: date, partner: Organisation, signed_on: date | None = None) -> Organisation:
    """Write down that a partner signed up to what the partnership is for. The first day stands."""
    if signed_on and signed_on > on:
        raise NotAPartner("{day:%-d %B %Y} has not come yet.", day=signed_on)
    if partner.signed_up_on is None:
        partner.signed_up_on = signed_on or on
        partner.save(update_fields=["signed_up_on"])
    return partner


@change("organisation.register", about="partner", keeps=("because",))
def end_partner(*, by: Actor, on: date, partner: Organisation, because: str) -> Organisation:
    """End a partner today: its people can do nothing from the next request on. Its history stays; nobody signs in for it.

    Its name stays in agreements, minutes and plans. Ending twice changes nothing.
    """
    if not because.strip():
        raise NotAPartner("Say why {name} is no longer a partner.", name=partner.name)
    if partner.ended_on is None:
        partner.ended_on, partner.ended_because = on, because.strip()
        partner.save(update_fields=["ended_on", "ended_because"])
        partner.people.update(is_active=False)
        RoleHeld.objects.filter(account__organisation=partner, since__gt=on).delete()
        RoleHeld.objects.filter(account__organisation=partner).exclude(until__lt=on).update(until=on)
    return partner
