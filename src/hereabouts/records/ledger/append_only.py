"""The trail may only grow: triggers in the database itself refuse what the product never does.

An entry comes without a seal and is sealed once; nothing else of it ever changes, and it is never deleted. A seal never
changes. Whoever owns the database can lift this (``lifted``): that is how a purge at the end of retention is done, and on
PostgreSQL the role of the app cannot, for it owns no table. It keeps out mistakes and a stolen password of the app; against
the owner stand the seals and the head that is kept elsewhere.

``applied`` and ``removed`` are called from a migration with its schema editor's connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

ENTRY, SEAL = "hereabouts_auditentry", "hereabouts_seal"
REFUSED = "The audit trail may only grow."
# Every column of an entry but its seal.
KEPT = (
    "id", "at", "on", "actor", "actor_name", "organisation", "what", "outcome", "object", "place", "purpose", "under", "detail",
)  # fmt: skip
NAMES = {ENTRY: ("insert", "update", "delete"), SEAL: ("update", "delete")}


def applied(connection: Any) -> None:
    """Put the triggers in place. Twice is once."""
    removed(connection)
    run(connection, _postgres() if connection.vendor == "postgresql" else _sqlite())


def removed(connection: Any) -> None:
    """Take the triggers away, where they are."""
    on = connection.vendor == "postgresql"
    drops = [
        f"DROP TRIGGER IF EXISTS {_name(table, verb)}" + (f" ON {table}" if on else "")
        for table, verbs in NAMES.items()
        for verb in (*verbs, *(("truncate",) if on else ()))
    ]
    run(connection, drops + (["DROP FUNCTION IF EXISTS hereabouts_only_grows()"] if on else []))


@contextmanager
def lifted(connection: Any) -> Iterator[None]:
    """Do what only the owner may, all or nothing: the triggers are away inside, and back after."""
    with transaction.atomic(using=connection.alias):
        removed(connection)
        yield
        applied(connection)


def standing(connection: Any) -> bool:
    """Say whether the triggers are in place."""
    on = connection.vendor == "postgresql"
    asked = "SELECT tgname FROM pg_trigger" if on else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        there = {name for (name,) in cursor.fetchall()}
    return {_name(table, verb) for table, verbs in NAMES.items() for verb in verbs} <= there


def _name(table: str, verb: str) -> str:
    return f"{table}_{verb}_grows"


def run(connection: Any, statements: list[str]) -> None:
    """Run some statements of ours, one after the other."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _changed(differs: str) -> str:
    """Say when an update of an entry is not its sealing."""
    others = " OR ".join(f'NEW."{name}" {differs} OLD."{name}"' for name in KEPT)
    return f"OLD.seal_id IS NOT NULL OR NEW.seal_id IS NULL OR {others}"


def _sqlite() -> list[str]:
    """SQLite writes a row out whole when it is replaced, so what cannot change is told column by column."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    taken = f"NEW.seal_id IS NOT NULL OR EXISTS (SELECT 1 FROM {ENTRY} WHERE id = NEW.id)"  # noqa: S608 - all ours
    return [
        f"CREATE TRIGGER {_name(ENTRY, 'insert')} BEFORE INSERT ON {ENTRY} WHEN {taken} {refuse}",
        f"CREATE TRIGGER {_name(ENTRY, 'update')} BEFORE UPDATE ON {ENTRY} WHEN {_changed('IS NOT')} {refuse}",
        f"CREATE TRIGGER {_name(ENTRY, 'delete')} BEFORE DELETE ON {ENTRY} {refuse}",
        f"CREATE TRIGGER {_name(SEAL, 'update')} BEFORE UPDATE ON {SEAL} {refuse}",
        f"CREATE TRIGGER {_name(SEAL, 'delete')} BEFORE DELETE ON {SEAL} {refuse}",
    ]


def _postgres() -> list[str]:
    call = "EXECUTE FUNCTION hereabouts_only_grows()"
    row, changed = "FOR EACH ROW", _changed("IS DISTINCT FROM")
    refuse = f"BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END"
    return [
        f"CREATE FUNCTION hereabouts_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ {refuse} $$",
        f"CREATE TRIGGER {_name(ENTRY, 'insert')} BEFORE INSERT ON {ENTRY} {row} WHEN (NEW.seal_id IS NOT NULL) {call}",
        f"CREATE TRIGGER {_name(ENTRY, 'update')} BEFORE UPDATE ON {ENTRY} {row} WHEN ({changed}) {call}",
        f"CREATE TRIGGER {_name(ENTRY, 'delete')} BEFORE DELETE ON {ENTRY} {row} {call}",
        f"CREATE TRIGGER {_name(SEAL, 'update')} BEFORE UPDATE ON {SEAL} {row} {call}",
        f"CREATE TRIGGER {_name(SEAL, 'delete')} BEFORE DELETE ON {SEAL} {row} {call}",
        f"CREATE TRIGGER {_name(ENTRY, 'truncate')} BEFORE TRUNCATE ON {ENTRY} {call}",
        f"CREATE TRIGGER {_name(SEAL, 'truncate')} BEFORE TRUNCATE ON {SEAL} {call}",
    ]
