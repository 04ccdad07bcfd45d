"""The command line: every calculation without the web. ``hereabouts <noun> <verb>``.

Exit code 0, or 2 with one plain sentence on stderr; a traceback is a defect.
"""

import os
import sys
from contextvars import copy_context
from importlib import import_module

import typer

from hereabouts.core.sentences import Sentence

app = typer.Typer(
    name="hereabouts",
    help="The working place of a partnership that sets out to reduce inequality in a place.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


NOUNS = ("account", "data", "families", "partners", "place", "plan", "priorities", "trust", "voice")


def nouns() -> None:
    """Hang every noun onto the command line, once."""
    from hereabouts.cli import keep, run
    from hereabouts.cli.demo import demo

    if app.registered_groups:
        return
    for noun in NOUNS:
        app.add_typer(import_module(f"hereabouts.cli.{noun}").app, name=noun)
    run.add_to(app)
    keep.add_to(app)
    app.command()(demo)


def main() -> None:
    """Run one command. Settings come from the environment; the first command migrates by itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hereabouts.settings")
    nouns()
    try:
        code = copy_context().run(app, standalone_mode=False)  # who asks the database ends with the command
    except Sentence as refusal:
        code = _say(str(refusal))
    except typer.Abort:
        code = _say("Stopped.")
    except (KeyboardInterrupt, BrokenPipeError):
        code = 2
    except Exception as problem:
        message = getattr(problem, "format_message", None)  # how typer words a wrong option or argument
        if message is None:
            raise
        code = _say(_in_full(problem, message()))
    sys.exit(code if isinstance(code, int) else 0)


# What stands in an argument's place in an example.
FOR_EXAMPLE = {
    "name": "Linlathen", "file": "tracker.csv", "table": "counts.csv", "tables": "counts.csv", "place": "Linlathen",
    "restore file": "backup.tar.gz", "check file": "simd.csv", "export name": "'East plan'", "plan": "'East plan'",
    "extracts": "council.csv housing.csv", "extract": "council.csv", "blind-overlap files": "council.blind housing.blind",
    "links": "links.csv", "episodes": "episodes.csv", "files": "simd.csv", "what": "simd.csv",
}  # fmt: skip


def _in_full(problem: Exception, message: str) -> str:
    """Add to what is missing what it is, and how the command looks with it."""
    if "unexpected extra argument" in message and "--areas" in sys.argv:
        return f"{message.rstrip('.')}. Put commas between the codes, and no spaces: --areas S01007800,S01007801"
    wanted, context = getattr(problem, "param", None), getattr(problem, "ctx", None)
    if wanted is None or context is None or not message.startswith("Missing"):
        return message
    verbs = []
    while context.parent is not None:
        verbs.insert(0, context.info_name)
        context = context.parent
    about = f" {wanted.help}" if getattr(wanted, "help", None) else ""
    told = FOR_EXAMPLE.get(f"{verbs[-1]} {wanted.name}") or FOR_EXAMPLE.get(wanted.name, wanted.name.upper())
    given = told if message.startswith("Missing argument") else f"{wanted.opts[0]} {told}"
    return f"{message}{about} For example: hereabouts {' '.join([*verbs, given])}"


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


__all__ = ["app", "main"]
