"""The last lock: PostgreSQL itself keeps the rows of cases, by policies made from the same declarations as the doors.

A guarded model that says ``LOCKED`` gets a policy with the conditions of ``may()`` on its own columns; a record that says
``UNDER`` is there exactly when its parent is; one that says ``REACHED_BY`` is there, too, when one of those is. Who asks is
read from one setting of the transaction (``asker``); where it is empty there is no row. FORCE puts the owner of the tables
under it as well, so that a view or a function of the owner's is no way round. Nothing happens on SQLite.

Coarser than the rule and never narrower: it knows no verb, purpose or field, and follows an interest (or a role for one
thing) only through columns of the row itself. It keeps out a forgotten door, a report written past it, a tool with the
app's password. It does not keep out whoever runs statements of their own as the app and says they are somebody else.

``applied`` and ``removed`` are called from a migration with its schema editor's connection.
"""

from typing import Any

from django.apps import apps

from hereabouts.core.ledger import Sensitivity
from hereabouts.records.ledger.append_only import run
from hereabouts.records.ledger.models import Named

SETTING, POLICY = "hereabouts.asks", "hereabouts_cases"
ASKS = f"(SELECT NULLIF(current_setting('{SETTING}', true), '')::jsonb"  # left open: what is read of it follows
CASE, RESTRICTED = int(Sensitivity.CASE), int(Sensitivity.RESTRICTED)


def locked() -> list[type[Any]]:
    """Give the models whose rows the database keeps."""
    return [model for model in apps.get_models() if getattr(model, "LOCKED", False) or getattr(model, "UNDER", "")]


def applied(connection: Any) -> None:
    """Put the policies in place, on each such table that there is. Twice is once.

    An early migration meets the models of today: what reaches a row only through a table that comes later is left out
    until the migration that brings that table asks again.
    """
    if connection.vendor == "postgresql":
        removed(connection)
        there = frozenset(connection.introspection.table_names())
        for model in locked():
            if _table(model) in there:
                run(connection, _put(_table(model), rule(model, there)))


def removed(connection: Any) -> None:
    """Take the policies away, where they are."""
    if connection.vendor == "postgresql":
        there = connection.introspection.table_names()
        for table in map(_table, locked()):
            if table in there:
                run(
                    connection, [f"DROP POLICY IF EXISTS {POLICY} ON {table}", *_security(table, "NO FORCE", "DISABLE")]
                )


def standing(connection: Any) -> bool:
    """Say whether every such table is kept by its policy, against its owner too. On SQLite nothing can be."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.polname = %s", [POLICY]
        )  # fmt: skip
        kept = {name for (name,) in cursor.fetchall()}
    return {_table(model) for model in locked()} <= kept


def rule(model: type[Any], there: frozenset[str] | None = None) -> str:
    """Write the condition under which a row is there, through the tables that are (``there``; None for all)."""
    if not getattr(model, "LOCKED", False):
        parent = model._meta.get_field(model.UNDER)  # noqa: SLF001 - Django's documented way
        return f"EXISTS (SELECT 1 FROM {_table(parent.related_model)} p WHERE p.id = {_table(model)}.{parent.column})"
    through = [r for r in _relations(model) if there is None or _table(r.related_model) in there]
    kinds = [model.KIND, *(r.related_model.KIND for r in through)]
    reached = " OR ".join([*(_reached(model, kind) for kind in kinds), *(_by(model, r) for r in through)])
    return (
        f"sensitivity < {CASE} OR {ASKS} ? 'purpose')"
        f" OR (({reached}) AND NOT {_conflict(model)} AND (sensitivity < {RESTRICTED} OR {_named(model)}))"
    )


def _reached(model: type[Any], kind: str) -> str:
    """Say that a grant of an agreement in force reaches the row: one condition of the rule stands on each line."""
    about = ", ".join(f"{column}::text" for column in _about(model))
    # Where what it is about stands in another table, a grant for one thing is taken for a grant without that limit.
    only = "TRUE" if _joined(model) else f"g.about IS NULL OR g.about IN ({about})"
    return (
        f"EXISTS (SELECT 1 FROM jsonb_to_recordset({ASKS} -> 'reach' -> '{kind}')) AS g(place text, organisation text, about text)"
        f" WHERE (g.place IS NULL OR g.place = place_id::text)"
        f" AND (g.organisation IS NULL OR g.organisation = organisation_id::text)"
        f" AND ({only}))"
    )


def _by(model: type[Any], relation: Any) -> str:
    return f"EXISTS (SELECT 1 FROM {_table(relation.related_model)} r WHERE r.{relation.field.column} = {_table(model)}.id)"


def _conflict(model: type[Any]) -> str:
    about = ", ".join(f"{column}::text" for column in _about(model))
    return f"coalesce({ASKS} -> 'conflicts') ?| ARRAY[{about}], false)"


def _named(model: type[Any]) -> str:
    """Say that who asks is among those who alone may know of a restricted thing."""
    return (
        f"EXISTS (SELECT 1 FROM {_table(Named)} n WHERE n.kind = '{model.KIND}' AND n.object = {_table(model)}.id"
        f" AND n.actor = {ASKS} ->> 'actor'))"
    )


def _relations(model: type[Any]) -> list[Any]:
    return [model._meta.get_field(name) for name in model.REACHED_BY]  # noqa: SLF001 - Django's documented way


def _about(model: type[Any]) -> list[str]:
    """Give the columns of the row itself that say what it is about."""
    return ["id", *(name for name in model.ABOUT_FIELDS if "__" not in name)]


def _joined(model: type[Any]) -> bool:
    return any("__" in name for name in model.ABOUT_FIELDS)


def _put(table: str, condition: str) -> list[str]:
    return [f"CREATE POLICY {POLICY} ON {table} USING ({condition})", *_security(table, "FORCE", "ENABLE")]


def _security(table: str, force: str, enable: str) -> list[str]:
    return [f"ALTER TABLE {table} {word} ROW LEVEL SECURITY" for word in (force, enable)]


def _table(model: type[Any]) -> str:
    return str(model._meta.db_table)  # noqa: SLF001 - Django's documented way
