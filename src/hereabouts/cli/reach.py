"""Reach from two files: who took part beside who lives here, with no database."""

from pathlib import Path
from typing import Any

from hereabouts.cli.shared import Format, as_json, as_table
from hereabouts.core.sentences import Sentence

ENDINGS = {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"}


class NotTwoFiles(Sentence):
    """Reach asked for from files, with one of them missing."""


def is_file(told: str, population: Path | None) -> bool:
    """Say whether a file of participants is meant, and not the name of a place."""
    return population is not None or Path(told).suffix.casefold() in ENDINGS


def from_files(participants: Path, population: Path | None, by: str, format: Format) -> None:
    """Print who was heard beside who lives here, those not heard first."""
    from hereabouts.core.voice import reach_files

    if population is None:
        raise NotTwoFiles("Say who lives here: --population FILE.csv, with the columns by, group and population.")
    here = reach_files.population(_table(population))
    names = [name.strip() for name in by.split(",") if name.strip()] or list(here)
    found = reach_files.told(reach_files.by_file(_table(participants), here, names))
    if format is Format.json:
        as_json(found)
        return
    unknown = "; ".join(f"{name}: {one['people']:,} ({_share(one['share'])})" for name, one in found["unknown"].items())
    if format is Format.csv:
        as_table(found["groups"], format)
        return
    as_table(
        [_row(one) for one in found["groups"]],
        format,
        title="Who was heard beside who lives here. 100 is a fair share.",
    )
    print(f"Not known, and in no share: {unknown}.")
    for name, apart in found["dissimilarity"].items():
        if apart is not None:
            told = f"{name}: {apart:.0%} of those heard would have to be others for a fair share."
            print(f"{told} Weighed up, they tell as much as {found['n_eff'][name]:,.0f} evenly drawn people would.")
    print("People chose to take part: nothing here is a margin of error for what the place thinks.")


def _table(path: Path):
    from hereabouts.core.imports.tables import table
    from hereabouts.engines.sheets import read

    if not path.is_file():
        raise NotTwoFiles("There is no file called {file}.", file=str(path))
    return table(read(path).rows, heading_row=None)


def _row(one: dict[str, Any]) -> dict[str, object]:
    known = one["index"] is not None
    return {
        "by": one["by"], "group": one["group"], "of people here": _share(one["population_share"]),
        "of those heard": _share(one["share"]), "heard": one["heard"], "index": f"{one['index']:.0f}" if known else None,
        "likely": f"{one['lo']:.0f} to {one['hi']:.0f}" if known else None, "in words": one["class"],
        "more for parity": one["more_for_parity"],
    }  # fmt: skip


def _share(value: float | None) -> str:
    return "not known" if value is None else f"{value:.0%}"
