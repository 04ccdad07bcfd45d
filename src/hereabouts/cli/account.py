"""Account: did it work?"""

import csv
from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json

app = typer.Typer(help="Did it work? Reports and publishing.", no_args_is_help=True)


@app.callback()
def noun() -> None:
    """Did it work? Reports and publishing."""


@app.command()
def evaluate(
    table: Annotated[Path, typer.Argument(help="A CSV of group (here, elsewhere), period (before, after) and count.")],
    format: AsFormat = Format.text,
) -> None:
    """Compare a before and after here with a comparison that was left alone."""
    from hereabouts.core.account.evaluation import NotComparable, counts
    from hereabouts.core.account.evaluation import evaluate as compare

    try:
        text = table.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise NotComparable("{path} cannot be read as a CSV in UTF-8.", path=str(table)) from None
    found = compare(counts(list(csv.DictReader(text.splitlines()))))
    if format is Format.json:
        as_json(found)
    else:
        print(
            f"{found.said}\nRatio {found.ratio:.2f}, likely between {found.lo:.2f} and {found.hi:.2f} (p {found.p:.3f}, {found.method})."
        )
