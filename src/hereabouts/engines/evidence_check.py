"""Trying one publisher's file without building anything."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hereabouts.core.steps import Row
from hereabouts.engines.evidence_build import build


def check(file: Path) -> Row:
    """Say which dataset a file is and how many rows it has. Raises NothingFound or Faulty, as a build would."""
    with TemporaryDirectory() as folder:
        built = build(file, Path(folder) / "evidence.duckdb")
    ((dataset, rows),) = built.datasets.items()
    return {"dataset": dataset, "rows_read": rows}
