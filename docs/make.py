"""Write docs/reference/command-line.md from the commands themselves; `--check` says whether it is current."""

import os
import sys
from pathlib import Path

from typer.main import get_command

PAGE = Path(__file__).resolve().parent / "reference" / "command-line.md"
HEAD = """# Command line

Made from the commands by `make docs`; do not edit. Exit code 0, or 2 with one plain sentence on stderr.
On the command line you are the *local operator*: you may work with open numbers and publish from releases, and you hold
no right on any person.
"""


def page() -> str:
    """Describe every noun and verb with its options."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hereabouts.settings"
    from hereabouts import cli

    cli.nouns()
    root = get_command(cli.app)
    parts = [HEAD]
    for name, command in sorted(root.commands.items()):
        verbs = getattr(command, "commands", None)
        if verbs is None:
            parts += described(f"hereabouts {name}", command)
        else:
            parts.append(f"\n## {name}\n\n{first(command.help)}\n")
            for verb, sub in sorted(verbs.items()):
                parts += described(f"hereabouts {name} {verb}", sub, level=3)
    return "\n".join(parts).replace("\n\n\n", "\n\n").rstrip() + "\n"


def described(called: str, command, level: int = 2) -> list[str]:
    """Describe one command."""
    lines = [f"\n{'#' * level} {called}\n", first(command.help), ""]
    for option in command.params:
        if option.name == "help":
            continue
        shown = (
            ", ".join(f"`{o}`" for o in option.opts) if option.opts[0].startswith("-") else f"`{option.name.upper()}`"
        )
        lines.append(f"- {shown}: {getattr(option, 'help', None) or ''}".rstrip(": "))
    return lines


def first(text: str | None) -> str:
    """Join a docstring into one paragraph."""
    return " ".join((text or "").split())


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text() != page())
    PAGE.write_text(page())
