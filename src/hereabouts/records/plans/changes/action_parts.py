"""What is added to an action: what it waits for, what else was looked at, sessions of co-design, what it builds, puts out and measures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.whole_action import GRADES
from hereabouts.engines.definitions import barriers
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans.changes.actions import NoReason, told_of
from hereabouts.records.plans.models import (
    Action,
    ActionOption,
    CoDesign,
    Dependency,
    Facility,
    MeasureReading,
    Outcome,
    Output,
    Target,
)

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation


@change("action.update", about="action")
def add_dependency(
    *,
    by: Actor,
    on: date,
    action: Action,
    what: str,
    on_action: Action | None = None,
    on_body: Organisation | None = None,
    needed_by: date | None = None,
) -> Dependency:
    """Say what an action waits for: another action, or something only another body can give (S-09)."""
    if on_action is None and on_body is None:
        raise NoReason("Say for whom or for which action it waits.")
    if on_action is not None and _waits_for(on_action, action):
        raise NoReason("{ref} waits for this one already; both would wait for ever.", ref=on_action.ref)
    made = Dependency.objects.create(
        action=action,
        what=_said(what, "Say what it waits for."),
        on_action=on_action,
        on_body=on_body,
        needed_by=needed_by,
    )
    told_of(action, by, on, f"Waits for: {made.what}"[:200])
    return made


def _waits_for(one: Action, other: Action) -> bool:
    """Say whether one action waits for the other, straight or through others."""
    asked, wave = set(), {one.pk}
    while wave and other.pk not in wave:
        asked |= wave
        open_ = Dependency.objects.filter(action__in=wave, met_on=None, on_action__isnull=False)
        wave = set(open_.values_list("on_action", flat=True)) - asked
    return bool(wave)


@change("action.update", about="action")
def meet_dependency(*, by: Actor, on: date, action: Action, dependency: Dependency) -> Dependency:
    """Say that what an action waited for is there. Twice changes nothing."""
    _of(action, dependency)
    if dependency.met_on is None:
        dependency.met_on = on
        dependency.save(update_fields=["met_on"])
        told_of(action, by, on, f"No longer waits for: {dependency.what}"[:200])
    return dependency


@change("action.update", about="action")
def add_considered(
    *, by: Actor, on: date, action: Action, option: str, grade: str, why: str, tried_where: str = "", source: str = "",
    chosen: bool = False,
) -> ActionOption:  # fmt: skip
    """Write down a way that was looked at, with the grade of its evidence and why it was or was not chosen (I-07)."""
    if grade not in GRADES:
        raise NoReason("Say how good the evidence is, from a resident's account to an independent evaluation.")
    row, _ = ActionOption.objects.update_or_create(
        action=action, option=_said(option, "Say which way was looked at."),
        defaults={"grade": grade, "why": _said(why, "Say why it was chosen, or was not."), "tried_where": tried_where.strip(),
                  "source": source.strip(), "chosen": chosen},
    )  # fmt: skip
    told_of(action, by, on, f"{'Chosen' if chosen else 'Looked at'}: {row.option}"[:200], row.why)
    return row


@change("action.update", about="action")
def log_codesign(
    *, by: Actor, on: date, action: Action, held_on: date, session: str, people: int, changed: str
) -> CoDesign:
    """Write a session of co-design down: how many took part, as a number, and what changed because of it (S-31)."""
    if held_on > on:
        raise NoReason("The session is still to come. Write it down when it has been.")
    if people < 1:
        raise NoReason("Nobody took part: then it was no co-design.")
    made = CoDesign.objects.create(
        action=action, held_on=held_on, session=_said(session, "Say which session it was."), people=people,
        changed=_said(changed, "Say what changed because of it. “Nothing” is an answer."),
    )  # fmt: skip
    told_of(action, by, on, f"Co-design with {people} people: {made.session}"[:200], made.changed)
    return made


@change("action.update", about="action")
def add_facility(
    *, by: Actor, on: date, action: Action, name: str, barrier: str, opened_on: date | None = None, difference: str = ""
) -> Facility:
    """Write down something new that stands or opens, and the barrier that it takes away (L-29)."""
    if barrier not in barriers():
        raise NoReason("Say which barrier it takes away.")
    row, _ = Facility.objects.update_or_create(
        action=action, name=_said(name, "Say what is new."),
        defaults={"barrier": barrier, "opened_on": opened_on, "difference": difference.strip()},
    )  # fmt: skip
    told_of(action, by, on, f"New: {row.name}, against the barrier {barriers()[barrier].lower()}"[:200], row.difference)
    return row


@change("action.update", about="action")
def count_output(
    *, by: Actor, on: date, action: Action, what: str, expected: int | None = None, counted: int | None = None,
    outcome: Outcome | None = None,
) -> Output:  # fmt: skip
    """Say what an action puts out, how many were expected and counted, and which outcome that serves (W-15)."""
    if outcome is not None and not action.plan.outcomes.filter(pk=outcome.pk).exists():
        raise NoReason("That outcome does not stand in the plan of the action.")
    facts = {
        "expected": expected,
        "counted": counted,
        "counted_on": None if counted is None else on,
        "outcome": outcome,
    }
    row, _ = Output.objects.update_or_create(
        action=action,
        what=_said(what, "Say what it puts out."),
        defaults={k: v for k, v in facts.items() if v is not None},
    )
    told_of(action, by, on, f"Puts out: {row.what}{'' if row.counted is None else f', {row.counted} so far'}"[:200])
    return row


@change("action.update", about="action")
def read_measure(
    *, by: Actor, on: date, action: Action, target: Target, value: Decimal, source: str, read_on: date | None = None
) -> MeasureReading:
    """Read a measure off: its value on a day and where it was read. The same day again corrects it, and both print."""
    if target.action_id != action.pk:
        raise NoReason("That measure belongs to another action.")
    if (day := read_on or on) > on:
        raise NoReason("A measure cannot have been read tomorrow.")
    before = MeasureReading.objects.filter(target=target, on=day).first()
    row, _ = MeasureReading.objects.update_or_create(
        target=target, on=day,
        defaults={"value": value, "source": _said(source, "Say where the value was read."), "told_by": by.name},
    )  # fmt: skip
    instead = f" instead of {before.value.normalize():f}" if before else ""
    told_of(action, by, on, f"{target.measure}: {value.normalize():f} on {day:%-d %B %Y}{instead}"[:200], row.source)
    return row


def _said(words: str, otherwise: str) -> str:
    if not words.strip():
        raise NoReason(otherwise)
    return words.strip()


def _of(action: Action, part: Dependency) -> None:
    if part.action_id != action.pk:
        raise NoReason("That belongs to another action.")
