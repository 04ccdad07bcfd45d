"""What belongs to an action, as its page shows it: what was looked at, sessions of co-design, what opened, what it puts out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hereabouts.engines.definitions import barriers
from hereabouts.records.plans.models import Action


@dataclass(frozen=True)
class OptionLine:
    """One way that was looked at before the action was chosen."""

    option: str
    tried_where: str
    grade: str
    source: str
    chosen: bool
    why: str


@dataclass(frozen=True)
class SessionLine:
    """A session of co-design: people as a number, and what changed."""

    held_on: date
    session: str
    people: int
    changed: str


@dataclass(frozen=True)
class FacilityLine:
    """Something new, and the barrier it takes away, in words."""

    name: str
    barrier: str
    opened_on: date | None
    difference: str


@dataclass(frozen=True)
class OutputLine:
    """What an action puts out; ``outcome`` is empty where nobody awaits a result of it."""

    what: str
    expected: int | None
    counted: int | None
    counted_on: date | None
    outcome: str


def options(row: Action) -> tuple[OptionLine, ...]:
    """Give the ways that were looked at, the chosen first."""
    return tuple(OptionLine(o.option, o.tried_where, o.grade, o.source, o.chosen, o.why) for o in row.considered.all())


def sessions(row: Action) -> tuple[SessionLine, ...]:
    """Give the sessions of co-design, the newest first."""
    return tuple(SessionLine(c.held_on, c.session, c.people, c.changed) for c in row.codesign.all())


def facilities(row: Action) -> tuple[FacilityLine, ...]:
    """Give what stands or opens because of an action."""
    labels = barriers()
    return tuple(
        FacilityLine(f.name, labels.get(f.barrier, f.barrier), f.opened_on, f.difference) for f in row.facilities.all()
    )


def outputs(row: Action) -> tuple[OutputLine, ...]:
    """Give what an action puts out, with the outcome that serves."""
    return tuple(
        OutputLine(o.what, o.expected, o.counted, o.counted_on, o.outcome.statement if o.outcome else "")
        for o in row.outputs.select_related("outcome")
    )
