"""Two actions side by side: the pairs that wait for somebody's word, and what was said of the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.pair_decided import Duplication, duplication, wording
from hereabouts.core.plans.same_action import SHOWN, pairs
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, ActionEvent, ActionPair
from hereabouts.records.plans.reads.alike import OVER, as_planned, live, surest
from hereabouts.records.plans.reads.rows import ActionLine, action_line, with_all


@dataclass(frozen=True)
class Twins:
    """Two actions side by side: why they look alike, and what was said of them, if anybody said anything."""

    a: ActionLine
    b: ActionLine
    reasons: tuple[str, ...]
    score: float | None
    decision: str = ""
    why: str = ""
    decided_by: str = ""
    decided_on: date | None = None

    @property
    def sides(self) -> tuple[ActionLine, ActionLine]:
        """The two, as a page shows them side by side."""
        return self.a, self.b


def twins(actor: Actor, *, on: date) -> tuple[list[Twins], int]:
    """Give the surest pairs of the actor's plans that nobody has decided yet, and how many there are in all."""
    seen = {row.ref: row for row in live(access.actions(actor, on=on))}
    said = {
        (pair.a.ref, pair.b.ref): pair.wordings for pair in _said().filter(a__in=seen.values(), b__in=seen.values())
    }
    open_ = [
        one for one in surest()
        if one.a in seen and one.b in seen
        and said.get((one.a, one.b)) != [wording(as_planned(seen[ref])) for ref in (one.a, one.b)]
    ]  # fmt: skip
    told = [
        Twins(action_line(seen[one.a], on=on), action_line(seen[one.b], on=on), one.reasons, one.score)
        for one in open_[:SHOWN]
    ]
    return told, len(open_)


def pair(one: Action, other: Action, *, on: date) -> Twins:
    """Describe two actions side by side, with what makes them alike."""
    first, second = sorted((one, other), key=lambda row: row.ref)
    found = pairs([as_planned(first), as_planned(second)], enough=0)
    lines = (action_line(first, on=on), action_line(second, on=on))
    said = _said().filter(a=first, b=second).first()
    return Twins(*lines, found[0].reasons if found else (), found[0].score if found else None, **_words(said))


def _words(said: ActionPair | None) -> dict:
    return (
        {} if said is None else {name: getattr(said, name) for name in ("decision", "why", "decided_by", "decided_on")}
    )


def _said() -> QuerySet[ActionPair]:
    return ActionPair.objects.select_related("a", "b")


def decided(actor: Actor, *, on: date) -> tuple[list[Twins], Duplication]:
    """Give the decided pairs of the actor's plans, the newest first, and what they add up to."""
    seen = {row.ref: row for row in with_all(access.actions(actor, on=on))}
    rows = list(_said().filter(a__in=seen.values(), b__in=seen.values()))
    live = {ref for ref, row in seen.items() if row.state not in OVER}
    told = [
        Twins(action_line(seen[row.a.ref], on=on), action_line(seen[row.b.ref], on=on), (), None, **_words(row))
        for row in rows
    ]
    return told, duplication([(row.a.ref, row.b.ref, row.decision) for row in rows], live=live)


def beside(actor: Actor, row: Action, *, on: date) -> list[Twins]:
    """Give what was said of an action and others that the actor may see: joint, side by side or the same work."""
    said = _said().filter(Q(a=row) | Q(b=row)).exclude(decision="unrelated")
    others = {pair.a_id if pair.b_id == row.pk else pair.b_id: pair for pair in said}
    mine = action_line(row, on=on)
    return [
        Twins(mine, action_line(other, on=on), (), None, **_words(others[other.pk]))
        for other in with_all(access.actions(actor, on=on).filter(pk__in=others))
    ]


def joint_history(actor: Actor, row: Action, *, on: date) -> list[tuple[date, str, str, str]]:
    """Give what happened to the actions that are one with this one, each line with its reference, newest first."""
    with_it = [twins.b.id for twins in beside(actor, row, on=on) if twins.decision == "joint"]
    told = ActionEvent.objects.filter(action__in=with_it).select_related("action").order_by("-at")
    return [(event.on, event.who, f"{event.action.ref}: {event.what}", event.reason) for event in told]
