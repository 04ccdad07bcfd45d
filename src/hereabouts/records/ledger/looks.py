"""Entries on their way into the trail: those of a request's looks all in one go, before its answer leaves.

While a request is answered its looks are gathered: a thing that is shown in three places of a page was looked at once, by
one entry that names the fields of all three. What is gathered is written even where the page then failed, for nobody can
tell how much of it was shown. Outside a request (a command line) each look is written at once.

A change is durable with its entry or not there at all. The entry of a look alone is not waited for on PostgreSQL: it is
with the server before the answer leaves, and on its disk within a second. A look at something restricted is waited for.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db import connection

from hereabouts.records.ledger.models import AuditEntry

Key = tuple[str, str, str, str]
_GATHERED: ContextVar[dict[Key, AuditEntry] | None] = ContextVar("gathered", default=None)
NOT_WAITED_FOR = "SELECT set_config('synchronous_commit', 'off', true); "  # of this one message, and of nothing else


@contextmanager
def gathering() -> Iterator[None]:
    """Gather the looks inside, and write them down at the end."""
    gathered: dict[Key, AuditEntry] = {}
    token = _GATHERED.set(gathered)
    try:
        yield
    finally:
        _GATHERED.reset(token)
        insert(list(gathered.values()), wait=any(entry.detail.get("restricted") for entry in gathered.values()))


def keep(entries: Iterable[AuditEntry]) -> None:
    """Keep looks: with the others of the request, or at once where there is none."""
    gathered = _GATHERED.get()
    if gathered is None:
        insert(list(entries))
        return
    for entry in entries:
        key = (entry.actor, entry.what, entry.object, entry.purpose)
        gathered[key] = _joined(gathered[key], entry) if key in gathered else entry


def _joined(first: AuditEntry, again: AuditEntry) -> AuditEntry:
    """Let one entry stand for two looks at one thing in one request."""
    fields = {*first.detail.get("fields", ()), *again.detail.get("fields", ())}
    first.detail = {**first.detail, **again.detail, **({"fields": sorted(fields)} if fields else {})}
    first.under = "; ".join(dict.fromkeys(filter(None, [*first.under.split("; "), *again.under.split("; ")])))
    return first


def gathered_of(object: str) -> list[str]:
    """Give who has looked at a thing in this very request: their entries are not in the trail yet."""
    return [entry.actor for entry in (_GATHERED.get() or {}).values() if entry.object == object]


def insert(entries: list[AuditEntry], *, wait: bool = True) -> None:
    """Write entries, in one statement and past what a model costs: it is done at every read of a person."""
    if not entries:
        return
    fields, start = _statement()
    told = [field.get_db_prep_save(getattr(entry, field.attname), connection) for entry in entries for field in fields]
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(entries))
    alone = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute(f"{NOT_WAITED_FOR if alone and not wait else ''}{start}{marks}", told)


@cache
def _statement() -> tuple[tuple[Any, ...], str]:
    meta = AuditEntry._meta  # noqa: SLF001 - Django's documented way
    fields = tuple(field for field in meta.concrete_fields if field.name not in {"id", "seal"})
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return fields, f"INSERT INTO {meta.db_table} ({columns}) VALUES "  # noqa: S608 - all of it is ours
