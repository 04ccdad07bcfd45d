"""From what the city and the nation want, over the places, to what is done there and how it is measured (S-28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Outcome
from hereabouts.records.plans.reads.rows import ActionLine, lines
from hereabouts.records.priorities.access import aims

OVER = ("stopped", "merged")


@dataclass(frozen=True)
class AimInPlaces:
    """One strategic aim, and the actions that serve it over their outcomes, place by place."""

    document: str
    ref: str
    text: str
    places: tuple[tuple[str, tuple[ActionLine, ...]], ...]

    @property
    def actions(self) -> tuple[ActionLine, ...]:
        """The actions of every place that serve the aim."""
        return tuple(action for _, of_place in self.places for action in of_place)


@dataclass(frozen=True)
class CityView:
    """Every aim in force with what serves it, the actions that serve none, and how many actions serve any (C21)."""

    aims: tuple[AimInPlaces, ...]
    unlinked: tuple[ActionLine, ...]
    linked: int

    @property
    def served(self) -> tuple[AimInPlaces, ...]:
        """The aims that some action serves, those that most places act on first."""
        return tuple(sorted((aim for aim in self.aims if aim.places), key=lambda aim: -len(aim.places)))

    @property
    def silent(self) -> tuple[AimInPlaces, ...]:
        """The aims that no action here serves."""
        return tuple(aim for aim in self.aims if not aim.places)


def aims_served(actor: Actor, *, on: date) -> CityView:
    """Lay every aim in force beside the actions of all the places that the actor may see; ended actions are left out."""
    actions = lines(access.actions(actor, on=on).exclude(state__in=OVER), on=on)
    serves: dict[object, set[object]] = {}
    for outcome, aim in Outcome.aims.through.objects.values_list("outcome_id", "aim_id"):
        serves.setdefault(aim, set()).add(outcome)
    told = tuple(
        AimInPlaces(aim.document, aim.ref, aim.text, _by_place(actions, serves.get(aim.pk, set())))
        for aim in aims(actor, on=on)
    )
    linked = {action.id for aim in told for action in aim.actions}
    return CityView(told, tuple(action for action in actions if action.id not in linked), len(linked))


def _by_place(actions: list[ActionLine], outcomes: set[object]) -> tuple[tuple[str, tuple[ActionLine, ...]], ...]:
    places: dict[str, list[ActionLine]] = {}
    for action in actions:
        if outcomes.intersection(action.outcome_ids):
            places.setdefault(action.place, []).append(action)
    return tuple((place, tuple(of_place)) for place, of_place in sorted(places.items()))
