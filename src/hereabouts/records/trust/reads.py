"""What the agreements say, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.records.trust.access import visible
from hereabouts.records.trust.models import Agreement, Clause


@dataclass(frozen=True)
class Line:
    """One agreement in the register, with its clauses in words."""

    id: UUID
    ref: str
    title: str
    purpose: str
    basis: str
    state: str
    starts_on: date
    ends_on: date
    in_force: bool
    parties: tuple[str, ...]
    clauses: tuple[tuple[str, str, tuple[str, ...]], ...]


def any_in_force(*, on: date) -> bool:
    """Say whether any agreement opens anything that day: one yes or no, for whoever sets the partnership up."""
    return Agreement.objects.filter(state="in force", starts_on__lte=on, ends_on__gte=on).exists()


def register(actor: Actor, *, on: date) -> list[Line]:
    """Give the register of agreements that the actor may read."""
    return [line(a, on=on) for a in visible(actor, on=on).prefetch_related("parties", "clauses")]


def line(a: Agreement, *, on: date) -> Line:
    """Describe one agreement; ``in_force`` says whether it opens anything that day."""
    return Line(
        id=a.pk,
        ref=a.ref,
        title=a.title,
        purpose=a.purpose,
        basis=a.basis,
        state=a.state,
        starts_on=a.starts_on,
        ends_on=a.ends_on,
        in_force=a.state == "in force" and a.starts_on <= on <= a.ends_on,
        parties=tuple(party.name for party in a.parties.all()),
        clauses=tuple((c.number, c.words, tuple(c.fields)) for c in a.clauses.all()),
    )


def words_of(under: Iterable[str]) -> dict[str, str]:
    """Give the words of clauses by their names ("ISA-07, clause 4.2"), for those to whom they just opened something."""
    wanted = set(under)
    return {
        name: clause.words
        for clause in Clause.objects.select_related("agreement")
        if (name := f"{clause.agreement.ref}, clause {clause.number}") in wanted
    }


def basis_of(ref: str) -> str:
    """Give the lawful basis an agreement stands on, with its reference."""
    found = Agreement.objects.filter(ref=ref).values_list("basis", flat=True).first()
    return f"{ref}: {found}" if found else ref
