"""How an offer is begun, changed and ended, its sessions planned and called off, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.core.plans.offers import NotASeries, checked_counts
from hereabouts.engines.calendars import LONDON
from hereabouts.engines.definitions import groups, offer_access, offer_kinds, topics
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed, change
from hereabouts.records.plans.models import Action, Occurrence, Offer, RotaPlace
from hereabouts.records.plans.reads.offers import at, days_of

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place

FACTS = (
    "title", "kind", "about", "topics", "target_groups", "age_from", "age_to", "venue", "access", "free", "free_meal", "joining",
    "contact", "for_all", "state",
)  # fmt: skip


@change("action.update", step="offer begun")
def begin_offer(
    *,
    by: Actor,
    on: date,
    place: Place,
    organisation: Organisation,
    facts: Mapping[str, Any],
    action: Action | None = None,
) -> Offer:
    """Begin an offer in a place, with ``facts`` as FACTS name them. Whoever acts for their own organisation begins its offers alone."""
    if not may(by, "update", Subject("action", place=str(place.pk), organisation=str(organisation.pk)), on):
        raise NotAllowed("Another organisation runs it. Ask them, or the communities officer, to write it down.")
    told = _checked(facts)
    if Offer.objects.filter(place=place, organisation=organisation, title__iexact=told["title"]).exists():
        raise NotASeries("{name} has an offer of this title here already. Add days to it.", name=organisation.name)
    return Offer.objects.create(
        place=place, organisation=organisation, action=_here(action, place), begun_by=by.name, begun_on=on, **told
    )


@change("action.update", about="offer", step="offer changed")
def change_offer(*, by: Actor, on: date, offer: Offer, facts: Mapping[str, Any], action: Action | None = None) -> Offer:
    """Change what an offer says of itself; its days stay."""
    for name, value in _checked(facts).items():
        setattr(offer, name, value)
    offer.action = _here(action, offer.place)
    offer.save()
    return offer


def _here(action: Action | None, place: Place) -> Action | None:
    if action is not None and action.place_id != place.pk:
        raise NotFound
    return action


def _checked(facts: Mapping[str, Any]) -> dict[str, Any]:
    told = {
        name: facts[name].strip() if isinstance(facts[name], str) else facts[name] for name in FACTS if name in facts
    }
    if not told.get("title"):
        raise NotASeries("Give it a title, as people know it.")
    known = {"topics": topics(), "target_groups": groups(), "access": offer_access()}
    if told.get("kind") not in offer_kinds() or any(set(told.get(name, ())) - set(of) for name, of in known.items()):
        raise NotASeries("Choose its kind, topics, groups and access from the lists.")
    low, high = told.get("age_from"), told.get("age_to")
    if low is not None and high is not None and high < low:
        raise NotASeries("The oldest is younger than the youngest. Swap the two ages.")
    return told


@change("action.update", about="offer", step="days planned")
def plan_days(
    *, by: Actor, on: date, offer: Offer, first: date, last: date, every: str, starts: time, ends: time, holidays: bool = False,
) -> Sequence[Occurrence]:  # fmt: skip
    """Plan the days of an offer; a day it has already stays as it is. Bank holidays are left out unless ``holidays``."""
    if ends <= starts:
        raise NotASeries("It would end before it starts. Check the hours.")
    made = [
        Occurrence.objects.get_or_create(
            offer=offer, starts_at=at(day, starts), defaults={"ends_at": at(day, ends), "changed_at": timezone.now()}
        )[0]
        for day in days_of(offer, first, last, every, holidays=holidays)
    ]
    if offer.state == "planned":
        offer.state = "running"
        offer.save(update_fields=["state"])
    return made


@change("action.update", about="offer", step="session called off")
def call_off(*, by: Actor, on: date, offer: Offer, occurrence: Occurrence, because: str) -> Occurrence:
    """Call a session off, with a reason that anybody reads; without one it is on again."""
    _of(offer, occurrence)
    if occurrence.told_on:
        raise NotASeries("It was held, and told of. It cannot be called off any more.")
    occurrence.called_off, occurrence.changed_at = because.strip(), timezone.now()
    occurrence.changes += 1
    occurrence.save()
    return occurrence


@change("action.update", about="offer", step="session told")
def tell_session(
    *, by: Actor, on: date, offer: Offer, occurrence: Occurrence, came: Mapping[str, int], began: int | None = None,
    completed: int | None = None, organisations: Iterable[Organisation] = (), others: int = 0, results: str = "",
) -> Occurrence:  # fmt: skip
    """Tell who came to a session, by age and in numbers, which organisations came, and what came of it."""
    _of(offer, occurrence)
    if occurrence.starts_at.astimezone(LONDON).date() > on:
        raise NotASeries("It has not been held yet. Tell of it on its day or after.")
    if occurrence.called_off:
        raise NotASeries("It was called off: nobody came.")
    if completed is not None and completed > (began or 0):
        raise NotASeries("More completed it than began. Check the two numbers.")
    occurrence.came, occurrence.began, occurrence.completed = checked_counts(dict(came)), began, completed
    occurrence.others, occurrence.results = others, results.strip()
    occurrence.told_by, occurrence.told_on = by.name, on
    occurrence.save()
    occurrence.organisations.set(organisations)
    return occurrence


@change("action.update", about="offer", step="rota written")
def write_rota(*, by: Actor, on: date, offer: Offer, occurrence: Occurrence, rows: Iterable[tuple[str, str]]) -> None:
    """Write who takes which part in a session, in place of what stood there; a part without a name is open."""
    _of(offer, occurrence)
    occurrence.rota.all().delete()
    RotaPlace.objects.bulk_create(
        RotaPlace(occurrence=occurrence, role=role.strip(), who=who.strip()) for role, who in rows if role.strip()
    )


def _of(offer: Offer, occurrence: Occurrence) -> None:
    if occurrence.offer_id != offer.pk:
        raise NotFound
