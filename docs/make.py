"""Write the reference pages from the commands and descriptions themselves; `--check` says whether they are current."""

import os
import sys
from pathlib import Path

from speed import speed
from typer.main import get_command

REFERENCE = Path(__file__).resolve().parent / "reference"
HEAD = """# Command line

Made from the commands by `make docs`; do not edit. Exit code 0, or 2 with one plain sentence on stderr.
On the command line you are the *local operator*: you may work with open numbers and publish from releases, and you hold
no right on any person.
"""


DATASETS = """# Datasets that are described

Made from the descriptions by `make docs`; do not edit. `hereabouts data list` says which of them you have."""


def _measures(d):
    """Name what a description counts, incidents and their years too."""
    yield from (m.id for m in d.measures)
    if d.incidents:
        yield from sorted({cell.partition("/")[0] for cell in d.incidents.yields})


def datasets() -> str:
    """List every description that ships, with what it measures and what to know before quoting it."""
    from hereabouts.engines.definitions import datasets as described_here
    from hereabouts.engines.definitions import topics

    parts = [DATASETS]
    for d in sorted(described_here().values(), key=lambda d: (d.generation, d.title)):
        measures = ", ".join(f"`{id_}`" for id_ in dict.fromkeys(_measures(d)))
        facts = [
            f"{d.publisher}. {d.licence}. Published {d.published}, describes {d.period}. Boundaries: {d.generation}."
        ]
        facts += [f"Index: {d.index}."] * bool(d.index) + [f"Measures: {measures}."] * bool(measures)
        facts += [f"Says which {', '.join(dict.fromkeys(u.level for u in d.lookups))} an area is in."] * bool(d.lookups)
        facts += [
            f"[Source]({d.source}). " + (f"[Download]({d.download})." if d.download else "No lasting address is known.")
        ]
        parts += [f"\n## {d.title}\n", f"`{d.id}`. " + " ".join(facts), *[f"- {caveat}" for caveat in d.caveats]]
    parts += ["\n## Topics\n", *[f"- `{code}`: {topic['label']}" for code, topic in sorted(topics().items())]]
    return "\n".join(parts) + "\n"


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
    made = {
        REFERENCE / "command-line.md": page(),
        REFERENCE / "datasets.md": datasets(),
        REFERENCE / "speed.md": speed(),
    }
    if "--check" in sys.argv:
        sys.exit(any(path.read_text() != text for path, text in made.items()))
    for path, text in made.items():
        path.write_text(text)
