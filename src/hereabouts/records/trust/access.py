"""The door to agreements, and who somebody is on a day: an actor with every grant worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, QuerySet

from hereabouts.core.ledger import Actor, Grant, Withheld, lacking
from hereabouts.core.trust.agreements import OPEN, of_kind
from hereabouts.core.trust.clauses import promised
from hereabouts.core.trust.roles import granted
from hereabouts.engines.definitions import roles
from hereabouts.records.ledger.access import one, seen
from hereabouts.records.partners.reads import roles_held, trained
from hereabouts.records.trust import glass, interests
from hereabouts.records.trust.models import Agreement, Clause, Signing

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account, RoleHeld
    from hereabouts.records.trust.models import BrokenGlass


def visible(actor: Actor, *, on: date) -> QuerySet[Agreement]:
    """Give the agreements the actor may read."""
    return seen(Agreement.objects.all(), actor, on=on)


def find(actor: Actor, id: object, *, on: date) -> Agreement:
    """Give one agreement; NotFound when it is absent or not the actor's."""
    return one(Agreement.objects.all(), actor, id, on=on)


def actor_of(account: Account, *, on: date, acting_for: str = "", at: datetime | None = None) -> Actor:
    """Work out who somebody is today: the grants of each role held, and of each clause that names such a role.

    Somebody who chose to act for the partnership, or for their own agency, leaves the roles of the other side aside.
    Once per request, never kept longer: a right that ends, ends with the next request. ``at`` is that moment; without it
    no glass that they broke opens anything.
    """
    held = [role for role in roles_held(account, on=on) if _on_this_side(role, acting_for)]
    clauses = _clauses().filter(agreement__parties=account.organisation_id)
    actor = replace(_actor(account, held, clauses, _own(account), on), at=at)
    if at and actor.given("glass", "break"):
        actor = _behind_glass(actor, glass.of_that_day(at, [account]).get(account.pk, []), on)
    if not any(grant.needs for grant in actor.grants):
        return actor
    return replace(actor, trained=trained([account], on=on)[account.pk])


def actors_of(accounts: Iterable[Account], *, on: date, at: datetime | None = None) -> Iterator[tuple[Account, Actor]]:
    """Work out who each of these accounts is today, asking for agreements and roles once for all of them."""
    clauses, accounts = list(_clauses()), list(accounts)
    courses, own = trained(accounts, on=on), _all_own()
    broken = glass.of_that_day(at) if at else {}
    for account in accounts:
        held = [role for role in account.roles.all() if role.since <= on and (role.until is None or role.until >= on)]
        party_to = [clause for clause in clauses if account.organisation_id in _parties(clause.agreement)]
        actor = _behind_glass(
            _actor(account, held, party_to, own.get(account.pk, ((), ())), on), broken.get(account.pk, []), on
        )
        yield account, replace(actor, trained=courses[account.pk], at=at)


def _behind_glass(actor: Actor, broken: list[BrokenGlass], on: date) -> Actor:
    """Add what somebody broke the glass for, as long as they still hold a role that lets them."""
    still = broken and any(grant.covers("glass", "break", on) for grant in actor.given("glass", "break"))
    return replace(actor, grants=(*actor.grants, *glass.grants(broken))) if still else actor


def untrained_of(account: Account, *, on: date) -> tuple[str, ...]:
    """Name the courses that somebody's roles and agreements wait for: for whoever arranges the training."""
    actor = actor_of(account, on=on)
    return tuple(sorted({course for grant in actor.grants for course in lacking(actor, grant, on)}))


def sides_of(account: Account, *, on: date) -> list[str]:
    """Give for whom somebody may act today: "partnership", "agency", or both of them, to choose from."""
    held = {roles()[role.role].acts_for for role in roles_held(account, on=on) if role.role in roles()}
    return [side for side in ("partnership", "agency") if side in held]


def _on_this_side(role: RoleHeld, acting_for: str) -> bool:
    document = roles().get(role.role)
    return not acting_for or document is None or document.acts_for in {"", acting_for}


Own = tuple[
    Iterable[Agreement], Iterable[UUID]
]  # the agreements somebody signs, and the things they have an interest in


def _own(account: Account) -> Own:
    return _all_own(account).get(account.pk, ((), ()))


def _all_own(account: Account | None = None) -> dict[UUID, tuple[list[Agreement], list[UUID]]]:
    """Give what is each person's own, by account: what they are to sign, and what they may not open."""
    found: dict[UUID, tuple[list[Agreement], list[UUID]]] = {}
    # Who was named and has gone elsewhere since signs for nobody: not for those they left, and not for the others.
    named = Signing.objects.filter(signatory__organisation=F("organisation"), signatory__is_active=True)
    for row in named.filter(**({"signatory": account} if account else {})).select_related("agreement"):
        found.setdefault(row.signatory_id, ([], []))[0].append(row.agreement)
    for who, things in interests.shut_to(account).items():
        found.setdefault(who, ([], []))[1].extend(things)
    return found


def _actor(account: Account, all_held: list[RoleHeld], clauses: Iterable[Clause], own: Own, on: date) -> Actor:
    # A role that no text describes gives nothing. The same roles tell the same reasons in the same order, whoever asks.
    held = sorted((role for role in all_held if role.role in roles()), key=lambda one: (one.role, one.since, one.pk))
    ours = str(account.organisation_id)
    grants = [
        grant
        for role in held
        for grant in granted(
            roles()[role.role], place=_text(role.place_id), until=role.until, organisation=ours, about=_text(role.about)
        )
    ]
    signs, conflicts = own
    grants += [
        Grant("agreement", verb, under=f"being the signatory of {a.ref}", about=str(a.pk))
        for a in signs
        for verb in ("see", "sign")
    ]
    there = [(clause, _shut(clause.agreement, on)) for clause in clauses]
    grants += [grant for clause, why in there if not why for grant in _from(clause, held, account.organisation_id)]
    shut = [
        Withheld(grant, why) for clause, why in there if why for grant in _from(clause, held, account.organisation_id)
    ]
    grants += granted(roles()["public"])  # who works here may also read and write what anybody may
    names = tuple(dict.fromkeys(role.role for role in held))
    return Actor(
        str(account.pk), account.name, str(account.organisation_id), names, tuple(grants),
        conflicts=frozenset(map(str, conflicts)), shut=tuple(shut),
    )  # fmt: skip


def _clauses() -> QuerySet[Clause]:
    return Clause.objects.select_related("agreement").prefetch_related("agreement__parties")


def opens(agreement: Agreement, *, on: date) -> bool:
    """Say whether an agreement opens anything that day: the one place where it is decided."""
    return not _shut(agreement, on)


def _shut(agreement: Agreement, on: date) -> str:
    """Say why an agreement opens nothing that day; "" where it does."""
    if agreement.ends_on < on or agreement.state == "expired":
        return f"The agreement {agreement.ref} expired on {agreement.ends_on.day} {agreement.ends_on:%B %Y}."
    if agreement.state not in OPEN:
        return f"The agreement {agreement.ref} is not in force: its state is “{agreement.state}”."
    if on < agreement.starts_on:
        return f"The agreement {agreement.ref} begins on {agreement.starts_on.day} {agreement.starts_on:%B %Y}."
    return ""


def _parties(agreement: Agreement) -> set[UUID]:
    return {party.pk for party in agreement.parties.all()}


@dataclass(frozen=True)
class Post:
    """A role that nobody holds: what the house does by itself stands in it."""

    role: str
    place_id: UUID | None = None
    until: date | None = None
    about: UUID | None = None


def in_place_of(role: str, *, organisation: UUID, id: str, name: str, on: date) -> Actor:
    """Give the actor of something the house does by itself: what each clause in force for a partner gives to a role, nothing more.

    No person stands behind it, so it waits for no training and is shown to nobody; the trail names it by ``name``.
    """
    clauses = [c for c in _clauses().filter(agreement__parties=organisation) if opens(c.agreement, on=on)]
    grants = [replace(grant, needs=()) for clause in clauses for grant in _from(clause, [Post(role)], organisation)]
    return Actor(id, name, str(organisation), grants=tuple(grants))


def _from(clause: Clause, held: Iterable[RoleHeld | Post], ours: UUID) -> list[Grant]:
    """Turn a clause into the grants of somebody who holds these roles for a party."""
    return [
        Grant(
            kind=kind,
            verb=verb,
            under=f"{clause.agreement.ref}, clause {clause.number}",
            place=_text(role.place_id),
            organisation=organisation,
            purpose=clause.agreement.purpose,
            fields=of_kind(kind, clause.fields),
            agreement=clause.agreement.ref,
            since=clause.agreement.starts_on,
            until=min(filter(None, [clause.agreement.ends_on, role.until])),
            about=_text(role.about),
            needs=(*roles()[role.role].requires, *clause.requires),
        )
        for role in held
        if role.role in clause.roles
        for kind, verb, whose in map(promised, clause.grants)
        for organisation in _owners(whose, clause.agreement, ours)
    ]


def _owners(whose: str, agreement: Agreement, ours: UUID) -> list[str | None]:
    """Give whose things a grant reaches: the reader's own organisation's, those of every party, or anybody's."""
    if whose == "own":
        return [str(ours)]
    return [str(party.pk) for party in agreement.parties.all()] if whose == "parties" else [None]


def public() -> Actor:
    """Give the actor for anybody who has not signed in: letters in, notices out."""
    return Actor("public", "A member of the public", grants=tuple(granted(roles()["public"])))


def local_operator(user: str) -> Actor:
    """Give the actor of the command line: it may work with open numbers, and holds no grant on any person."""
    return Actor(f"local:{user}", f"Local operator ({user})", grants=tuple(granted(roles()["local_operator"])))


def founder() -> Actor:
    """Give the actor who sets a partnership up before anybody has an account."""
    return Actor("founder", "First set-up", grants=tuple(granted(roles()["founder"])))


def bearer(account: Account) -> Actor:
    """Give the actor of somebody who came with their invitation link: they may set their own password and nothing else."""
    own = Grant("account", "set_password", under="the invitation link", organisation=str(account.organisation_id))
    return Actor(str(account.pk), account.name, str(account.organisation_id), grants=(own,))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
