"""Interests of one's own as they are read: what is shut to whom by them, and what somebody may approve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.reads import referred
from hereabouts.records.ledger.review import postcodes_told
from hereabouts.records.trust.models import Interest

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account

SHUT = (
    "the homes at somebody's own postcode are shut to them, before it is known what else is; nothing of them is shown"
)


@dataclass(frozen=True)
class Told:
    """One interest: whose, in what (by its reference, "" where it may not be shown), why, since when, and who approved.

    It is decided about by its own ``id``, so that nothing tells one in a record from one in what is none. A neighbour whom
    the rule found has none yet, and is decided about by the household (``object``), of which there is one.
    """

    id: UUID | None
    account: UUID
    who: str
    object: UUID
    ref: str
    why: str
    since: date | None
    approved_on: date | None
    approved_by: str
    own: bool


def shut_to(account: Account | None = None) -> dict[UUID, set[UUID]]:
    """Give by account what is shut to it: what was declared, and the households at its own postcode, less what is approved."""
    found: dict[UUID, set[UUID]] = {}
    approved: dict[UUID, set[UUID]] = {}
    rows = Interest.objects.filter(**({"account": account} if account else {}))
    for who, thing, on in rows.values_list("account", "object", "approved_on"):
        (found if on is None else approved).setdefault(who, set()).add(thing)
    for who, homes in _neighbours(account).items():
        found.setdefault(who, set()).update(homes)
    return {who: things - approved.get(who, set()) for who, things in found.items()}


def _neighbours(account: Account | None) -> dict[UUID, set[UUID]]:
    told = postcodes_told(None if account is None else str(account.pk))
    if not told:
        return {}
    near: dict[str, set[str]] = {}
    with on_purpose(SHUT):
        for model in _with_addresses():
            for code, homes in model.near(set().union(*told.values())).items():
                near.setdefault(code, set()).update(homes)
    found = {UUID(who): {UUID(home) for code in codes for home in near.get(code, ())} for who, codes in told.items()}
    return {who: homes for who, homes in found.items() if homes}


def _with_addresses() -> Iterator[type]:
    return (model for model in apps.get_models() if hasattr(model, "near"))


def find(id: object, account: Account) -> Interest:
    """Give one interest of an account by its own id; NotFound where there is none."""
    found = Interest.objects.filter(pk=id, account=account).first()
    if found is None:
        raise NotFound
    return found


def declared(actor: Actor) -> list[Told]:
    """Give what somebody declared of themself, by the references that they typed: it does not say whether these are anything."""
    rows = (
        Interest.objects.filter(account=actor.id)
        .exclude(ref="")
        .select_related("account")
        .order_by("declared_on", "ref")
    )
    return [_told(row, actor, row.ref) for row in rows]


def register(actor: Actor, names: dict[UUID, str]) -> list[Told]:
    """Give every interest, those that wait first: declared ones, and neighbours whom the rule found by their postcode.

    ``names`` are those of the accounts. Of a restricted record no reference is given but one that was typed.
    """
    rows = list(Interest.objects.select_related("account"))
    near = {(who, home) for who, homes in _neighbours(None).items() for home in homes}
    near -= {(row.account_id, row.object) for row in rows}
    things = [str(thing) for thing in [*(row.object for row in rows), *(home for _, home in near)]]
    shown = referred(things, actor)
    found = [_told(row, actor, row.ref or shown.get(str(row.object), "")) for row in rows]
    found += [
        Told(None, who, names[who], home, shown[str(home)], "neighbour", None, None, "", str(who) == actor.id)
        for who, home in near
        if who in names and str(home) in shown
    ]
    return sorted(found, key=lambda one: (one.approved_on is not None, one.who, one.ref))


def streets(actor: Actor, names: dict[UUID, str]) -> list[tuple[UUID, str, int, bool]]:
    """Give who told where they live: their account, their name, how many postcodes, and whether it is the actor. Never which."""
    told = postcodes_told()
    found = [(who, name, len(told[str(who)]), str(who) == actor.id) for who, name in names.items() if str(who) in told]
    return sorted(found, key=lambda one: one[1])


def _told(row: Interest, actor: Actor, ref: str) -> Told:
    return Told(
        row.pk, row.account_id, row.account.name, row.object, ref, row.why, row.declared_on, row.approved_on, row.approved_by,
        str(row.account_id) == actor.id,
    )  # fmt: skip
