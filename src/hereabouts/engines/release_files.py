"""A release as files: CSV, XLSX, DOCX and GeoJSON, each from the same tables of the released content.

A writer gets the tables and nothing else: no database, no evidence file. The same release always gives the same cells.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from hereabouts.core.figures.printed import HIDDEN, Table
from hereabouts.core.releases.laid_out import LaidOut
from hereabouts.engines.documents import Block, Document, Facts, Heading, Paragraph, written
from hereabouts.engines.documents import Table as Printed
from hereabouts.engines.tables import as_csv, as_workbook


@dataclass(frozen=True)
class Released:
    """What is written about a release itself: of which place, what, when, which version, and its fingerprint."""

    title: str
    place: str
    published_on: date
    number: int
    sha256: str
    licence: str = ""

    def facts(self) -> list[tuple[str, str]]:
        """Give what stands at the head of every file."""
        day = f"{self.published_on.day} {self.published_on:%B %Y}"
        told = [
            ("Place", self.place),
            ("Published", day),
            ("Version", str(self.number)),
            ("SHA-256 of the release", self.sha256),
        ]
        return [(name, value) for name, value in told if value]


def csv_of(table: Table, about: Released) -> str:
    """Write one table as CSV: its rows begin with the place and end with whether something is hidden, and the licence."""
    before = ["place"] if about.place else []
    hides = any(HIDDEN in row for row in table.rows)
    head = [
        *before,
        *(c.name for c in table.columns),
        *(["hidden"] if hides else []),
        *(["licence"] if about.licence else []),
    ]
    rows = [
        [*([about.place] if before else []), *told, *([HIDDEN in row] if hides else []), *([about.licence] if about.licence else [])]
        for row, told in zip(table.rows, table.data(), strict=True)
    ]  # fmt: skip
    return as_csv(head, rows)


def xlsx_of(laid: LaidOut, about: Released) -> bytes:
    """Write every table on a sheet of its own, with what the columns mean on the last; numbers as they are."""
    sheets = [(table.name, [c.heading for c in table.columns], table.data()) for table in laid.tables]
    means = [(table.name, c.heading, c.means) for table in laid.tables for c in table.columns]
    head = ("release", ("This file", ""), [("Title", about.title), *about.facts()])
    return as_workbook([head, *sheets, ("columns", ("Sheet", "Column", "Meaning"), means)])


def docx_of(laid: LaidOut, about: Released) -> bytes:
    """Write a Word document: real headings, captions, tables whose head repeats; cells as people read them."""
    blocks: list[Block] = [Facts(about.facts())]
    for table in laid.tables:
        heads = [c.heading for c in table.columns]
        blocks += [Heading(table.caption), Printed(table.caption, heads, table.printed())]
    if laid.hidden:
        blocks.append(Paragraph(f"A cell that reads “{HIDDEN}” is hidden, so that nobody can be picked out."))
    return written(
        Document(about.title, blocks, datetime.combine(about.published_on, time(12), UTC), subject=about.place)
    )


def geojson_of(laid: LaidOut, content: Mapping[str, Any]) -> str:
    """Write the small areas as a map: their outlines as they were released, with the cells of their table.

    A hidden count is null, and named under ``hidden``. An area without an outline has no geometry.
    """
    table = laid.table("areas")
    drawn = {area["code"]: area.get("boundary") for area in content.get("areas", ()) if table}
    names = [c.name for c in table.columns] if table else []
    features = [
        {
            "type": "Feature", "id": row[names.index("code")], "geometry": drawn.get(row[names.index("code")]),
            "properties": {
                **{n: None if cell is HIDDEN else cell for n, cell in zip(names, row, strict=True)},
                "hidden": [n for n, cell in zip(names, row, strict=True) if cell is HIDDEN],
            },
        }
        for row in (table.rows if table else ())
    ]  # fmt: skip
    told = {"type": "FeatureCollection", "licence": content.get("map_credits", []), "features": features}
    return json.dumps(told, ensure_ascii=False, allow_nan=False)
