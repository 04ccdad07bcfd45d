"""The directory of help as anybody may read it, and what a sheet of services would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from hereabouts.core.imports.checking import Fault, Planned, checked, planned
from hereabouts.core.imports.fields import plain
from hereabouts.core.imports.tables import Table
from hereabouts.core.ledger import Actor
from hereabouts.core.partners.directory import Offer
from hereabouts.core.partners.open_referral import made_id
from hereabouts.core.partners.open_referral import table as feed_table
from hereabouts.core.partners.sheets import fields, key_of
from hereabouts.engines import uploads
from hereabouts.engines.definitions import topics
from hereabouts.engines.open_feed import feed, is_feed
from hereabouts.records.imports.reads import table_in, table_of
from hereabouts.records.partners import access
from hereabouts.records.partners.models import Service

if TYPE_CHECKING:
    from hereabouts.records.imports.models import Batch

FACTS = (
    "name", "provider", "description", "how", "who_for", "when", "schedules", "fees", "minimum_age", "maximum_age", "phone",
    "email", "url", "address", "city", "postcode", "latitude", "longitude", "accessibility", "topics", "state", "alert",
    "assured_on",
)  # fmt: skip


@dataclass(frozen=True)
class Prepared:
    """What a sheet of services would do: the plan, and every fault with its row."""

    plan: Planned
    faults: tuple[Fault, ...]
    rows: int


def directory(
    actor: Actor, *, on: date, place: object = None, shown: tuple[str, ...] = ("live", "paused")
) -> list[Offer]:
    """Give the services that can be had, in order of name: those of one place (and of the whole area), or all."""
    rows = access.services(actor, on=on).filter(state__in=shown).prefetch_related("organisation__numbers")
    offers = [offer(row) for row in rows]
    return offers if place is None else [one for one in offers if one.place in {"", place.name}]


def offer(s: Service) -> Offer:
    """Describe one service: only what a public office would print."""
    numbers = tuple((n.register, n.number) for n in s.organisation.numbers.all()) if s.organisation else ()
    return Offer(
        id=str(s.pk), provider_id=str(s.organisation_id or made_id("provider", s.provider)), provider=s.provider,
        provider_about=s.organisation.role if s.organisation else "", numbers=numbers,
        place=s.place.name if s.place else "", changed_at=s.changed_at.astimezone(UTC).isoformat(timespec="milliseconds"),
        languages=tuple(s.languages), topics=tuple(s.topics), schedules=tuple(s.schedules),
        **{name: getattr(s, name) for name in FACTS if name not in {"provider", "schedules", "topics"}},
    )  # fmt: skip


def topic_words() -> dict[str, str]:
    """Give our topics by code, as services are filed under them."""
    return {code: one["label"] for code, one in topics().items()}


def prepared(table: Table, mapping: Mapping[str, str]) -> Prepared:
    """Check every row and lay it beside what is remembered. NotMapped says what is wrong with the columns."""
    good, faults = checked(table, fields(topic_words()), mapping)
    keyed = [replace(one, values=one.values | {"key": key_of(one.values)}) for one in good]
    known = {f"ref:{plain(key)}": print_ for key, print_ in Service.objects.values_list("key", "print")}
    plan = planned(keyed, known, ref="key", column=mapping.get("ref") or mapping["name"])
    told = sorted([*faults, *plan.faults], key=lambda fault: fault.row)
    return Prepared(plan, tuple(told), len(table.rows))


def services_in(batch: Batch) -> Table:
    """Read the file of services that waits: a spreadsheet, or an Open Referral feed."""
    path = uploads.path(settings.UPLOADS, batch.token)
    if batch.token and path.exists() and is_feed(path):
        return feed_table(feed(path))
    return table_of(batch, fields(topic_words()))


def services_on_disk(path: Path) -> Table:
    """Read a file of services from disk."""
    return feed_table(feed(path)) if is_feed(path) else table_in(path, fields(topic_words()))
