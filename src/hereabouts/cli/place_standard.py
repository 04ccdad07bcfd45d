"""The verb `voice place-standard`: how a place's themes were scored, from a sheet, with no database."""

from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table
from hereabouts.core.voice.place_standard import NotScores, ThemeScores


def place_standard(
    file: Annotated[
        Path, typer.Argument(help="A sheet: a column a theme, scores of 1 to 7; mode says individual or group.")
    ],
    format: AsFormat = Format.text,
) -> None:
    """Say how each theme of the Place Standard was scored; individuals and groups apart."""
    from hereabouts.core.imports.tables import table
    from hereabouts.core.voice.place_standard import scores, summed
    from hereabouts.engines.definitions import place_standard_scale
    from hereabouts.engines.sheets import read

    if not file.is_file():
        raise NotScores("There is no file called {file}.", file=str(file))
    of = place_standard_scale()
    found = summed(scores(table(read(file).rows), of), of)
    if format is Format.json:
        as_json({"themes": found})
        return
    as_table([_row(one) for one in found], format, title="From 1, much room to improve, to 7, little")


def _row(one: ThemeScores) -> dict[str, object]:
    lower, upper = one.quartiles or (None, None)
    return {
        "scored by": one.mode, "theme": one.theme, "n": one.n, "median": one.median, "half between": f"{lower:g} and {upper:g}",
        "mean": f"{one.mean.value:.1f} ({one.mean.lo:.1f} to {one.mean.hi:.1f})" if one.mean else "",
        "below the others": f"{one.gap:+.1f}" if one.gap is not None else "",
    }  # fmt: skip
