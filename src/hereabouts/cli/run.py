"""Running it: serve, worker, check."""

import os
import sys
import time
from typing import Annotated

import typer

from hereabouts.cli.shared import ready
from hereabouts.core.sentences import Sentence


class NotSetUp(Sentence):
    """An installation that must not be served as it is."""


def add_to(app: typer.Typer) -> None:
    """Give the command line its verbs without a noun."""
    for command in (serve, worker, check):
        app.command()(command)


def serve(
    port: Annotated[int, typer.Option(envvar="PORT", help="The port to listen on.")] = 8000,
    address: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
) -> None:
    """Serve the pages. Outside demo mode it asks for SECRET_KEY and ALLOWED_HOSTS first."""
    from django.conf import settings

    if not settings.DEMO:
        missing = [name for name in ("SECRET_KEY", "ALLOWED_HOSTS") if not os.environ.get(name)]
        if missing:
            raise NotSetUp(
                "Set {missing} before serving: SECRET_KEY is a long random text of your own, ALLOWED_HOSTS the names people type.",
                missing=" and ".join(missing),
            )
    ready()
    listen(address, port)


def listen(address: str, port: int) -> None:
    """Become the server. What this process knew is forgotten; the server reads the environment afresh."""
    sys.stdout.flush()
    os.environ["HEREABOUTS_SERVING"] = "1"
    gunicorn = [sys.executable, "-m", "gunicorn", "hereabouts.web.wsgi:application"]
    os.execv(sys.executable, [*gunicorn, "--bind", f"{address}:{port}", "--workers", "2", "--log-level", "warning"])


def worker(
    every: Annotated[int, typer.Option(help="Seconds between rounds.")] = 60,
    once: Annotated[bool, typer.Option("--once", help="One round, then stop.")] = False,
) -> None:
    """Do what waits: seal the audit trail."""
    ready()
    from hereabouts.records.ledger.changes import seal_entries

    while True:
        seal_entries()
        if once:
            return
        time.sleep(every)


def check() -> None:
    """Explain what is wrong with this set-up, if anything is."""
    ready()
    from django.conf import settings

    from hereabouts.engines.evidence_file import NoEvidence, opened

    print(f"Files: {settings.HOME}")
    print(f"Database: {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}, up to date.")
    try:
        opened(settings.EVIDENCE).close()
        print(f"Evidence: {settings.EVIDENCE}")
    except NoEvidence as none:
        print(f"Evidence: none. {none}")
