"""What is due under the schedule on a day, room by room: shown to who may know of it, the rest counted for who may count.

Nothing here empties anything but ``emptied``, which the execution of a reviewed batch calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.ledger import holds as may_at_all
from hereabouts.core.ledger.held import Ended, readable
from hereabouts.core.rights.clock import CLOSED
from hereabouts.core.rights.schedule import Hold, Keeping, RetentionRule, keeping
from hereabouts.engines.definitions import retention
from hereabouts.records.families import keeping as families
from hereabouts.records.intake import keeping as intake
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.held import empty
from hereabouts.records.ledger.reads import referred
from hereabouts.records.plans import keeping as plans
from hereabouts.records.rights.models import Disposal, LegalHold, RightsRequest
from hereabouts.records.trust.held import reasons_emptied
from hereabouts.records.voice import keeping as voice

ROOMS: tuple[ModuleType, ...] = (families, intake, voice, plans)
WHOSE: dict[str, Callable[[str, Iterable[str]], None]] = {
    "family": families.emptied, "stub": families.emptied, "draft": families.emptied, "letter": intake.emptied, "speaker": voice.emptied,
    "words": voice.emptied, "asked": plans.emptied,
}  # fmt: skip
REQUEST = "request"


@dataclass(frozen=True)
class DueList:
    """What is due: what the reader may know of, by class; and how much more there is that is restricted, for who may count it."""

    shown: tuple[Keeping, ...]
    restricted: int | None
    refs: dict[str, str]

    def by_rule(self) -> list[tuple[RetentionRule, list[Keeping]]]:
        """Give the classes of the schedule with what is due in each."""
        return [(rule, [one for one in self.shown if one.thing.rule == rule.id]) for rule in retention().values()]


def ended(on: date) -> list[Ended]:
    """Give everything that the schedule covers, whoever may see it."""
    with on_purpose("the schedule of keeping is worked out for everything"):
        return [one for room in ROOMS for one in room.ended(on=on)] + [
            _request(one) for one in RightsRequest.objects.all()
        ]


def _request(request: RightsRequest) -> Ended:
    ids = frozenset({str(request.pk), *(one[1] for one in request.about)})
    return Ended(
        REQUEST, str(request.pk), request.closed_on, ids, still="" if request.closed_on else "It is not answered yet."
    )


def holds_on(on: date) -> list[Hold]:
    """Give every hold, and every rights request that is not answered: what somebody asks for is not emptied meanwhile."""
    set_ = [
        Hold(one.reason, one.since, one.until, one.lifted_on, frozenset(one.ids), one.rule)
        for one in LegalHold.objects.all()
    ]
    asked = RightsRequest.objects.exclude(state__in=CLOSED)
    return set_ + [
        Hold(f"Rights request {r.ref} is open.", r.received_on, ids=frozenset(o[1] for o in r.about)) for r in asked
    ]


def _all(on: date) -> list[Keeping]:
    rules, holds = retention(), holds_on(on)
    gone = {(rule, str(id_)): day for rule, id_, day in _done()}
    things = [one for one in ended(on) if not _emptied_since(one, gone.get((one.rule, one.id)))]
    return [keeping(rules[one.rule], one, holds, on) for one in things]


def _done() -> Iterable[tuple]:
    return Disposal.objects.exclude(done_on=None).order_by("done_on").values_list("rule", "object", "done_on")


def _emptied_since(thing: Ended, done_on: date | None) -> bool:
    return done_on is not None and thing.ended_on is not None and thing.ended_on <= done_on


def _restricted(one: Ended) -> bool:
    return any(subject.sensitivity is Sensitivity.RESTRICTED for subject in one.behind)


def standings(actor: Actor, *, on: date) -> dict[tuple[str, str], Keeping]:
    """Give how everything stands that the actor may know of. What is restricted is nobody's to dispose of: end that first."""
    return {(one.thing.rule, one.thing.id): one for one in _all(on) if _open_to(actor, one.thing)}


def _open_to(actor: Actor, thing: Ended) -> bool:
    return readable(actor, thing.behind) and not _restricted(thing)


def due(actor: Actor, *, on: date) -> DueList:
    """Give what is due on a day. The number of restricted records is for those who review restrictions, and never which."""
    found = [one for one in _all(on) if one.due]
    shown = tuple(
        sorted((one for one in found if _open_to(actor, one.thing)), key=lambda one: (one.until, one.thing.words))
    )
    deep = sum(_restricted(one.thing) for one in found)
    counts = may_at_all(actor, "restriction", "see", on)
    return DueList(shown, deep if counts else None, referred([one.thing.id for one in shown], actor))


def waiting_in_batches() -> set[tuple[str, str]]:
    """Give what is in a batch that is not done with."""
    open_ = Disposal.objects.filter(batch__state__in=("proposed", "reviewed"))
    return {(rule, str(id_)) for rule, id_ in open_.values_list("rule", "object")}


def emptied(rule: str, thing: Ended) -> None:
    """Empty one thing, by the room that it is of, and the reasons for which it was opened in an emergency. Only ``execute`` asks."""
    if rule == REQUEST:
        for request in RightsRequest.objects.filter(pk=thing.id):
            for row in (*request.redactions.all(), *request.notes.all()):
                empty(row, reason="Removed at the end of its retention.")
            counts = {name: n for name, n in request.issued.items() if name in {"out", "withheld", "print"}}
            empty(request, name="Removed", about=[], dob=None, issued=counts)
    else:
        WHOSE[rule](rule, [thing.id])
        reasons_emptied(thing.ids)
