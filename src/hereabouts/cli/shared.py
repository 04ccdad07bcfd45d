"""What the nouns share: getting Django ready, the actor of this command line, and printing."""

import csv
import dataclasses
import getpass
import json
import os
import sys
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence


class NotYou(Sentence):
    """An e-mail address and a password that do not belong together."""


class Format(str, Enum):
    """How an answer is printed."""

    text = "text"
    json = "json"
    csv = "csv"


WIDE = 1000  # into a pipe or a file nothing is wrapped: a code stays in one piece
AsFormat = Annotated[Format, typer.Option("--format", help="text for people, json or csv for programs.")]


@cache
def ready() -> None:
    """Set Django up and bring the database to today's shape; the first command makes it."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, connections
    from django.db.migrations.executor import MigrationExecutor

    settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds families: nobody else on this machine
    django.setup()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if settings.DATABASE_OWNER_URL:
            import dj_database_url

            connections.settings["owner"] = {
                **connections.settings["default"],
                **dj_database_url.parse(settings.DATABASE_OWNER_URL),
            }
            call_command("migrate", verbosity=0, interactive=False, database="owner")
        else:
            call_command("migrate", verbosity=0, interactive=False)


def operator() -> Actor:
    """Give the actor of this command line, named in the audit by the system's user."""
    ready()
    from hereabouts.records.ledger.asker import from_now_on
    from hereabouts.records.trust.access import local_operator

    by = local_operator(getpass.getuser())
    from_now_on(by, on=today())
    return by


def named(email: str) -> Actor:
    """Give the actor of a named account, who signs in with the password: asked for, or in HEREABOUTS_PASSWORD.

    For what the local operator may not do: it acts with that person's roles, and stands in the audit under their name.
    """
    ready()
    from hereabouts.records.ledger.asker import from_now_on
    from hereabouts.records.partners.reads import signing_in
    from hereabouts.records.trust.access import actor_of

    password = os.environ.get("HEREABOUTS_PASSWORD") or getpass.getpass(f"Password of {email}: ")
    account = signing_in(email, password)
    if account is None:
        raise NotYou("That e-mail address and password do not belong together.")
    by = actor_of(account, on=today())
    from_now_on(by, on=today())
    return by


def today() -> date:
    """Give today's date; the one place of the command line that reads the clock."""
    return datetime.now().astimezone().date()


def plain(value: object) -> Any:
    """Turn frozen nouns into what JSON can say."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value) if isinstance(value, date | datetime | UUID) else value


def json_of(value: object) -> str:
    """Write one JSON object."""
    return json.dumps(plain(value), ensure_ascii=False, indent=None if os.environ.get("HEREABOUTS_COMPACT") else 2)


def as_json(value: object) -> None:
    """Print one JSON object."""
    print(json_of(value))


def as_table(rows: list[dict[str, object]], how: Format, *, title: str = "") -> None:
    """Print rows as a table for people, or as CSV or JSON for programs."""
    if how is Format.json:
        as_json(rows)
    elif how is Format.csv:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]) if rows else [])
        writer.writeheader()
        writer.writerows(rows)
    elif not rows:
        print(title)
    else:
        if title:
            print(title)
        table = Table(box=None)
        for column in rows[0] if rows else []:
            table.add_column(column.replace("_", " "))
        for row in rows:
            table.add_row(*("" if cell is None else str(cell) for cell in row.values()))
        Console(width=None if sys.stdout.isatty() else WIDE).print(table)
