"""What leaves this room: frozen sheets, already cut to what their reader may see; never a database row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hereabouts.core.families.triage import Advice, Clock
from hereabouts.records.families.connected import Looked


@dataclass(frozen=True)
class Shown:
    """Why something is shown: the clause, its words, and until when it holds."""

    under: str
    words: str
    until: date | None


@dataclass(frozen=True)
class Other:
    """A worker of another service with the household, as far as a clause lets us say."""

    stub: UUID
    service: str
    organisation: str
    support: str
    worker: str
    phone: str
    confirmed_at: datetime | None
    confirmed_by: str
    told_on: date | None
    acknowledge_by: date | None
    acknowledged_on: date | None


@dataclass(frozen=True)
class Pair:
    """Two records that may be of one person: whose, how strong in words, and why."""

    id: UUID
    referral: UUID | None
    ref: str
    ours: str
    theirs: str
    organisation: str
    strength: str
    caution: bool
    reasons: tuple[tuple[str, str, str], ...]
    state: str
    decided_by: str
    why: str


@dataclass(frozen=True)
class Note:
    """A pointer as the worker reads it: which of their own records, whom to ring, by when to say so."""

    id: UUID
    local_id: str
    service: str
    ring: str
    sent_on: date
    acknowledge_by: date
    acknowledged_on: date | None
    acknowledged_by: str
    contact_made: bool
    withdrawn_on: date | None
    late: bool


@dataclass(frozen=True)
class Given:
    """One list that the actor's agency gave."""

    id: UUID
    given_at: datetime
    given_by: str
    rows: int
    place: str
    undone_at: datetime | None
    may_undo: bool


@dataclass(frozen=True)
class Waiting:
    """One referral in a list: no name, no words of the family; its clock, and how far it is."""

    id: UUID
    ref: str
    place: str
    source: str
    received_at: datetime
    people: int
    topics: tuple[str, ...]
    state: str
    danger: bool
    clock: Clock
    route: str
    decided_at: datetime | None


@dataclass(frozen=True)
class Question:
    """One safety question with its answer; ``open`` says that it is neither yes nor no."""

    key: str
    words: str
    answer: str
    note: str
    open: bool


@dataclass(frozen=True)
class Recorded:
    """One decision that was recorded."""

    route: str
    why: str
    done: str
    level: int | None
    shared: str
    not_shared: str
    not_shared_test: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Namesake:
    """Another referral on which somebody of the same name stands: perhaps the same family, referred twice."""

    id: UUID
    ref: str
    received_at: datetime
    state: str
    before: bool
    same: bool


@dataclass(frozen=True)
class Attempt:
    """That somebody tried to reach a family: how, what came of it, when and who."""

    mode: str
    outcome: str
    note: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Card:
    """Everything about one referral that this reader may see, cut field by field; and why they see it."""

    id: UUID
    ref: str
    place: str
    source: str
    received_at: datetime
    state: str
    restricted: bool
    named: int
    heading: str
    people: tuple[tuple[str, str], ...]
    address: str
    address_kept: bool
    safe_contact: str
    not_when: str
    must_not_know: str
    attempts: tuple[Attempt, ...]
    immediate_danger: bool
    safety: tuple[Question, ...]
    screened_at: datetime | None
    screened_by: str
    unanswered: int
    worry: str
    topics: tuple[str, ...]
    topic_codes: tuple[str, ...]
    framed: tuple[str, tuple[str, ...]]
    going_well: str
    wants: str
    agreement: str
    agreed_on: date | None
    lawful_basis: str
    baseline: tuple[tuple[str, str], ...]
    clock: Clock
    clock_rule: str
    advice: Advice
    others: tuple[Other, ...]
    same_support: tuple[tuple[str, tuple[str, ...]], ...]
    pairs: tuple[Pair, ...]
    steps: tuple[Recorded, ...]
    shown_because: tuple[Shown, ...]
    others_because: tuple[Shown, ...]
    withheld: str
    withheld_here: str
    opened_by: int
    namesakes: tuple[Namesake, ...]
    connected: Looked

    @property
    def to_answer(self) -> int:
        """How many pairs nobody has said of yet whether they are one person."""
        return sum(pair.state == "candidate" for pair in self.pairs)


@dataclass(frozen=True)
class Outcome:
    """What whoever made a referral may learn of it."""

    id: UUID
    ref: str
    received_at: datetime
    state: str
    people: str
    worry: str
    route: str
    done: str
    decided_at: datetime | None
    shown_because: tuple[Shown, ...]
    withheld: str
    read_by: date
