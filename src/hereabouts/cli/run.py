"""Running it: serve, worker, check."""

import os
import sys
import time
from typing import Annotated

import typer

from hereabouts.cli.shared import operator, ready, today
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
    shown = "localhost" if address in {"127.0.0.1", "0.0.0.0", "::"} else address  # noqa: S104 - compared, not bound
    print(f"The pages are at http://{shown}:{port}/. Stop it with Ctrl-C.")
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
    """Do what waits: seal the audit trail, end consents; once a day age agreements, check the trail, send its head."""
    by = operator()
    from hereabouts.records.ledger.changes import seal_entries
    from hereabouts.records.trust.daily import daily
    from hereabouts.records.voice.changes import expire_due

    while True:
        seal_entries()
        expire_due(by=by, on=today())
        daily(by=by, on=today())
        if once:
            return
        time.sleep(every)


def _first(email: str, name: str, organisation: str, address: str) -> str:
    """Make the first administrator and give the link with which they set their password."""
    from django.db import transaction
    from django.urls import reverse

    from hereabouts.records.partners import changes, reads
    from hereabouts.records.trust.access import founder

    if not reads.nobody_yet():
        raise NotSetUp("Somebody has an account here already. An administrator invites the others, on the page People.")
    if not (name.strip() and organisation.strip()):
        raise NotSetUp("Give --name NAME and --organisation NAME too: everybody acts for one partner.")
    by = {"by": founder(), "on": today()}
    with transaction.atomic():
        partner = changes.register(**by, name=organisation, kind="other")
        account = changes.invite(**by, email=email, name=name.strip(), organisation=partner)
        changes.give_role(**by, account=account, role="administrator")
        key = changes.make_invitation(**by, account=account)
    link = f"{address.rstrip('/')}{reverse('invitation', args=[account.pk])}?key={key}"
    return f"{name.strip()} is the administrator. Open this link once, within seven days, to set a password:\n{link}"


def check(
    first_administrator: Annotated[str, typer.Option(help="E-mail address of the first administrator.")] = "",
    name: Annotated[str, typer.Option(help="Their name.")] = "",
    organisation: Annotated[str, typer.Option(help="The partner they act for.")] = "",
    address: Annotated[str, typer.Option(help="Where people will open the pages.")] = "http://localhost:8000",
) -> None:
    """Explain what is wrong with this set-up, if anything is; or make its first administrator, while it has nobody."""
    ready()
    if first_administrator:
        print(_first(first_administrator, name, organisation, address))
        return
    from django.conf import settings

    from hereabouts.engines.evidence_file import NoEvidence, opened

    print(f"Files: {settings.HOME}")
    print(f"Database: {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}, up to date.")
    try:
        opened(settings.EVIDENCE).close()
        print(f"Evidence: {settings.EVIDENCE}")
    except NoEvidence as none:
        print(f"Evidence: none. {none}")
