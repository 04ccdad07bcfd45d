"""Who may do what, and why: the actor, the grant and the one verdict.

``may()`` is pure and total, and three places use it: the door to a list or a single thing, the inside of
every change, and the fields a sheet is cut to. No view decides. A mistake here shows somebody a family,
so the rule is short, and each condition stands on a line of its own.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
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
    only when the authority is an information sharing agreement.
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

    def covers(self, kind: str, verb: str, on: date) -> bool:
        """Say whether the grant is about this verb on this kind of thing, and in force that day."""
        return (
            self.kind == kind
            and self.verb in {verb, EVERY_VERB}
            and (self.since is None or self.since <= on)
            and (self.until is None or on <= self.until)
        )

    def opens(self, sensitivity: Sensitivity) -> bool:
        """Say whether the grant reaches that deep: a case opens only under an agreement."""
        return sensitivity < Sensitivity.CASE or self.agreement is not None


@dataclass(frozen=True)
class Trained:
    """A course that somebody completed, and the last day on which that counts (None: it does not run out)."""

    course: str
    until: date | None = None


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, with what they may do worked out beforehand (by ``trust``, once a request)."""

    id: str
    name: str
    organisation: str | None = None
    roles: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()
    trained: tuple[Trained, ...] = ()


@dataclass(frozen=True)
class Subject:
    """The thing a verdict is about: what kind, where, whose, how sensitive, and who alone may know of it.

    ``about`` holds its own id and those of the group or case it belongs to.
    """

    kind: str
    id: str | None = None
    place: str | None = None
    organisation: str | None = None
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP
    named: frozenset[str] = field(default_factory=frozenset)
    about: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Verdict:
    """The answer, with its reason in words, its authority, and the fields that may be shown (None: all)."""

    allowed: bool
    because: str
    under: tuple[str, ...] = ()
    fields: frozenset[str] | None = frozenset()

    def __bool__(self) -> bool:
        return self.allowed


def applying(actor: Actor, kind: str, verb: str, *, on: date, purpose: str | None = None) -> tuple[Grant, ...]:
    """Give the actor's grants for a verb on a kind of thing that day, before any one thing is looked at.

    A grant made for a purpose applies only when that purpose is named; naming one does not shut out
    the grants that need none.
    """
    return tuple(
        g
        for g in actor.grants
        if g.covers(kind, verb, on) and g.purpose in {None, purpose} and not lacking(actor, g, on)
    )


def lacking(actor: Actor, grant: Grant, on: date) -> tuple[str, ...]:
    """Give the courses that a grant asks for and the actor has not completed, or too long ago: trained before trusted."""
    if not grant.needs:
        return ()
    have = {one.course for one in actor.trained if one.until is None or on <= one.until}
    return tuple(course for course in grant.needs if course not in have)


def untrained(actor: Actor, kind: str, verb: str, *, on: date, purpose: str | None = None) -> tuple[str, ...]:
    """Give the courses that stand between the actor and a verb: of every grant that waits for one."""
    waiting = (g for g in actor.grants if g.needs and g.covers(kind, verb, on) and g.purpose in {None, purpose})
    return tuple(dict.fromkeys(course for grant in waiting for course in lacking(actor, grant, on)))


def reaches(grant: Grant, subject: Subject) -> bool:
    """Say whether a grant that applies reaches this very thing."""
    return (
        grant.place in {None, subject.place}
        and grant.organisation in {None, subject.organisation}
        and (grant.about is None or grant.about in subject.about)
        and grant.opens(subject.sensitivity)
    )


def may(actor: Actor, verb: str, subject: Subject, on: date, *, purpose: str | None = None) -> Verdict:
    """Say whether the actor may, why, and under what authority.

    The reasons for "no" never tell whether the thing exists: a door that gets "no" answers as if it did not.
    """
    if subject.sensitivity is Sensitivity.RESTRICTED and actor.id not in subject.named:
        return Verdict(False, "It is restricted to named people.")
    grants = applying(actor, subject.kind, verb, on=on, purpose=purpose)
    if not grants and (courses := untrained(actor, subject.kind, verb, on=on, purpose=purpose)):
        return Verdict(False, f"Not yet trained: course {_listed(courses)}.")
    if not grants:
        return Verdict(False, "No role or agreement of yours includes this.")
    grants = tuple(g for g in grants if reaches(g, subject))
    if not grants:
        return Verdict(False, "Your role or agreement includes this, but not here.")
    under = tuple(dict.fromkeys(g.under for g in grants))
    return Verdict(True, "Allowed by " + "; ".join(_said(g) for g in grants) + ".", under, _fields(grants))


def _listed(courses: Sequence[str]) -> str:
    return ", ".join(f"“{course}”" for course in courses)


def _said(grant: Grant) -> str:
    return grant.under + (f" until {grant.until:%-d %B %Y}" if grant.until else "")


def _fields(grants: tuple[Grant, ...]) -> frozenset[str] | None:
    """Join what the grants show: a grant without a list of fields shows everything."""
    named = [g.fields for g in grants if g.fields is not None]
    return frozenset().union(*named) if len(named) == len(grants) else None


def digest(entry: Mapping[str, object]) -> str:
    """Give the fingerprint of one audit entry: SHA-256 over its canonical JSON."""
    canonical = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return sha256(canonical.encode()).hexdigest()


def seal(previous: str, digests: Sequence[str]) -> str:
    """Link a batch of entries to the batch before it, so that none can be changed without all later seals."""
    return sha256("\n".join([previous, *digests]).encode()).hexdigest()
