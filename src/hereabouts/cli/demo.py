"""The demo: Larkhaven, built once into a home of its own, then served."""

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.run import listen
from hereabouts.cli.shared import ready, today

# What belongs to a real installation: the demo must never touch it.
NOT_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "HEREABOUTS_EVIDENCE", "SECRET_KEY")

KEPT_MAIL = "django.core.mail.backends.filebased.EmailBackend"  # into the demo's own home: nobody gets an e-mail of it


def demo(
    port: Annotated[int, typer.Option(envvar="PORT", help="The port to listen on.")] = 8000,
    address: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    build_only: Annotated[bool, typer.Option("--build-only", help="Build it, and do not serve.")] = False,
    afresh: Annotated[bool, typer.Option("--afresh", help="Throw an earlier demo away and build today's.")] = False,
    logs: Annotated[
        bool, typer.Option("--logs", help="Print the server's log here, not into a file of its home.")
    ] = False,
) -> None:
    """Build Larkhaven, a made-up partnership, and serve it. Nothing of a real installation is touched."""
    home = Path(os.environ.get("HEREABOUTS_HOME") or ".hereabouts").resolve() / "demo"
    if afresh:
        shutil.rmtree(home, ignore_errors=True)
    if home.exists():
        _live_in(home)
        ready()
    else:
        _built(home)
    if build_only:
        print(f"Larkhaven is built in {home}.")
        return
    print(f"Larkhaven is at http://localhost:{port}/ (choose a role there). Stop it with Ctrl-C.")
    print(f"It lives in {home}; remove that folder to forget it.")
    if not logs:
        os.environ["HEREABOUTS_LOG"] = str(home / "server.log")
    listen(address, port)


def _built(home: Path) -> None:
    """Build beside the place where it will live, and move it there whole: a build that was stopped leaves no demo."""
    beside = home.with_name("demo.unfinished")
    shutil.rmtree(beside, ignore_errors=True)
    _live_in(beside)
    ready()
    from django.db import connections

    from hereabouts.demo.build import build

    build(beside, on=today(), tell=lambda chapter: print(f"{chapter} ...", file=sys.stderr))
    connections.close_all()
    beside.rename(home)
    _live_in(home)


def _live_in(home: Path) -> None:
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ |= {"HEREABOUTS_HOME": str(home), "HEREABOUTS_DEMO": "1", "EMAIL_BACKEND": KEPT_MAIL}
