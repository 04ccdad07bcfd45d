"""Who the partners are: the register, and one of them whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from hereabouts.engines.definitions import partner_kinds, registers
from hereabouts.records.partners.models import Organisation, RoleHeld
from hereabouts.records.places.reads import nation_here, nation_of


@dataclass(frozen=True)
class Partner:
    """An organisation as everybody in the partnership may see it."""

    id: UUID
    name: str
    kind: str
    statutory: bool
    role: str
    contact: str
    website: str = ""
    signed_up_on: date | None = None
    ended_on: date | None = None

    @property
    def kind_said(self) -> str:
        """Give the kind in words."""
        return dict(kinds()).get(self.kind, self.kind)


@dataclass(frozen=True)
class PartnerSheet:
    """One partner whole: what it is, its numbers in public registers, who works for it, why it ended."""

    partner: Partner
    numbers: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    ended_because: str


def organisations(*, ended: bool = False) -> list[Partner]:
    """Give every partner in order of name; those that ended too where they are asked for."""
    rows = Organisation.objects.all() if ended else Organisation.objects.filter(ended_on=None)
    return [_partner(o) for o in rows]


def _partner(o: Organisation) -> Partner:
    return Partner(
        o.pk, o.name, o.kind, o.statutory, o.role, o.contact, o.website, o.signed_up_on, o.ended_on
    )  # fmt: skip


def kinds() -> tuple[tuple[str, str], ...]:
    """Give the kinds of organisation that a partner can be, with their words."""
    return tuple((one.id, one.label) for one in partner_kinds())


def nations_of(partners: Iterable[Organisation], *, on: date) -> dict[UUID, str]:
    """Give the nation whose law each partner works under: that of most places for which its people hold a role today.

    A partner whose people hold no role in any one place works where the partnership does.
    """
    held = RoleHeld.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on).exclude(place=None)
    found: dict[UUID, list[str]] = {}
    nation: dict[UUID, str] = {}
    for partner, place in held.order_by().values_list("account__organisation", "place").distinct():
        nation.setdefault(place, nation_of(place))
        found.setdefault(partner, []).append(nation[place])
    here = nation_here()
    return {p.pk: max(sorted(set(of)), key=of.count) if (of := found.get(p.pk)) else here for p in partners}


def organisation(id: object) -> Organisation | None:
    """Give one organisation, for a change that refers to it."""
    return Organisation.objects.filter(pk=id).first()


def organisations_called() -> dict[str, Organisation]:
    """Give every partner by its name, for a sheet that names them."""
    return {one.name: one for one in Organisation.objects.filter(ended_on=None)}


def partner_sheet(found: Organisation) -> PartnerSheet:
    """Describe one partner. Its people by name and job only: who they are is no secret among partners, what they may is."""
    numbers = tuple((registers().get(n.register, n.register), n.number) for n in found.numbers.all())
    staff = found.people.filter(is_active=True).values_list("name", "job")
    return PartnerSheet(_partner(found), numbers, tuple(staff), found.ended_because)
