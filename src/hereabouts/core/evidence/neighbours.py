"""Similar places: those most like this one in what a person declared to matter, and in nothing else.

A comparison with the richest suburb teaches little; one with a place like ours does. Distance is Euclidean over the
declared traits, each in its own standard deviations over all places, times its weight. What is missing is said, never
filled in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import pstdev

from hereabouts.core.sentences import Sentence, listed

FEWEST_PLACES = 5
LEAST_KNOWN = 2 / 3  # of the weight of the traits; a place of which less is known is left out


class NothingAlike(Sentence):
    """Too few places or traits to look for similar ones."""


@dataclass(frozen=True)
class Trait:
    """Something by which places are likened, and how much it counts."""

    id: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True)
class Alike:
    """One similar place: how far it is, what sets the two furthest apart, and what is not known of it."""

    place: str
    distance: float
    furthest: str
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Neighbourhood:
    """The places most like one, nearest first, and everything left aside on the way."""

    place: str
    alike: tuple[Alike, ...]
    traits: tuple[Trait, ...]
    dropped: Mapping[str, str]
    left_out: tuple[str, ...]

    @property
    def said(self) -> str:
        """Say by what the places are alike: without it the word similar means nothing."""
        even = len({t.weight for t in self.traits}) == 1
        by = [t.label if even else f"{t.label} (weight {t.weight:g})" for t in self.traits]
        told = [f"Alike in{' these, each counting the same' if even and len(by) > 1 else ''}: {'; '.join(by)}."]
        told += [f"Not used: {label} ({why})." for label, why in self.dropped.items()]
        if self.left_out:
            told.append(f"Too little is known of {listed(self.left_out)}.")
        return " ".join(told)


def similar(
    place: str, places: Mapping[str, Mapping[str, float | None]], traits: Sequence[Trait], *, nearest: int = 5
) -> Neighbourhood:
    """Give the places most like one, by the declared traits.

    A trait that this place lacks, or that does not differ, is dropped; a place of which less than two thirds of the
    weight is known is left out; where a trait is missing for a pair the others speak for it in proportion. Ties go by name.
    Raises NothingAlike with fewer than five places or no trait left.
    """
    if len(places) < FEWEST_PLACES or place not in places:
        raise NothingAlike("Similar places need {n} places at the least, and this one among them.", n=FEWEST_PLACES)
    spreads = {t.id: _spread(t, places) for t in traits}
    dropped = {t.label: why for t in traits if (why := _unused(t, places[place], spreads[t.id]))}
    used = [t for t in traits if t.label not in dropped]
    if not used:
        raise NothingAlike(
            "None of {traits} is known of {place}.", traits=listed([t.label for t in traits]), place=place
        )
    found, left_out = [], []
    for name, values in places.items():
        if name != place:
            one = _likened(name, places[place], values, used, spreads)
            left_out.append(name) if one is None else found.append(one)
    nearest_first = sorted(found, key=lambda one: (one.distance, one.place))
    return Neighbourhood(place, tuple(nearest_first[:nearest]), tuple(used), dropped, tuple(sorted(left_out)))


def _spread(trait: Trait, places: Mapping[str, Mapping[str, float | None]]) -> float:
    known = [v for values in places.values() if (v := values.get(trait.id)) is not None]
    spread = pstdev(known) if len(known) > 1 else 0.0
    return spread if known and spread > 1e-9 * max(abs(v) for v in known) else 0.0


def _unused(trait: Trait, ours: Mapping[str, float | None], spread: float) -> str:
    if trait.weight <= 0:
        return "it has no weight"
    if ours.get(trait.id) is None:
        return "not known here"
    return "" if spread else "the same everywhere"


def _likened(
    name: str,
    ours: Mapping[str, float | None],
    theirs: Mapping[str, float | None],
    traits: Sequence[Trait],
    spreads: Mapping[str, float],
) -> Alike | None:
    steps = {
        t: t.weight * ((o - v) / spreads[t.id]) ** 2
        for t in traits
        if (o := ours.get(t.id)) is not None and (v := theirs.get(t.id)) is not None
    }
    whole, known = sum(t.weight for t in traits), sum(t.weight for t in steps)
    if known < LEAST_KNOWN * whole:
        return None
    furthest = max(steps, key=lambda t: steps[t])
    unknown = tuple(t.label for t in traits if t not in steps)
    return Alike(name, sqrt(sum(steps.values()) / known), furthest.label, unknown)
