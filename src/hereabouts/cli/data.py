"""Datasets in, the evidence file out."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator
from hereabouts.core.sentences import counted

app = typer.Typer(help="Datasets in; the evidence file out.", no_args_is_help=True)


@app.command()
def build(
    data: Annotated[Path, typer.Option(help="A folder of publishers' files, searched to the bottom, or one file.")],
    out: Annotated[Path, typer.Option(help="The evidence file to make; one that is there is replaced whole.")],
    verbose: Annotated[bool, typer.Option("--verbose", help="Name every file that is described nowhere.")] = False,
    format: AsFormat = Format.text,
) -> None:
    """Read every file that is described and build the evidence file. A fault leaves the old one in place."""
    from hereabouts.engines.evidence_build import build as build_file

    console = Console(stderr=True)
    with console.status("Looking at the files ...") as status:
        built = build_file(data, out, tell=lambda title: _reading(title, console, status))
    if format is Format.json:
        as_json({"out": str(out), "datasets": built.datasets, "unknown": built.unknown})
        return
    print(f"{out}: {len(built.datasets)} datasets, {sum(built.datasets.values()):,} rows.")
    if built.unknown:
        where = ":" if verbose else ". --verbose names them."
        print(f"{counted(len(built.unknown), 'file is', 'files are')} described nowhere, and left alone{where}")
        print("".join(f"  {path}\n" for path in built.unknown if verbose), end="")


def _reading(title: str, console: Console, status) -> None:
    """Say on the error stream what is read now: in a terminal above a line that moves, elsewhere as plain lines."""
    console.print(f"Reading {title}", highlight=False, markup=False)
    status.update(f"Reading {title} ...")


@app.command()
def add(files: Annotated[list[Path], typer.Argument(help="Publishers' files.")]) -> None:
    """Check files, keep them in this installation, and build its evidence file anew. A fault keeps nothing."""
    operator()
    from django.conf import settings

    from hereabouts.engines.evidence_add import add as add_files

    built = add_files(files, settings.HOME / "data", settings.EVIDENCE)
    print(f"{settings.EVIDENCE}: {len(built.datasets)} datasets, {sum(built.datasets.values()):,} rows.")


@app.command("list")
def list_(format: AsFormat = Format.text) -> None:
    """Show every dataset we can read: publisher, licence, what it describes, and its boundaries."""
    from hereabouts.engines.definitions import datasets

    rows = [
        {
            "id": d.id,
            "title": d.title,
            "publisher": d.publisher,
            "period": d.period,
            "areas": d.generation,
            "licence": d.licence,
        }
        for d in datasets().values()
    ]
    as_table(rows, format, title="Datasets that are described")


@app.command()
def check(file: Annotated[Path, typer.Argument(help="A publisher's file.")], format: AsFormat = Format.text) -> None:
    """Say what a file is and whether it fits its description."""
    from hereabouts.engines.evidence_check import check as check_file

    as_table([check_file(file)], format, title="What this file is")
