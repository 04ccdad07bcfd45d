"""Keeping it: backup and restore."""

from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import operator, ready, today


def add_to(app: typer.Typer) -> None:
    """Give the command line its verbs without a noun."""
    for command in (backup, restore):
        app.command()(command)


def _home():
    from django.conf import settings

    from hereabouts.engines.backup import Home

    database = settings.DATABASES["default"]
    where = Path(database["NAME"]) if database["ENGINE"].endswith("sqlite3") else _url()
    return Home(folder=settings.HOME, database=where, evidence=settings.EVIDENCE, uploads=settings.UPLOADS)


def _url() -> str:
    """The owner's connection where there is one: the app's own role may not see every table whole."""
    import os

    return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]


def backup(out: Annotated[Path, typer.Option(help="The file to write, such as backup-2026-11-24.tar.gz.")]) -> None:
    """Copy the whole installation into one file: database, evidence, uploads. The secret key stays where it is."""
    by = operator()
    from datetime import UTC, datetime

    from hereabouts.engines import backup as engine
    from hereabouts.records.ledger import changes, checks, reads

    changes.seal_entries()
    checks.keep_backup(by=by, on=today(), head=reads.head())
    changes.seal_entries()
    about = {"made_at": datetime.now(UTC).isoformat(timespec="seconds"), "audit_head": reads.head()}
    manifest = engine.keep(_home(), out, about=about)
    print(
        f"{out}: {len(manifest['members'])} parts, {out.stat().st_size:,} bytes. Head of the audit trail: {manifest['audit_head']}"
    )
    print("It holds personal data. Keep it encrypted and away from this machine, and try a restore.")


def restore(file: Annotated[Path, typer.Argument(help="A file that hereabouts backup wrote.")]) -> None:
    """Put a backup into an empty home. A file with one wrong byte is refused, and so is a home in use."""
    from hereabouts.engines.restore import restore as put_back

    manifest = put_back(file, _home())
    ready()
    from hereabouts.records.ledger import reads

    whole = reads.verify()
    trail = (
        "whole" if whole.first_bad is None and reads.head() == manifest["audit_head"] else f"NOT whole. {whole.because}"
    )
    print(
        f"Restored {len(manifest['members'])} parts, as they were on {manifest['made_at']}. The audit trail is {trail}"
    )
