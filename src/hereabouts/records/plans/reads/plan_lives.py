"""What happens to a plan while it lives: representations, requests, assumptions, programmes, amendments that wait, versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from hereabouts.core.plans.difference import Difference, amendments
from hereabouts.core.plans.kinds import Rules, rules
from hereabouts.records.plans.models import Plan, PlanVersion
from hereabouts.records.plans.reads.written import own_words


@dataclass(frozen=True)
class RepresentationLine:
    """What a body said of a draft, and the answer."""

    id: UUID
    consultee: str
    received_on: date
    text: str
    response: str
    changed: bool
    answered_by: str
    answered_on: date | None


@dataclass(frozen=True)
class RequestLine:
    """What a plan asks of a partner, and the answer."""

    id: UUID
    organisation: str
    organisation_id: UUID
    what: str
    asked_by: str
    asked_on: date
    needed_by: date | None
    answer: str
    words: str
    answered_by: str
    answered_on: date | None


@dataclass(frozen=True)
class AssumptionLine:
    """What a plan takes for true, and what the review found."""

    id: UUID
    words: str
    whom: str
    held: str
    found: str
    tested_on: date | None


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme that a plan goes with."""

    name: str
    funder: str
    partners: tuple[str, ...]
    overlap: str
    measures: str


@dataclass(frozen=True)
class PlanLife:
    """A plan's life: who holds the pen, its problem and end, what was said of it and what it asks, and what waits to be endorsed."""

    rules: Rules
    pen: str
    problem: str
    exit: str
    mainstreaming: str
    coproduced: str
    coproduced_words: str
    forwarded_by: str
    forwarded_on: date | None
    sent_back: str
    follows: tuple[UUID, str] | None
    followed_by: tuple[UUID, str] | None
    representations: tuple[RepresentationLine, ...]
    requests: tuple[RequestLine, ...]
    assumptions: tuple[AssumptionLine, ...]
    programmes: tuple[ProgrammeLine, ...]
    pending: tuple[Difference, ...]

    @property
    def unanswered(self) -> int:
        """Count the representations without an answer."""
        return sum(one.answered_on is None for one in self.representations)


def rules_of(row: Plan) -> Rules:
    """Give what the kind of a plan asks for, here and under its strategy."""
    return rules(row.kind, under_a_strategy=row.parent_id is not None)


def pending(row: Plan, *, on: date) -> list[Difference]:
    """Give what was amended since the newest version and waits for the strategic group; nothing before the first one."""
    newest = row.versions.first()
    return amendments(newest.text, own_words(row, on=on)) if newest else []


def life(row: Plan, *, on: date) -> PlanLife:
    """Describe a plan's life as of a day, for whoever may see the plan."""
    after = row.followed_by.first()
    same = (
        "problem",
        "exit",
        "mainstreaming",
        "coproduced",
        "coproduced_words",
        "forwarded_by",
        "forwarded_on",
        "sent_back",
    )
    return PlanLife(
        rules=rules_of(row), pen=row.organisation.name if row.organisation else "",
        **{name: getattr(row, name) for name in same},
        follows=(row.follows_id, row.follows.title) if row.follows else None,
        followed_by=(after.pk, after.title) if after else None,
        representations=tuple(_as(RepresentationLine, one) for one in row.representations.all()),
        requests=tuple(_as(RequestLine, one, organisation=one.organisation.name) for one in row.requests.select_related("organisation")),
        assumptions=tuple(_as(AssumptionLine, one) for one in row.assumptions.all()),
        programmes=tuple(
            ProgrammeLine(p.name, p.funder, tuple(o.name for o in p.partners.all()), p.overlap, p.measures)
            for p in row.programmes.prefetch_related("partners")
        ),
        pending=tuple(pending(row, on=on)),
    )  # fmt: skip


def _as(kind: type, row: Any, **more: Any) -> Any:
    return kind(**{name: more.get(name, getattr(row, name)) for name in kind.__dataclass_fields__})


@dataclass(frozen=True)
class VersionSheet:
    """A frozen version: what differs from the one before, what was decided of each action, and the text."""

    number: int
    agreed_on: date
    minute: str
    how: str
    said: tuple[str, ...]
    decided: tuple[dict[str, str], ...]
    text: dict[str, Any]


def version(found: PlanVersion) -> VersionSheet:
    """Describe one frozen version of a plan."""
    return VersionSheet(
        found.number, found.agreed_on, found.minute, found.how, tuple(found.said), tuple(found.decided), found.text
    )
