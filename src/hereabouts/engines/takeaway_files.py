"""A profile to take away, as files: CSV with what its columns mean, XLSX with where it comes from, DOCX, JSON.

All are written from the same tables. The CSV and the XLSX hold numbers as they are; DOCX prints them as people read them.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time

from hereabouts.core.evidence.takeaway import Takeaway
from hereabouts.core.figures.printed import Table
from hereabouts.engines.documents import Block, Bullets, Document, Facts, Heading, Paragraph, Picture, written
from hereabouts.engines.documents import Table as Printed
from hereabouts.engines.pixels import GREY, INK, NAVY, Pixels
from hereabouts.engines.tables import as_csv, as_workbook

KINDS = {"text": "string", "count": "number", "figure": "number", "share": "number", "number": "number"}
ROW, WIDTH, MIDDLE = 44, 1100, 600  # the chart of a document, in dots
SHORT = ("indicator", "value", "lo", "hi", "council", "words", "period")  # of the figures, in a document
PROVENANCE = ("title", "publisher", "period", "licence", "file", "sha256")


def csv_of(take: Takeaway) -> str:
    """Write the figures as CSV; ``metadata_of`` says what its columns mean."""
    table = take.table("figures")
    return as_csv([c.name for c in table.columns], table.rows)


def metadata_of(take: Takeaway, name: str) -> str:
    """Write what stands in a CSV called ``name`` as CSVW (CSV on the web): columns, types, licences."""
    table = take.table("figures")
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": name,
        "dc:title": take.title,
        "dc:created": take.made_on.isoformat(),
        "dc:license": sorted({str(row[5]) for row in take.table("provenance").rows}) if _has(take, "provenance") else [],
        "tableSchema": {
            "columns": [
                {"name": c.name, "titles": c.name, "dc:description": c.means, "datatype": KINDS[c.kind],
                 **({"null": ""} if c.kind != "text" else {})}
                for c in table.columns
            ],
            "primaryKey": "id",
        },
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def xlsx_of(take: Takeaway) -> bytes:
    """Write every table on a sheet of its own, with what the columns mean on the last."""
    sheets = [(t.caption, [c.heading for c in t.columns], t.rows) for t in take.tables]
    about = [
        (
            "About",
            ("", ""),
            [
                ("Title", take.title),
                ("Made on", take.made_on.isoformat()),
                ("Finding", take.finding),
                *take.facts,
                *(("Licence", line) for line in take.credits),
            ],
        )
    ]
    means = [(t.caption, c.heading, c.means) for t in take.tables for c in t.columns]
    return as_workbook([*about, *sheets, ("What the columns mean", ("Sheet", "Column", "Meaning"), means)])


def json_of(take: Takeaway) -> str:
    """Write everything as one JSON object: tables as lists of named cells."""
    told = {
        "title": take.title, "place": take.place, "made_on": take.made_on.isoformat(), "finding": take.finding,
        "facts": dict(take.facts), "unknown": list(take.unknown), "notes": list(take.notes), "credits": list(take.credits),
        "columns": {t.name: {c.name: asdict(c) for c in t.columns} for t in take.tables},
        **{t.name: [dict(zip([c.name for c in t.columns], row, strict=True)) for row in t.rows] for t in take.tables},
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def docx_of(take: Takeaway) -> bytes:
    """Write a Word document: real headings, captions, tables whose head repeats, and a chart with its words."""
    figures = take.table("figures")
    blocks: list[Block] = [
        Paragraph(take.finding),
        Facts(take.facts),
        Heading("The numbers, compared"),
        chart(figures),
        Paragraph("Likely range at 95%. Similar means that the difference could be chance."),
        _printed(figures, SHORT),
    ]
    for name in ("deprivation", "ages"):
        if _has(take, name):
            table = take.table(name)
            blocks += [Heading(table.caption), _printed(table, [c.name for c in table.columns])]
    if take.notes:
        blocks += [Heading("What these numbers miss"), Bullets(take.notes)]
    blocks += [
        Heading("What we do not know"),
        Bullets((*take.unknown, "A number that no publisher gives is not here. That is not the same as no need.")),
    ]
    if _has(take, "provenance"):
        blocks += [
            Heading("Where it comes from"),
            *map(Paragraph, take.credits),
            _printed(take.table("provenance"), PROVENANCE),
        ]
    made_at = datetime.combine(take.made_on, time(12), UTC)
    return written(Document(take.title, blocks, made_at, subject="Place profile"))


def _printed(table: Table, names: tuple[str, ...] | list[str]) -> Printed:
    at = [n for name in names for n, c in enumerate(table.columns) if c.name == name]
    return Printed(
        table.caption, [table.columns[n].heading for n in at], [[row[n] for n in at] for row in table.printed()]
    )


def _has(take: Takeaway, name: str) -> bool:
    return any(table.name == name for table in take.tables)


def chart(table: Table) -> Picture:
    """Draw the figures against what they are compared with: worse to the left, one numbered row each, in the table's order."""
    index = {c.name: n for n, c in enumerate(table.columns)}
    rows = [row for row in table.rows if row[index["value"]] is not None and row[index["council"]] is not None]
    drawn = Pixels(WIDTH, ROW * max(1, len(rows)) + 8)
    drawn.box(MIDDLE - 1, 0, 3, ROW * len(rows) + 8, INK)
    said = []
    for n, row in enumerate(rows):
        value, lo, hi, there, words = (row[index[name]] for name in ("value", "lo", "hi", "council", "words"))
        side = -1 if row[index["better"]] == "lower" else 1
        ends = [value] if lo is None else [value, lo, hi]
        scale = (WIDTH - MIDDLE - 60) / (max(abs(end - there) for end in ends) * 1.1 or 1)
        y = n * ROW + ROW / 2
        at = {end: MIDDLE + side * scale * (end - there) for end in ends}
        drawn.box(80, n * ROW + ROW - 1, WIDTH - 80, 1, GREY)
        drawn.number(10, y - 10, n + 1)
        if lo is not None:
            drawn.box(min(at[lo], at[hi]), y - 2, abs(at[hi] - at[lo]), 5, NAVY)
        (
            drawn.box(at[value] - 10, y - 10, 20, 20, NAVY)
            if words in {"worse", "better", "higher", "lower"}
            else drawn.frame(at[value] - 10, y - 10, 20)
        )
        said.append(f"{n + 1}: {row[index['indicator']]}, {words}")
    names = next((str(row[index["compared_with"]]) for row in rows), "")
    alt = f"Each row is one measure against {names}, the upright line; worse lies to the left. {'; '.join(said)}."
    return Picture(drawn.png(), alt, f"Against {names}, the upright line: worse to the left. Rows: {'; '.join(said)}.")
