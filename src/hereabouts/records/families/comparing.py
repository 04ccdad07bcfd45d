"""The records of a place that somebody may compare, cut to what the clauses in force let be compared."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q

from hereabouts.core.families import compared
from hereabouts.core.ledger import Actor
from hereabouts.engines import linkage
from hereabouts.records.families import access
from hereabouts.records.families.models import Person, Referral, Stub

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

REFERRED = "referral"  # the agency under which people of referrals go into a run


@dataclass(frozen=True)
class Comparable:
    """People of referrals and agencies' stubs by their ids, and which columns of whose records may be compared."""

    people: Mapping[str, Person]
    stubs: Mapping[str, Stub]
    columns: Mapping[object, frozenset[str]]

    def rows(self) -> list[dict[str, Any]]:
        """Give all of them as rows to compare."""
        return [self.row(one) for one in (*self.people, *self.stubs)]

    def row(self, one: str) -> dict[str, Any]:
        """Give one as a row to compare."""
        if one in self.people:
            person = self.people[one]
            return compared.only(_of_person(person), self.columns[person.household.organisation_id])
        stub = self.stubs[one]
        return compared.only(_of_stub(stub), self.columns[stub.organisation_id])

    def pair(self, a: str, b: str, *, both_stubs: bool) -> dict[str, Any] | None:
        """Say which two things a pair is about; None for pairs nobody needs to look at: two of one agency, or two referred."""
        if a in self.people and b in self.people:
            return None
        if a in self.people or b in self.people:
            person, stub = (a, b) if a in self.people else (b, a)
            return {"person": self.people[person], "stub": self.stubs[stub]}
        if not both_stubs or self.stubs[a].organisation_id == self.stubs[b].organisation_id:
            return None
        first, second = sorted((self.stubs[a], self.stubs[b]), key=lambda stub: str(stub.pk))
        return {"stub_a": first, "stub": second}

    def fields(self, pair: Mapping[str, Any]) -> frozenset[str]:
        """Give the fields of a pair that both sides' clauses let be compared."""
        owner = pair["person"].household if "person" in pair else pair["stub_a"]
        return compared.fields(self.columns[owner.organisation_id] & self.columns[pair["stub"].organisation_id])


def of_place(
    by: Actor, place: Place, *, on: date, referral: Referral | None = None, only: Collection[str] | None = None
) -> Comparable:
    """Gather what the actor may see and compare in a place, of one referral or of all; people at protected addresses never.

    ``only`` keeps some ids.
    """
    referrals = access.visible(by, on=on).filter(place=place)
    referrals = referrals.filter(pk=referral.pk) if referral is not None else referrals
    kept = Q() if only is None else Q(pk__in=only)
    found = Person.objects.filter(kept, household__referrals__in=referrals).select_related("household")
    people = {str(p.pk): p for p in found}
    stubs = {str(s.pk): s for s in access.stubs(by, on=on).filter(kept, place=place, protected=False)}
    owners = {p.household.organisation_id for p in people.values()} | {s.organisation_id for s in stubs.values()}
    named = {o: access.comparable(by, "find", place=place.pk, organisation=o, on=on) for o in owners}
    return Comparable(people, stubs, named)


def model() -> linkage.Model:
    """Give the model in use: the partnership's own where it learnt one, otherwise the figures to start from."""
    path = settings.HOME / "linkage-model.json"
    return linkage.load(path) if path.exists() else linkage.start()


def _of_person(person: Person) -> dict[str, Any]:
    home, here = person.household, person.lives != "elsewhere"  # of who lives elsewhere we know no address
    return {
        "id": str(person.pk), "agency": REFERRED, "first_name": person.first_name, "surname": person.surname, "dob": person.dob,
        "sex": person.sex, "postcode": home.postcode if here else "", "address": home.address if here else "", "phone": person.phone,
        "protected": "yes" if home.address_protected else "",
    }  # fmt: skip


def _of_stub(stub: Stub) -> dict[str, Any]:
    names = ("first_name", "surname", "dob", "sex", "postcode", "address", "uprn", "email", "nhs")
    return {
        "id": str(stub.pk), "agency": str(stub.organisation_id), "phone": stub.contact,
        **{name: getattr(stub, name) for name in names},
    }  # fmt: skip
