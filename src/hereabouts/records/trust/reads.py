"""What the agreements say, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F

from hereabouts.core.ledger import Actor
from hereabouts.core.trust.agreements import OPEN
from hereabouts.core.trust.clauses import promised
from hereabouts.engines.definitions import model_agreement, roles
from hereabouts.records.ledger.reads import Line as Entry
from hereabouts.records.ledger.reads import newest
from hereabouts.records.trust.access import opens, visible
from hereabouts.records.trust.models import Agreement, Clause

MODELS = ("early_help",)  # the agreements that ship as text


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
    since: date | None
    because: str
    parties: tuple[str, ...]
    clauses: tuple[tuple[str, str, tuple[str, ...]], ...]


def any_in_force(*, on: date) -> bool:
    """Say whether any agreement opens anything that day: one yes or no, for whoever sets the partnership up."""
    return Agreement.objects.filter(state__in=OPEN, starts_on__lte=on, ends_on__gte=on).exists()


def register(actor: Actor, *, on: date) -> list[Line]:
    """Give the register of agreements that the actor may read."""
    return [line(a, on=on) for a in visible(actor, on=on).prefetch_related("parties", "clauses")]


def line(a: Agreement, *, on: date) -> Line:
    """Describe one agreement; ``in_force`` says whether it opens anything that day."""
    stopped = _suspended(a)
    return Line(
        id=a.pk,
        ref=a.ref,
        title=a.title,
        purpose=a.purpose,
        basis=a.basis,
        state=a.state,
        starts_on=a.starts_on,
        ends_on=a.ends_on,
        since=stopped.on if stopped else None,
        because=stopped.told.get("reason", "") if stopped else "",
        in_force=opens(a, on=on),
        parties=tuple(party.name for party in a.parties.all()),
        clauses=tuple((c.number, c.words, tuple(c.fields)) for c in a.clauses.all()),
    )


@dataclass(frozen=True)
class Shut:
    """Why what an agreement could open is shut: no agreement ("" as its reference), or one and how it stands since when."""

    ref: str = ""
    state: str = ""
    day: date | None = None


def shut(actor: Actor, kind: str, verb: str, *, on: date) -> Shut | None:
    """Say why the actor may not do what an agreement would let their role do; None where no agreement would, or one does.

    It tells of agreements and of nothing that stands under them.
    """
    ours = _that_promise(actor, kind, verb)
    if any(opens(a, on=on) for a in ours):
        return None
    if ours:
        return _stands(max(ours, key=lambda a: (a.starts_on, a.ref)), on)
    model = [clause for name in MODELS for clause in model_agreement(name)["clause"]]
    could = any(_promises(c["roles"], c["grants"], actor, kind, verb) for c in model)
    return Shut() if could else None


def _that_promise(actor: Actor, kind: str, verb: str) -> list[Agreement]:
    """Give the agreements that promise a deed to the actor, open or not. Most people have none: then nothing is asked."""
    told = [*actor.given(kind, verb), *(one.grant for one in actor.shut)]
    if not any(grant.agreement for grant in told):
        return []
    rows = Clause.objects.filter(agreement__parties=actor.organisation).select_related("agreement")
    return [clause.agreement for clause in rows if _promises(clause.roles, clause.grants, actor, kind, verb)]


@dataclass(frozen=True)
class Opening:
    """What one clause of an agreement in force opens today: its deeds ("match.find"), to which roles, which fields."""

    ref: str
    number: str
    purpose: str
    basis: str
    ends_on: date
    roles: tuple[str, ...]
    deeds: frozenset[str]
    fields: tuple[str, ...]
    requires: tuple[str, ...]


def openings(actor: Actor, *, on: date) -> list[Opening]:
    """Give what is open under agreements today, clause by clause, of the agreements that the actor may read."""
    found = [a for a in visible(actor, on=on).prefetch_related("clauses") if opens(a, on=on)]
    return [_opening(a, clause) for a in found for clause in a.clauses.all()]


def _opening(a: Agreement, clause: Clause) -> Opening:
    said = tuple(roles()[role].label if role in roles() else role for role in clause.roles)
    deeds = frozenset(f"{kind}.{verb}" for kind, verb, _ in map(promised, clause.grants))
    terms = (a.ref, clause.number, a.purpose, a.basis, a.ends_on)
    return Opening(*terms, said, deeds, tuple(clause.fields), tuple(clause.requires))


def could_open(clause: Clause) -> list[str]:
    """Give the fields that a clause could open: those of the model text that it was drafted from, and those it names now."""
    texts = [one for name in MODELS for one in model_agreement(name)["clause"] if one["words"] == clause.words]
    return list(dict.fromkeys([*(name for one in texts for name in one.get("fields", ())), *clause.fields]))


def _promises(roles: list[str], grants: list[str], actor: Actor, kind: str, verb: str) -> bool:
    return not set(roles).isdisjoint(actor.roles) and (kind, verb) in {promised(grant)[:2] for grant in grants}


def _stands(a: Agreement, on: date) -> Shut:
    if a.state == "suspended":
        stopped = _suspended(a)
        return Shut(a.ref, "suspended", stopped.on if stopped else None)
    if a.state == "expired":
        return Shut(a.ref, "ended", a.ends_on)
    if a.state in OPEN:
        return Shut(a.ref, "ended", a.ends_on) if a.ends_on < on else Shut(a.ref, "begins", a.starts_on)
    return Shut(a.ref, a.state)


def _suspended(a: Agreement) -> Entry | None:
    return newest(a.pk, what="agreement.suspend") if a.state == "suspended" else None


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


def courses_asked_for(actor: Actor, *, on: date) -> dict[str, list[str]]:
    """Give the courses that clauses of the agreements the actor may read ask for, with what asks: ISA-07, clause 4.2."""
    asked: dict[str, list[str]] = {}
    for agreement in visible(actor, on=on).exclude(state="terminated").prefetch_related("clauses"):
        for clause in agreement.clauses.all():
            for course in clause.requires:
                asked.setdefault(course, []).append(f"{agreement.ref}, clause {clause.number}")
    return asked


def to_sign(actor: Actor, *, on: date) -> list[tuple[UUID, str, str]]:
    """Give the agreements that wait for the actor's own signature: id, reference and title."""
    rows = visible(actor, on=on).filter(
        state="legal", signings__signatory=actor.id, signings__signed_at=None,
        signings__signatory__organisation=F("signings__organisation"),
    )  # fmt: skip
    return list(rows.exclude(cleared_on=None).values_list("pk", "ref", "title"))
