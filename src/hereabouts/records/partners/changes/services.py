"""How the directory of help changes: a service is listed, revised, paused or closed; a sheet or a feed is taken in, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.partners.directory import STATES
from hereabouts.core.partners.sheets import key_of
from hereabouts.core.sentences import Sentence, counted
from hereabouts.records.imports import changes as imports
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.partners.models import Organisation, Service
from hereabouts.records.partners.reads.services import FACTS, prepared

if TYPE_CHECKING:
    from hereabouts.core.imports.checking import Keyed
    from hereabouts.core.imports.tables import Table
    from hereabouts.records.imports.models import Batch
    from hereabouts.records.places.models import Place


class FaultyServices(Sentence):
    """A sheet of services with rows that cannot be read, or a service that cannot stand. Nothing of it is loaded."""


@change("service.list")
def list_service(
    *,
    by: Actor,
    on: date,
    facts: Mapping[str, Any],
    place: Place | None = None,
    organisation: Organisation | None = None,
) -> Service:
    """Put one service into the directory, checked today. One that stands there already is refused, not doubled."""
    values = _whole(facts)
    if organisation is not None:
        values["provider"] = organisation.name
    if not values["name"].strip() or not values["provider"].strip():
        raise FaultyServices("Say what the service is called, and who runs it.")
    key = key_of({"ref": "", **values})
    if Service.objects.filter(key=key).exists():
        raise FaultyServices("“{name}” is in the directory already. Revise it there.", name=values["name"])
    return Service.objects.create(
        **values | {"assured_on": on}, key=key, place=place, organisation=organisation, changed_at=timezone.now()
    )


def _whole(facts: Mapping[str, Any]) -> dict[str, Any]:
    if strange := set(facts) - set(FACTS):
        raise TypeError(f"a service has no {', '.join(sorted(strange))}")
    empty = Service()
    return {name: facts.get(name, getattr(empty, name)) for name in FACTS}


@change("service.list", about="service")
def revise_service(*, by: Actor, on: date, service: Service, facts: Mapping[str, Any]) -> Service:
    """Say anew what a service is. Whoever does has checked it: it counts as checked today."""
    for name, value in {**{name: facts[name] for name in FACTS if name in facts}, "assured_on": on}.items():
        setattr(service, name, value)
    service.changed_at = timezone.now()
    service.save()
    return service


@change("service.list", about="service", keeps=("state",))
def move_service(*, by: Actor, on: date, service: Service, state: str) -> Service:
    """Pause a service, close it or bring it back. A closed one is shown to nobody and kept."""
    if state not in STATES:
        raise FaultyServices("Choose one of: draft, live, paused, closed.")
    service.state, service.changed_at = state, timezone.now()
    service.save(update_fields=["state", "changed_at"])
    return service


@change("service.list")
def import_services(
    *, by: Actor, on: date, batch: Batch, table: Table, mapping: Mapping[str, str], place: Place | None = None
) -> Batch:
    """Take in a sheet or a feed of services: every row, or none. The same file twice changes nothing."""
    if batch.about != Service.KIND or batch.place_id != (place.pk if place else None):
        raise NotFound
    found = prepared(table, mapping)
    if found.faults:
        raise FaultyServices(
            "{n} in the sheet. Nothing was loaded. The first: {first}",
            n=counted(len(found.faults), "fault"), first=str(found.faults[0]),
        )  # fmt: skip
    ours = {o.name.casefold(): o for o in Organisation.objects.filter(ended_on=None)}
    added = [_made(one, ours, batch, place) for one in found.plan.new]
    Service.objects.bulk_create(added, batch_size=500)
    before = _changed(found.plan.changed, ours)
    touched = {**{s.pk: None for s in added}, **before}
    return imports.done(batch, on=on, counts=found.plan.counts, touched=touched)


def _made(one: Keyed, ours: Mapping[str, Organisation], batch: Batch, place: Place | None) -> Service:
    values = _values(one)
    return Service(
        **values, key=one.good.values["key"], print=one.print, source=batch.file_name, place=place,
        organisation=ours.get(values["provider"].casefold()), changed_at=timezone.now(),
    )  # fmt: skip


def _values(one: Keyed) -> dict[str, Any]:
    values = {name: one.good.values[name] for name in FACTS}
    return values | {"provider": values["provider"] or values["name"]}  # a list that names no provider lists providers


def _changed(rows: Iterable[Keyed], ours: Mapping[str, Organisation]) -> dict[UUID, dict[str, Any]]:
    told = {one.good.values["key"]: one for one in rows}
    before: dict[UUID, dict[str, Any]] = {}
    for service in Service.objects.filter(key__in=list(told)):
        before[service.pk] = {name: _plain(getattr(service, name)) for name in (*FACTS, "print")}
        values = _values(told[service.key])
        for name, value in {**values, "print": told[service.key].print}.items():
            setattr(service, name, value)
        service.organisation = ours.get(values["provider"].casefold())
        service.changed_at = timezone.now()
        service.save()
    return before


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@change("service.list")
def undo_services(*, by: Actor, on: date, batch: Batch, place: Place | None = None) -> Batch:
    """Take a file back: what it added goes, what it changed stands as it stood before."""
    if batch.about != Service.KIND or batch.place_id != (place.pk if place else None):
        raise NotFound
    added, changed = imports.undone(batch, on=on)
    Service.objects.filter(pk__in=added).delete()
    for service in Service.objects.filter(pk__in=list(changed)):
        for name, value in changed[service.pk].items():
            setattr(service, name, date.fromisoformat(value) if name == "assured_on" and value else value)
        service.changed_at = timezone.now()
        service.save()
    return batch
