"""An agreement whole: its terms, who signs it, what each clause lets whom do, and how it differs from the version before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hereabouts.core.trust.agreements import Difference, Said, compared, items
from hereabouts.core.trust.clauses import promised
from hereabouts.engines.definitions import assessment, nations, roles
from hereabouts.records.ledger.reads import lines
from hereabouts.records.trust.models import Agreement, Clause
from hereabouts.records.trust.reads import Line, could_open, line


@dataclass(frozen=True)
class Party:
    """One party: on what basis it takes part, who signs for it, and when they did."""

    id: UUID
    name: str
    basis: str
    signatory: str
    signatory_id: str
    signed_at: datetime | None


@dataclass(frozen=True)
class Allowed:
    """What one clause allows: whom, what, and which data items (entity.field; entity.* is all of it)."""

    number: str
    words: str
    roles: tuple[str, ...]
    grants: tuple[tuple[str, str, str], ...]
    items: tuple[str, ...]
    fields: tuple[str, ...]
    requires: tuple[str, ...]
    could_open: tuple[str, ...] = ()


@dataclass(frozen=True)
class Duty:
    """What the law of a nation says about telling others, and what somebody must check before leaning on it."""

    law: str
    words: str
    check: str


@dataclass(frozen=True)
class Done:
    """One step that somebody took with an agreement, and the reason they gave."""

    on: date
    what: str
    who: str
    why: str


@dataclass(frozen=True)
class Answered:
    """One step of the impact assessment with its answer ("" where nobody has given one)."""

    id: str
    label: str
    question: str
    words: str
    by: str
    on: date | None


@dataclass(frozen=True)
class Sheet:
    """An agreement whole, as everybody who may read it sees it."""

    line: Line
    nation: str
    called: str
    condition: str
    flows: str
    retention: str
    rights_contact: str
    review_on: date | None
    cleared: str
    cleared_on: date | None
    parties: tuple[Party, ...]
    clauses: tuple[Allowed, ...]
    assessment: tuple[Answered, ...]
    earlier: UUID | None
    earlier_ref: str
    duties: tuple[Duty, ...] = ()
    later: tuple[tuple[UUID, str], ...] = ()


def sheet(a: Agreement, *, on: date) -> Sheet:
    """Describe an agreement whole."""
    told = nations()[a.nation]
    return Sheet(
        line=line(a, on=on), nation=told["label"], called=told["called"], condition=a.condition, flows=a.flows,
        retention=a.retention, rights_contact=a.rights_contact, review_on=a.review_on, cleared=a.cleared,
        cleared_on=a.cleared_on, parties=tuple(_parties(a)), clauses=tuple(_allowed(c) for c in _clauses(a)),
        assessment=tuple(_answered(a)), earlier=a.earlier_id, earlier_ref=a.earlier.ref if a.earlier else "",
        duties=tuple(Duty(**duty) for duty in told["duties"]), later=tuple(a.later.values_list("pk", "ref")),
    )  # fmt: skip


def differences(a: Agreement) -> list[Difference]:
    """Say what an agreement's clauses say otherwise than those of the version before."""
    return compared(_said(a.earlier), _said(a)) if a.earlier else []


def _said(a: Agreement) -> dict[str, Said]:
    return {
        c.number: (c.words, frozenset([*(_role(r) for r in c.roles), *c.grants, *_items(c), *c.requires]))
        for c in _clauses(a)
    }


def _clauses(a: Agreement) -> list[Clause]:
    """Give the clauses as they are counted: 4.10 after 4.9."""
    return sorted(a.clauses.all(), key=lambda c: [(len(part), part) for part in c.number.split(".")])


def _allowed(c: Clause) -> Allowed:
    grants = tuple(map(promised, c.grants))
    return Allowed(
        c.number,
        c.words,
        tuple(_role(r) for r in c.roles),
        grants,
        tuple(_items(c)),
        tuple(c.fields),
        tuple(c.requires),
        tuple(could_open(c)),
    )


def _items(c: Clause) -> list[str]:
    return items([promised(grant) for grant in c.grants], c.fields)


def _role(id: str) -> str:
    return roles()[id].label if id in roles() else id


def steps(a: Agreement) -> list[Done]:
    """Say who took which step with an agreement when, the first first: from the trail, which nobody can change."""
    told = [e for e in lines(object=str(a.pk)) if e.outcome == "done" and e.what.startswith("agreement.")]
    steps_ = [
        Done(
            e.on, e.told.get("step") or e.what.partition(".")[2], e.who, e.told.get("reason") or e.told.get("words", "")
        )
        for e in reversed(told)
    ]
    return list(dict.fromkeys(steps_))  # what somebody did five times a day stands once


def _parties(a: Agreement) -> list[Party]:
    signings = {s.organisation_id: s for s in a.signings.select_related("signatory")}
    found = []
    for party in a.parties.all():
        s = signings.get(party.pk)
        who = (s.basis, s.signatory.name, str(s.signatory_id), s.signed_at) if s else ("", "", "", None)
        found.append(Party(party.pk, party.name, *who))
    return found


def _answered(a: Agreement) -> list[Answered]:
    given = {c.step: c for c in a.considered.all()}
    found = []
    for step in assessment():
        c = given.get(step["id"])
        answer = (c.words, c.by, c.on) if c else ("", "", None)
        found.append(Answered(step["id"], step["label"], step["question"], *answer))
    return found
