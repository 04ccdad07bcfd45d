"""Datasets in, the evidence file out."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from hereabouts.cli.answers import standing
from hereabouts.cli.incidents import months
from hereabouts.cli.own import import_, listed
from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, today
from hereabouts.core.sentences import counted

app = typer.Typer(help="Datasets in; the evidence file out.", no_args_is_help=True)
app.command()(months)
app.command("import")(import_)
SHOWN = ("title", "publisher", "period", "published", "age", "areas", "tried", "in_evidence")


@app.command()
def build(
    data: Annotated[Path, typer.Option(help="A folder of publishers' files, searched to the bottom, or one file.")],
    out: Annotated[Path, typer.Option(help="The evidence file to make; one that is there is replaced whole.")],
    verbose: Annotated[bool, typer.Option("--verbose", help="Name every file that is described nowhere.")] = False,
    format: AsFormat = Format.text,
) -> None:
    """Read every file that is described and build the evidence file. A fault leaves the old one in place."""
    from hereabouts.engines.evidence_add import remember
    from hereabouts.engines.evidence_build import build as build_file

    console = Console(stderr=True)
    with console.status("Looking at the files ...") as status:
        built = build_file(data, out, tell=lambda title: _reading(title, console, status))
    remember(data, out)
    if format is Format.json:
        told = {"datasets": built.datasets, "unknown": built.unknown, "warnings": built.warnings}
        as_json({"out": str(out), "content_hash": built.content_hash, **told})
        return
    _told(built, out)
    if built.unknown:
        where = ":" if verbose else ". --verbose names them."
        print(f"{counted(len(built.unknown), 'file is', 'files are')} described nowhere, and left alone{where}")
        print("".join(f"  {path}\n" for path in built.unknown if verbose), end="")


def _reading(title: str, console: Console, status) -> None:
    """Say on the error stream what is read now: in a terminal above a line that moves, elsewhere as plain lines."""
    console.print(f"Reading {title}", highlight=False, markup=False)
    status.update(f"Reading {title} ...")


@app.command()
def add(
    what: Annotated[list[str], typer.Argument(help="Publishers' files; or the name of one dataset, to download it.")],
) -> None:
    """Keep files in this installation, or download a dataset by name, and build the evidence file anew with what it had.

    A dataset is named by its title, its id or its index: `data add SIMD 2020v2`. A fault keeps nothing.
    """
    operator()
    from django.conf import settings

    from hereabouts.engines import evidence_add

    files, folder = [Path(one) for one in what], settings.HOME / "data"
    if any(file.exists() or file.suffix for file in files):
        built = evidence_add.add(files, folder, settings.EVIDENCE)
    else:
        known, fetched, built = evidence_add.add_named(" ".join(what), folder, settings.EVIDENCE, on=today())
        print(f"{known.title}: {fetched.bytes:,} bytes from {fetched.address}, content {fetched.sha256[:12]}.")
    _told(built, settings.EVIDENCE)


def _told(built, out: Path) -> None:
    print(
        f"{out}: {len(built.datasets)} datasets, {sum(built.datasets.values()):,} rows, content {built.content_hash[:12]}."
    )
    for title in built.gone:
        print(f"No longer there: {title}")
    for path in built.spared:
        print(f"Not read, the same records are in another file: {path}")
    for warning in built.warnings:
        print(f"  {warning}")


@app.command("list")
def list_(
    as_: Annotated[str, typer.Option("--as", help="Whose account, to see the own tables that they may see.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Show every dataset we can read: source, licence, vintage, age, boundaries, download, and whether we have it."""
    from django.conf import settings

    from hereabouts.engines.evidence_list import inventory

    own = listed(as_) if as_ else []
    rows = inventory(settings.HOME / "data", settings.EVIDENCE, on=today())
    if format is Format.text:
        rows = [{name: row[name] for name in SHOWN} for row in [*own, *rows]]
    else:
        rows = [*({**dict.fromkeys(rows[0]), **one} for one in own), *rows]
    as_table(rows, format, title="Datasets that are described")
    if format is Format.text:
        print(standing())


@app.command()
def check(file: Annotated[Path, typer.Argument(help="A publisher's file.")], format: AsFormat = Format.text) -> None:
    """Say what a file is, what will be read of it and what is odd. Exit code 2 where it has faults."""
    from django.conf import settings

    from hereabouts.engines.evidence_check import check as check_file

    told = check_file(file, settings.EVIDENCE)
    if format is Format.json:
        as_json(told)
    elif told["dataset"]:
        print(f"{file.name} is “{told['title']}” ({', '.join(told['datasets'])}).")
        print(f"{told['rows_read']:,} rows can be read, {told['rows_refused']:,} cannot.")
        for warning in told["warnings"]:
            print(f"  {warning}")
    if told["errors"]:
        print(_faults(told["errors"]), file=sys.stderr)
        raise typer.Exit(2)


def _faults(errors) -> str:
    """Say the faults as a person reads them, the first twenty in full."""
    lines = []
    for error in errors[:20]:
        where = [f"row {error['row']}"] * (error["row"] is not None) + [f"column “{error['column']}”"] * bool(
            error["column"]
        )
        lines.append(f"{', '.join(where)}: {error['message']}".removeprefix(": "))
    return "\n".join([*lines, *[f"and {len(errors) - 20:,} more"] * (len(errors) > 20)])


@app.command()
def describe(
    file: Annotated[Path, typer.Argument(help="A file that nobody described.")],
    sheet: Annotated[str, typer.Option(help="The sheet of a workbook; by default the first with area codes.")] = "",
) -> None:
    """Draft a description of a file: save it as NAME.toml beside the file, correct it, and check the file again."""
    from hereabouts.engines.evidence_draft import draft

    print(draft(file, sheet=sheet, on=today()), end="")
