"""Who is asking the database: said in the same breath as each statement that names a table of cases, and forgotten with it.

PostgreSQL keeps the rows of cases by itself (``policies``) and must be told who asks. What is told holds to the end of the
transaction at most, and every later statement says it anew, so that a connection carries nothing over to whoever uses it
next. Where nobody has said who they are, no row of a case is there. On SQLite nothing of this happens.

``asking`` is somebody with their grants of the day: around every request, and around what every change does.
``on_purpose`` is the product itself, with its purpose in words: where a count, a review or a rule needs rows that nobody
is shown. The wrapper stands on Django's connection (``listen``), so that a queryset that is read late says it too.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from django.db import transaction
from psycopg.sql import quote

from hereabouts.core.ledger import Actor
from hereabouts.core.ledger.rows import reach
from hereabouts.records.ledger.policies import SETTING, locked

READS_OR_WRITES = re.compile(r"\s*\(*\s*(SELECT|INSERT|UPDATE|DELETE|WITH|EXPLAIN|MERGE)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Somebody:
    """An actor with their day, whose grants are worked out only when a table of cases is asked."""

    actor: Actor
    on: date

    @cached_property
    def words(self) -> str:
        """Say who asks, as the policies read it."""
        told = {"actor": self.actor.id, "conflicts": sorted(self.actor.conflicts), "reach": reach(self.actor, self.on)}
        return json.dumps(told, separators=(",", ":"))


@dataclass(frozen=True)
class Itself:
    """The product itself, for a purpose."""

    purpose: str

    @property
    def words(self) -> str:
        """Say what for."""
        return json.dumps({"purpose": self.purpose}, separators=(",", ":"))


_ASKER: ContextVar[Somebody | Itself | None] = ContextVar("asker", default=None)


@contextmanager
def asking(actor: Actor, *, on: date) -> Iterator[None]:
    """Ask as somebody, inside."""
    token = _ASKER.set(Somebody(actor, on))
    try:
        yield
    finally:
        _ASKER.reset(token)


@contextmanager
def on_purpose(purpose: str) -> Iterator[None]:
    """Ask as the product itself, inside, for a purpose in words: for what nobody is shown, and never around a page."""
    token = _ASKER.set(Itself(purpose))
    try:
        yield
    finally:
        _ASKER.reset(token)


def from_now_on(actor: Actor, *, on: date) -> None:
    """Ask as somebody until this process, or the context it runs in, ends: for a command line."""
    _ASKER.set(Somebody(actor, on))


def listen(connection: Any, **_: Any) -> None:
    """Put the wrapper on a connection of PostgreSQL, once. Called when a connection is made."""
    if connection.vendor == "postgresql" and _said not in connection.execute_wrappers:
        connection.execute_wrappers.append(_said)


@cache
def _names_cases() -> Callable[[str], object]:
    names = "|".join(model._meta.db_table for model in locked())  # noqa: SLF001 - Django's documented way
    return re.compile(rf"\b(?:{names})\b").search


def _said(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Say who asks, in one message with the statement: two results come back, and the second is the answer."""
    if not (_names_cases()(sql) and READS_OR_WRITES.match(sql)):
        return execute(sql, params, many, context)
    asker = _ASKER.get()
    words = quote(asker.words if asker else "")
    set_ = f"SELECT set_config('{SETTING}', {words}, true)"
    if many:
        with transaction.atomic(using=context["connection"].alias):
            execute(set_, None, False, context)
            return execute(sql, params, many, context)
    set_ = set_.replace("%", "%%") if params is not None else set_
    given = execute(f"{set_}; {sql}", params, many, context)
    context["cursor"].nextset()
    return given
