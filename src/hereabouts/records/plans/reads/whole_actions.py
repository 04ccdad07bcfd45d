"""An action with all that is known of it, and in words what is not known yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from hereabouts.core.ledger import Actor, digest
from hereabouts.core.plans.complete import Item
from hereabouts.core.plans.path import OnTheWay, on_the_way
from hereabouts.core.plans.whole_action import Said, whole
from hereabouts.engines.definitions import barriers, groups
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Target
from hereabouts.records.plans.reads.belongings import (
    FacilityLine,
    OptionLine,
    OutputLine,
    SessionLine,
    facilities,
    options,
    outputs,
    sessions,
)

# The parts of an action that are written as one, and their fields; a fingerprint is taken of each part.
FACTS = {
    "who": ("planned_by", "resourced_by", "provided_by", "supporting", "alone_because"),
    "whom": ("target_groups", "barriers"),
    "why": ("cause", "prevention", "quick_win", "rapid", "self_help"),
    "risk": ("risk",),
    "about": (
        "title",
        "organisation_id",
        "starts_on",
        "due_on",
        "money_planned",
        "money_spent",
        "priority_id",
        "outcomes",
    ),
    "lived": ("lived_design", "lived_delivery", "lived_words"),
    "grounds": ("grounds", "evidence"),
}
MANY = {"planned_by", "resourced_by", "provided_by", "supporting", "outcomes"}


@dataclass(frozen=True)
class WaitsFor:
    """What an action waits for; ``ref`` is empty where the other action is not for this reader."""

    id: UUID
    what: str
    ref: str
    other_id: UUID | None
    body: str
    needed_by: date | None
    met_on: date | None
    late: bool


@dataclass(frozen=True)
class Path:
    """A measure of an action on its way from baseline to target (C22), with its readings, the newest first."""

    id: UUID
    measure: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    target_on: date | None
    why: str
    agreed_by: str
    way: OnTheWay
    readings: tuple[tuple[date, Decimal, str], ...]


@dataclass(frozen=True)
class ActionFacts:
    """All that is known of an action besides its line, steps and returns."""

    planned_by: tuple[str, ...]
    resourced_by: tuple[str, ...]
    provided_by: tuple[str, ...]
    alone: bool
    alone_because: str
    groups: tuple[str, ...]
    barriers: tuple[str, ...]
    cause: str
    prevention: str
    quick_win: bool
    rapid: bool
    self_help: bool
    risk: str
    waits_for: tuple[WaitsFor, ...]
    waited_for_by: tuple[tuple[UUID, str, str], ...]
    considered: tuple[OptionLine, ...]
    codesign: tuple[SessionLine, ...]
    facilities: tuple[FacilityLine, ...]
    outputs: tuple[OutputLine, ...]
    paths: tuple[Path, ...]
    items: tuple[Item, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        """Give what nobody has said yet."""
        return tuple(item for item in self.items if not item.held)


def facts(actor: Actor, row: Action, *, on: date) -> ActionFacts:
    """Give all that is known of an action; other actions are named only where the actor may see them."""
    seen = set(access.actions(actor, on=on).values_list("pk", flat=True))
    names = {
        name: tuple(o.name for o in getattr(row, name).all()) for name in ("planned_by", "resourced_by", "provided_by")
    }
    return ActionFacts(
        **names,
        alone=alone(row), alone_because=row.alone_because,
        groups=tuple(groups().get(code, code) for code in row.target_groups),
        barriers=tuple(barriers().get(code, code) for code in row.barriers),
        **{name: getattr(row, name) for name in (*FACTS["why"], *FACTS["risk"])},
        waits_for=tuple(_waits(d, seen, on) for d in row.dependencies.select_related("on_action", "on_body")),
        waited_for_by=tuple(
            (d.action_id, d.action.ref, d.what)
            for d in row.waited_for_by.select_related("action").filter(met_on=None) if d.action_id in seen
        ),
        considered=options(row), codesign=sessions(row), facilities=facilities(row), outputs=outputs(row),
        paths=tuple(path(t, row, on=on) for t in row.targets.prefetch_related("readings")),
        items=tuple(whole(said(row))),
    )  # fmt: skip


def alone(row: Action) -> bool:
    """Say whether only one partner has a part in an action."""
    parts = {o.pk for name in MANY for o in getattr(row, name).all()} | {row.organisation_id}
    return len(parts - {None}) <= 1


def said(row: Action) -> Said:
    """Say what is known of an action, as the check reads it."""
    return Said(
        led=row.organisation_id is not None, planned=bool(row.planned_by.all()), resourced=bool(row.resourced_by.all()),
        provided=bool(row.provided_by.all()), supported=not alone(row), alone_because=bool(row.alone_because),
        due=row.due_on is not None,
        measured=any(t.baseline is not None and t.target is not None for t in row.targets.all()),
        money=row.money_planned is not None, need=needed(row), outcome=bool(row.outcomes.all()),
        groups=bool(row.target_groups), prevention=bool(row.prevention), cause=bool(row.cause),
        evidence=bool(row.evidence.strip() or any(row.grounds.values())), risk=bool(row.risk),
        lived=bool(row.lived_design and row.lived_delivery),
        outputs_loose=[o.what for o in row.outputs.all() if o.outcome_id is None],
    )  # fmt: skip


def needed(row: Action) -> bool:
    """Say whether an action names the need it meets: a priority, or what voice or data say for it (W-14)."""
    return row.priority_id is not None or bool(row.grounds.get("voice") or row.grounds.get("data"))


def path(t: Target, row: Action, *, on: date) -> Path:
    """Hold the newest reading of a measure against its path."""
    readings = tuple((r.on, r.value, r.source) for r in t.readings.all())
    day, value = (readings[0][0], float(readings[0][1])) if readings else (None, None)
    way = on_the_way(
        baseline=_number(t.baseline), target=_number(t.target), starts_on=t.baseline_on or row.starts_on,
        ends_on=t.target_on or row.due_on, value=value, read_on=day, on=on,
    )  # fmt: skip
    return Path(t.pk, t.measure, t.unit, t.baseline, t.target, t.target_on, t.why, t.agreed_by, way, readings)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _waits(d: Any, seen: set[UUID], on: date) -> WaitsFor:
    theirs = d.on_action if d.on_action_id in seen else None
    return WaitsFor(
        d.pk, d.what, theirs.ref if theirs else "", theirs.pk if theirs else None, d.on_body.name if d.on_body else "",
        d.needed_by, d.met_on, d.met_on is None and d.needed_by is not None and d.needed_by < on,
    )  # fmt: skip


def printed(row: Action, part: str) -> str:
    """Take the fingerprint of one part of an action, as it is written together."""
    return digest({name: _plain(row, name) for name in FACTS[part]})


def _plain(row: Action, name: str) -> Any:
    return sorted(str(o.pk) for o in getattr(row, name).all()) if name in MANY else getattr(row, name)
