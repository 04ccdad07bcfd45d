"""The door by link: who holds a good one, what they may do with it, and whom to ask when it is over.

The token is 256 random bits and stands in the e-mail alone. What is kept is an HMAC under the installation's secret over
the token **and** everything the link is good for (its id, purpose, plan, period, person, last day and actions). A signed
token that needs no row could not be taken back; a random one with a plain hash would still open a row that somebody
altered. This does neither: guessed, altered, stretched or pointed at another action, the seal no longer fits.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare, salted_hmac

from hereabouts.core.ledger import Actor, Grant
from hereabouts.core.sentences import Sentence, listed
from hereabouts.records.partners.reads import people
from hereabouts.records.plans.models import ReturnLink

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account

TELL = "tell of progress"
OFFICER = "communities_officer"
NOTHING = (
    "This link opens nothing. Use the newest one that you were sent, or ask the Communities Officer of your place."
)


class NoLink(Sentence):
    """A link that never was one, or not like this. It says nothing of any plan, for whoever holds it may have made it up."""


class LinkOver(Sentence):
    """A link that was good and is not any more, or not here: why, and whom to ask. ``elsewhere``: another browser has it."""

    elsewhere = False


class OpenedElsewhere(LinkOver):
    """A link by which somebody began to tell in another browser."""

    elsewhere = True


@dataclass(frozen=True)
class Whom:
    """Somebody to ask: the Communities Officer of the place."""

    name: str
    email: str
    phone: str

    def __str__(self) -> str:
        ways = ", ".join(way for way in (self.phone, self.email) if way)
        return f"{self.name} ({ways})" if ways else self.name


def new_token() -> str:
    """Give a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def seal_of(link: ReturnLink, token: str, actions: Iterable[UUID]) -> str:
    """Give the seal of a token on exactly this link: what it is for, for whom, until when and about which actions."""
    good_for = (
        link.pk, link.purpose, link.plan_id, link.period, link.name, link.email, link.account_id, link.organisation_id,
        link.expires_on.isoformat(), *sorted(map(str, actions)), token,
    )  # fmt: skip
    said = "\n".join(map(str, good_for))
    return salted_hmac("hereabouts.records.plans.by_link", said, algorithm="sha256").hexdigest()


def presented(id: object, token: str) -> ReturnLink:
    """Give the link that a token opens, however old: NoLink for every other case, without saying which."""
    link = _row(id)
    if link is None or not constant_time_compare(seal_of(link, token, _actions(link)), link.seal):
        raise NoLink(NOTHING)
    return link


def kept(id: object, seal: str) -> ReturnLink:
    """Give the link whose seal a browser was given when it presented the token; NoLink once another one was sent."""
    link = _row(id)
    if link is None or not constant_time_compare(seal, link.seal):
        raise NoLink(NOTHING)
    return link


def _row(id: object) -> ReturnLink | None:
    try:
        return ReturnLink.objects.select_related("plan", "place", "organisation", "account").filter(pk=id).first()
    except ValidationError:
        return None


def _actions(link: ReturnLink) -> list[UUID]:
    return list(link.asked.values_list("action_id", flat=True))


def good(link: ReturnLink, *, on: date, purpose: str = TELL, browser: str = "", user: Account | None = None) -> None:
    """Refuse a link that is for something else, over, somebody else's or another browser's; LinkOver says whom to ask."""
    ask = whom_to_ask(link, on=on)
    if link.purpose != purpose:
        raise LinkOver("This link is for something else. Ask {whom} for the right one.", whom=ask)
    if link.revoked_on:
        raise LinkOver(
            "This link was taken back on {day}. Ask {whom} for another.", day=_day(link.revoked_on), whom=ask
        )
    if link.used_at:
        raise LinkOver("This link was used, and what was told by it has arrived. To change it, ask {whom}.", whom=ask)
    if link.expires_on < on:
        raise LinkOver("This link was good until {day}. Ask {whom} for another.", day=_day(link.expires_on), whom=ask)
    if link.account and not link.account.is_active:
        raise LinkOver("Whom this link was sent to no longer works here. Ask {whom}.", whom=ask)
    if link.account and user is not None and user.pk != link.account_id:
        raise LinkOver("This link was sent to somebody else, and you are signed in as yourself. Ask {whom}.", whom=ask)
    if link.bound and not constant_time_compare(link.bound, hashed(browser)):
        raise OpenedElsewhere(
            "Somebody began to tell by this link in another browser. If that was you, have a new one sent to the same "
            "address. If not, ask {whom}.", whom=ask,
        )  # fmt: skip


def hashed(browser: str) -> str:
    """Give the fingerprint under which a browser is kept."""
    return sha256(browser.encode()).hexdigest()


def bearer(link: ReturnLink, *, asks_anew: bool = False) -> Actor:
    """Give the actor of whoever holds a good link: to tell of its actions and nothing else, named as by link in the trail."""
    under = f"the link that {link.asked_by} sent on {_day(link.asked_on)}"
    place, last = str(link.place_id), link.expires_on
    deeds = [("return", "ask", link.pk)] if asks_anew else [("return", "submit", link.pk)]
    for action in () if asks_anew else _actions(link):
        deeds += [("return", "submit", action), ("action", "update", action)]
    grants = [Grant(kind, verb, under=under, place=place, about=str(pk), until=last) for kind, verb, pk in deeds]
    organisation = str(link.organisation_id) if link.organisation_id else None
    return Actor(f"link:{link.pk}", f"{link.name}, by link", organisation, grants=tuple(grants))


def teller(link: ReturnLink | None, by: Actor) -> str:
    """Give under whom a draft is kept: one person is the same signed in and by any link that was sent to them."""
    if link is None:
        return by.id
    return str(link.account_id) if link.account_id else f"mail:{sha256(link.email.lower().encode()).hexdigest()[:32]}"


def whom_to_ask(link: ReturnLink, *, on: date) -> str:
    """Say whom to ask about a link: the Communities Officers of its place today, or else whoever sent it."""
    found = [
        Whom(account.name, account.email, account.phone)
        for account in people(on=on)
        for role in account.roles.all()
        if role.role == OFFICER and role.place_id == link.place_id and role.since <= on and not (role.until and role.until < on)
    ]  # fmt: skip
    return listed(found, last="or") if found else link.asked_by


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
