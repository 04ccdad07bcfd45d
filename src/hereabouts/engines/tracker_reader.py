"""The reader's own process: ``python -m hereabouts.engines.tracker_reader FILE`` writes what can be seen in a tracker as JSON.

It first takes away its own means: memory, processor time, writing files. ``{"refused": ...}`` is the sentence for the person.
"""

import json
import resource
import sys
import zipfile
from pathlib import Path
from typing import Any

from hereabouts.engines.sheet_reader import DAMAGED, LOCKED, OLE, look_inside
from hereabouts.engines.sheets import MEMORY, SECONDS, NotATable


def main(path: Path) -> None:
    """Read the file and write what it holds, or the sentence that says why not."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        told = seen_in(path)
    except NotATable as refusal:
        told = {"refused": refusal.text, "values": refusal.values}
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode("utf-8", errors="replace"))


def seen_in(path: Path) -> dict[str, Any]:
    """Give the sheets of a workbook, or the tables of a document."""
    with path.open("rb") as file:
        if file.read(4).startswith(OLE):
            raise NotATable(LOCKED)
    look_inside(path, {"xl/workbook.xml", "word/document.xml"})
    with zipfile.ZipFile(path) as inside:
        word = "word/document.xml" in inside.namelist()
    try:
        if word:
            from hereabouts.engines.tracker_tables import tables

            return tables(path)
        from hereabouts.engines.tracker_cells import sheets

        return sheets(path)
    except NotATable:
        raise
    except Exception:  # noqa: BLE001 - a damaged file fails in as many ways as there are damages; all mean the same to its owner
        raise NotATable(DAMAGED) from None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
