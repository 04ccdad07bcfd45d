"""Larkhaven's publisher: writes the raw files into a folder, to be read like anybody's."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from hereabouts.demo import deprivation, geography, incidents, numbers, population


def publish(folder: Path) -> Path:
    """Write every open dataset of Larkhaven. The same seed gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    geography.write(folder)
    tables = {
        "population": population.table(),
        "census": population.census(),
        "index": deprivation.table(),
        "indicators": numbers.table(),
        "incidents": incidents.table(),
    }
    for name, rows in tables.items():
        _write(folder / f"{name}.csv", rows)
    return folder


def _write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
