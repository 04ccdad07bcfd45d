"""Who may do what, and why: the actor, the grant and the one verdict.

``may()`` is pure and total, and three places use it: the door to a list or a single thing, the inside of
every change, and the fields a sheet is cut to. No view decides. A mistake here shows somebody a family,
so the rule is short, and each condition stands on a line of its own.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property
from hashlib import sha256

EVERY_VERB = "*"


class Sensitivity(IntEnum):
    """How far a thing may travel. From CASE on, no role alone opens it: an agreement in force must."""

    PUBLIC = 0
    PARTNERSHIP = 1
    CASE = 2
    RESTRICTED = 3


@dataclass(frozen=True)
class Grant:
    """One thing an actor may do, where, what for, and on whose authority.

    ``place``, ``organisation`` and ``about`` (one group, one case) narrow it when set; ``needs`` names the courses without
    which it is not trusted to its holder yet; ``fields`` names what may be seen of the thing, and None
    means all of it. ``under`` is what a person reads ("ISA-07, clause 4.2"); ``agreement`` is set
    only when the authority is an information sharing agreement. ``glass`` is set when somebody broke the glass: until that
    moment it opens one case without an agreement, and never what is restricted.
    """

    kind: str
    verb: str
    under: str
    place: str | None = None
    organisation: str | None = None
    purpose: str | None = None
    fields: frozenset[str] | None = None
    agreement: str | None = None
    since: date | None = None
    until: date | None = None
    about: str | None = None
    needs: tuple[str, ...] = ()
    glass: datetime | None = None

    def covers(self, kind: str, verb: str, on: date) -> bool:
        """Say whether the grant is about this verb on this kind of thing, and in force that day."""
        return (
            self.kind == kind
            and self.verb in {verb, EVERY_VERB}
            and (self.since is None or self.since <= on)
            and (self.until is None or on <= self.until)
        )

    def opens(self, sensitivity: Sensitivity) -> bool:
        """Say whether the grant reaches that deep: a case opens only under an agreement, or behind broken glass."""
        return (
            sensitivity < Sensitivity.CASE
            or self.agreement is not None
            or (self.glass is not None and sensitivity is Sensitivity.CASE)
        )


@dataclass(frozen=True)
class Trained:
    """A course that somebody completed, and the last day on which that counts (None: it does not run out)."""

    course: str
    until: date | None = None


@dataclass(frozen=True)
class Withheld:
    """A grant that an agreement would give and does not: which one, and why not. It opens nothing; it gives a reason."""

    grant: Grant
    because: str


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, with what they may do worked out beforehand (by ``trust``, once a request).

    ``courses`` are those they hold that day; ``conflicts`` are the ids of what they have an interest in and may not
    open; ``shut`` only ever gives reasons. ``at`` is the moment for which all this was worked out: without one no broken
    glass opens anything.
    """

    id: str
    name: str
    organisation: str | None = None
    roles: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()
    trained: tuple[Trained, ...] = ()
    conflicts: frozenset[str] = frozenset()
    shut: tuple[Withheld, ...] = ()
    at: datetime | None = None

    @cached_property
    def _by_deed(self) -> dict[tuple[str, str], tuple[Grant, ...]]:
        """Keep the grants by kind and verb: a list of a thousand things asks for the same few a thousand times."""
        found: dict[tuple[str, str], tuple[Grant, ...]] = {}
        for grant in self.grants:
            found[grant.kind, grant.verb] = (*found.get((grant.kind, grant.verb), ()), grant)
        return found

    def given(self, kind: str, verb: str) -> tuple[Grant, ...]:
        """Give the grants about a verb on a kind of thing, whatever the day, the place and the purpose."""
        every = self._by_deed.get((kind, EVERY_VERB), ()) if verb != EVERY_VERB else ()
        return self._by_deed.get((kind, verb), ()) + every


@dataclass(frozen=True)
class Subject:
    """The thing a verdict is about: what kind, where, whose, how sensitive, and who alone may know of it.

    ``about`` are ids of what it tells of besides itself (a referral tells of its household): an interest in one of
    them is an interest in this, and a role held for one of them (a group, a case) reaches this. ``within`` says that it
    is kept within its own organisation, whatever anybody else holds.
    """

    kind: str
    id: str | None = None
    place: str | None = None
    organisation: str | None = None
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP
    named: frozenset[str] = field(default_factory=frozenset)
    about: frozenset[str] = field(default_factory=frozenset)
    within: bool = False


@dataclass(frozen=True)
class Verdict:
    """The answer, with its reason in words, its authority, and the fields that may be shown (None: all).

    ``reasons`` are all of them: each grant that allows it, or each condition at which one fails.
    """

    allowed: bool
    because: str
    under: tuple[str, ...] = ()
    fields: frozenset[str] | None = frozenset()
    reasons: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.allowed


def applying(actor: Actor, kind: str, verb: str, *, on: date, purpose: str | None = None) -> tuple[Grant, ...]:
    """Give the actor's grants for a verb on a kind of thing that day, before any one thing is looked at.

    A grant made for a purpose applies only when that purpose is named; naming one does not shut out
    the grants that need none. One that needs a course applies to whoever holds it.
    """
    return tuple(
        g
        for g in actor.given(kind, verb)
        if (g.since is None or g.since <= on)
        and (g.until is None or on <= g.until)
        and (g.purpose is None or g.purpose == purpose)
        and (g.glass is None or (actor.at is not None and actor.at < g.glass))
        and not lacking(actor, g, on)
    )


def holds(actor: Actor, kind: str, verb: str, on: date) -> bool:
    """Say whether the actor holds a verb anywhere that day, for whatever purpose: to open a page, never a thing on it."""
    return any(
        grant.covers(kind, verb, on)
        and (grant.glass is None or (actor.at is not None and actor.at < grant.glass))
        and not lacking(actor, grant, on)
        for grant in actor.given(kind, verb)
    )


def lacking(actor: Actor, grant: Grant, on: date) -> tuple[str, ...]:
    """Give the courses that a grant asks for and the actor has not completed, or too long ago: trained before trusted."""
    if not grant.needs:
        return ()
    have = {one.course for one in actor.trained if one.until is None or on <= one.until}
    return tuple(course for course in grant.needs if course not in have)


def untrained(actor: Actor, kind: str, verb: str, *, on: date, purpose: str | None = None) -> tuple[str, ...]:
    """Give the courses that stand between the actor and a verb: of every grant that waits for one."""
    waiting = (
        g for g in actor.given(kind, verb) if g.needs and g.covers(kind, verb, on) and g.purpose in {None, purpose}
    )
    return tuple(dict.fromkeys(course for grant in waiting for course in lacking(actor, grant, on)))


def reaches(grant: Grant, subject: Subject) -> bool:
    """Say whether a grant that applies reaches this very thing."""
    return (
        (grant.place is None or grant.place == subject.place)
        and (grant.organisation is None or grant.organisation == subject.organisation)
        and (grant.about is None or grant.about == subject.id or grant.about in subject.about)
        and (subject.sensitivity < Sensitivity.CASE or grant.agreement is not None or _by_glass(grant, subject))
    )


def _by_glass(grant: Grant, subject: Subject) -> bool:
    return grant.glass is not None and subject.sensitivity is Sensitivity.CASE


def may(actor: Actor, verb: str, subject: Subject, on: date, *, purpose: str | None = None) -> Verdict:
    """Say whether the actor may, why, and under what authority.

    The reasons for "no" never tell whether the thing exists: a door that gets "no" answers as if it did not.
    """
    if subject.sensitivity is Sensitivity.RESTRICTED and actor.id not in subject.named:
        return _no("It is restricted to named people.")
    if actor.conflicts and (subject.id in actor.conflicts or not actor.conflicts.isdisjoint(subject.about)):
        return _no("You have an interest in it, and nobody has approved that you open it.")
    if subject.within and (actor.organisation is None or actor.organisation != subject.organisation):
        return _no("It is kept within the organisation that it belongs to.")
    grants = [g for g in applying(actor, subject.kind, verb, on=on, purpose=purpose) if reaches(g, subject)]
    if not grants:
        return _no(*_barriers(actor, verb, subject, on, purpose))
    under = tuple(dict.fromkeys(g.under for g in grants))
    reasons = tuple(dict.fromkeys(_said(g) for g in grants))
    return Verdict(True, "Allowed by " + "; ".join(reasons) + ".", under, _fields(grants), reasons)


def _no(*reasons: str) -> Verdict:
    return Verdict(False, reasons[0], reasons=reasons)


def _said(grant: Grant) -> str:
    if grant.glass is not None:
        return f"{grant.under} until {_moment(grant.glass)}"
    return f"{grant.under} until {_day(grant.until)}" if grant.until else grant.under


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _moment(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02d}{'am' if at.hour < 12 else 'pm'} on {_day(at.date())}"


def _fields(grants: Sequence[Grant]) -> frozenset[str] | None:
    """Join what the grants show: a grant without a list of fields shows everything."""
    named = [g.fields for g in grants if g.fields is not None]
    return frozenset().union(*named) if len(named) == len(grants) else None


def _barriers(actor: Actor, verb: str, subject: Subject, on: date, purpose: str | None) -> list[str]:
    """Say why not, the grant that came nearest first: for each, the first condition that it fails."""
    met = [_barrier(g, subject, on, purpose, lacking(actor, g, on)) for g in actor.given(subject.kind, verb)]
    met += [
        (OPEN, s.because)
        for s in actor.shut
        if s.grant.kind == subject.kind and s.grant.verb in {verb, EVERY_VERB} and reaches(s.grant, subject)
    ]
    met.sort(key=lambda barrier: -barrier[0])
    return list(dict.fromkeys(said for _, said in met)) or ["No role or agreement of yours includes this."]


OPEN = 5  # how near the grant of an agreement comes that is not in force: everything else about it would do


def _barrier(grant: Grant, subject: Subject, on: date, purpose: str | None, courses: Sequence[str]) -> tuple[int, str]:
    if grant.place not in {None, subject.place} or grant.about not in {None, subject.id, *subject.about}:
        return 1, "Your role or agreement includes this, but not here."
    if grant.organisation not in {None, subject.organisation}:
        return 2, "Your role or agreement includes this, but not for what belongs to this organisation."
    if not grant.opens(subject.sensitivity):
        return 3, "No role alone opens a case: an agreement in force must."
    if grant.purpose not in {None, purpose}:
        return 4, f"{grant.under} is for {grant.purpose} only."
    if grant.until is not None and grant.until < on:
        return OPEN, f"{grant.under} ended on {_day(grant.until)}."
    if grant.since is not None and on < grant.since:
        return OPEN, f"{grant.under} begins on {_day(grant.since)}."
    if grant.glass is not None:
        return OPEN, f"The glass was broken for it until {_moment(grant.glass)}. That is over."
    return 6, f"Not yet trained: {grant.under} needs the course {', '.join(f'“{course}”' for course in courses)}."


def digest(entry: Mapping[str, object]) -> str:
    """Give the fingerprint of one audit entry: SHA-256 over its canonical JSON."""
    canonical = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return sha256(canonical.encode()).hexdigest()


def seal(previous: str, digests: Sequence[str]) -> str:
    """Link a batch of entries to the batch before it, so that none can be changed without all later seals."""
    return sha256("\n".join([previous, *digests]).encode()).hexdigest()
