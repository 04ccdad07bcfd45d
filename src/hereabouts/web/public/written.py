"""A release in each of its formats: one set of tables, laid out once, and a writer for every ending of a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from hereabouts.core.figures.printed import Table
from hereabouts.core.releases.laid_out import LaidOut, laid_out
from hereabouts.core.releases.pictures import Picture, pictures
from hereabouts.engines.pdf import pdf_of
from hereabouts.engines.release_files import Released, csv_of, docx_of, geojson_of, xlsx_of
from hereabouts.web.public.drawn import area_map, drawing

if TYPE_CHECKING:
    from hereabouts.records.releases.reads import Notice

# The formats in the order in which they are offered.
LABELS = {
    "pdf": "PDF", "docx": "Word", "xlsx": "Excel", "csv": "CSV", "json": "JSON", "svg": "Picture (SVG)", "geojson": "Map (GeoJSON)",
}  # fmt: skip
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml; charset=utf-8",
    "geojson": "application/geo+json",
}
KEPT = 64  # files of releases that a process remembers: a release never changes, and a PDF takes a second to make


def endings(kind: str, content: Mapping[str, Any]) -> list[str]:
    """Name the formats that a release can be taken in: a picture where it has one, a map where it has small areas."""
    laid = laid_out(kind, content)
    absent = {"csv": not laid.tables, "svg": not pictures(laid), "geojson": laid.table("areas") is None or kind != "profile"}
    return [ending for ending in LABELS if not absent.get(ending)]


def file_of(notice: Notice, ending: str) -> bytes:
    """Write a release in one format. Raises KeyError where it has none of that ending, NoPdf where no PDF can be made."""
    if ending not in endings(notice.kind, notice.content):
        raise KeyError(ending)
    return _kept(ending, _Same(notice))


def csv_tables(notice: Notice) -> dict[str, str]:
    """Write each table of a release as a CSV of its own, by its name, the one that says most first."""
    return {table.name: csv_of(table, about(notice)) for table in laid_out(notice.kind, notice.content).tables}


def about(notice: Notice) -> Released:
    """Say what stands at the head of the files of a release."""
    licence = " ".join(notice.content.get("credits", ())) if notice.kind == "profile" else ""
    place = notice.place if notice.kind in {"plan", "profile"} else ""
    return Released(notice.title, place, notice.published_on, notice.number, notice.sha256, licence)


def page_of(notice: Notice) -> dict[str, Any]:
    """Give what a page prints of a release: its tables as people read them, with their bars and the map."""
    laid = laid_out(notice.kind, notice.content)
    drawn = {one.table: one for one in pictures(laid)}
    tables = [_shown(table, drawn.get(table.name)) for table in laid.tables]
    if notice.kind == "profile":
        tables = [{**one, "map": area_map(laid, notice.content) if one["table"].name == "areas" else None} for one in tables]
    return {"notice": notice, "laid": laid, "tables": tables, "facts": about(notice).facts()}


def _shown(table: Table, picture: Picture | None) -> dict[str, Any]:
    """Give a table with a bar beside each row; where a total has none, none stands beside any."""
    bars = picture.bars if picture and len(picture.bars) == len(table.rows) else (None,) * len(table.rows)
    rows = [
        {"cells": [{"text": text, "column": column} for text, column in zip(row, table.columns, strict=True)], "bar": bar}
        for row, bar in zip(table.printed(), bars, strict=True)
    ]
    return {"table": table, "rows": rows, "drawn": any(bars)}


class _Same:
    """A release by its fingerprint and its place among the versions: what is written of it is remembered under these."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        self.key = (notice.id, notice.sha256, notice.title, notice.place, notice.number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=KEPT)
def _kept(ending: str, same: _Same) -> bytes:
    notice = same.notice
    laid = laid_out(notice.kind, notice.content)
    return _made(notice, laid, ending)


def _made(notice: Notice, laid: LaidOut, ending: str) -> bytes:
    if ending == "json":
        return notice.text.encode()
    if ending == "xlsx":
        return xlsx_of(laid, about(notice))
    if ending == "docx":
        return docx_of(laid, about(notice))
    if ending == "geojson":
        return geojson_of(laid, notice.content).encode()
    if ending == "csv":
        return csv_of(laid.tables[0], about(notice)).encode()
    if ending == "svg":
        return render_to_string("public/picture.svg", drawing(notice, laid)).encode()
    style = Path(finders.find("public.css")).read_text(encoding="utf-8")
    return pdf_of(render_to_string("public/paper.html", {**page_of(notice), "style": style}))
