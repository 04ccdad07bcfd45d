"""The actions of every plan here, as they are held against each other (C16): all at once, or a new one while it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db.models import Count, Max, QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.same_action import Beside, Planned, SameAction, pairs
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, ActionEvent, Target
from hereabouts.records.plans.reads.rows import ActionLine, action_line, with_all

OVER = ("complete", "stopped", "merged")
MOST = 5  # shown while somebody types


def as_planned(row: Action) -> Planned:
    """Describe an action as it is compared: its title and measures, its topic, place, days and who leads."""
    return Planned(
        row.ref, row.title, " ".join(target.measure for target in row.targets.all()),
        frozenset({row.topic} - {""}), frozenset(row.target_groups), frozenset({row.place.name}), row.starts_on, row.due_on,
        row.organisation.name if row.organisation else "",
    )  # fmt: skip


def planned(actor: Actor, *, on: date) -> list[Planned]:
    """Give the actions that are not over, of the plans the actor may see, by their references."""
    return [as_planned(row) for row in live(access.actions(actor, on=on))]


def live(rows: QuerySet[Action]) -> QuerySet[Action]:
    """Give those of some actions that are not over, with all that a line of them needs."""
    return with_all(rows).exclude(state__in=OVER)


def like(actor: Actor, new: Planned, *, on: date) -> list[tuple[ActionLine, tuple[str, ...]]]:
    """Give the actions that the actor may see and that may be what somebody is about to add, with the reasons."""
    if not new.title.strip():
        return []
    found = {one.a if one.b == new.id else one.b: one for one in _ready(_stamp()).like(new, most=MOST * 4)}
    rows = {row.ref: row for row in live(access.actions(actor, on=on).filter(ref__in=found))}
    surest = sorted((found[ref] for ref in rows), key=lambda one: -one.score)[:MOST]
    return [(action_line(rows[one.a if one.b == new.id else one.b], on=on), one.reasons) for one in surest]


def surest() -> tuple[SameAction, ...]:
    """Give every pair of live actions that may be one, the surest first; whoever shows them asks who may see both."""
    return _found(_stamp())


def _stamp() -> tuple:
    """Give a mark that changes when any action does, so that what was made ready is made again only then."""
    told = ActionEvent.objects.aggregate(Count("pk"), Max("at"))
    return (*told.values(), *Action.objects.aggregate(Count("pk"), Max("ref")).values(), Target.objects.count())


@lru_cache(maxsize=1)
def _everything(stamp: tuple) -> tuple[Planned, ...]:
    return tuple(as_planned(row) for row in live(Action.objects.all()))


@lru_cache(maxsize=1)
def _found(stamp: tuple) -> tuple[SameAction, ...]:
    return tuple(pairs(_everything(stamp)))


@lru_cache(maxsize=1)
def _ready(stamp: tuple) -> Beside:
    return Beside(_everything(stamp))


def shared_ground(rows: Iterable[ActionLine]) -> list[tuple[str, tuple[str, ...], int]]:
    """Give the topics on which more than one place acts: topic, places, number of actions; most places first (D-94)."""
    places: dict[str, list[str]] = {}
    for row in rows:
        if row.topic:
            places.setdefault(row.topic, []).append(row.place)
    told = [(topic, tuple(sorted(set(at))), len(at)) for topic, at in places.items() if len(set(at)) > 1]
    return sorted(told, key=lambda one: (-len(one[1]), -one[2], one[0]))
