"""A release in each of its formats: one set of tables, laid out once, and a writer for every ending of a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import get_language

from hereabouts.core.figures.printed import Table
from hereabouts.core.releases.formats import endings
from hereabouts.core.releases.laid_out import laid_out
from hereabouts.core.releases.pictures import Picture, pictures
from hereabouts.records.releases import written
from hereabouts.records.releases.written import about, pdf_of
from hereabouts.web.public.drawn import area_map, drawing

if TYPE_CHECKING:
    from hereabouts.records.releases.reads import Notice

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml; charset=utf-8",
    "geojson": "application/geo+json",
}
ROOM = 5  # columns beside which a bar can still be read
KEPT = 64  # files of releases that a process remembers: a release never changes, and a PDF takes a second to make


def file_of(notice: Notice, ending: str) -> bytes:
    """Write a release in one format. Raises KeyError where it has none of that ending, NoPdf where no PDF can be made."""
    if ending not in endings(notice.kind, notice.content):
        raise KeyError(ending)
    told = (notice.id, notice.sha256, notice.title, notice.place, notice.number, get_language())
    return _kept(ending, _Same(told, notice))


def page_of(notice: Notice) -> dict[str, Any]:
    """Give what a page prints of a release: its tables as people read them, with their bars and the map."""
    laid = laid_out(notice.kind, notice.content)
    drawn = {one.table: one for one in pictures(laid)}
    tables = [_shown(table, drawn.get(table.name)) for table in laid.tables]
    drawn_map = area_map(laid, notice.content) if notice.kind == "profile" else None
    for one in tables:
        if drawn_map and one["table"].name == "areas":
            lettered = zip(one["rows"], drawn_map["rows"], strict=True)
            one |= {
                "map": drawn_map,
                "rows": [{**row, "letter": area["letter"]} for row, area in lettered],
                "drawn": True,
            }
    return {"notice": notice, "laid": laid, "tables": tables, "facts": about(notice).facts()}


def _shown(table: Table, picture: Picture | None) -> dict[str, Any]:
    """Give a table with a bar beside each row, where each has one and there is room."""
    fits = picture is not None and len(picture.bars) == len(table.rows) and len(table.columns) <= ROOM
    bars = picture.bars if picture and fits else (None,) * len(table.rows)
    rows = [
        {
            "cells": [{"text": text, "column": column} for text, column in zip(row, table.columns, strict=True)],
            "bar": bar,
        }
        for row, bar in zip(table.printed(), bars, strict=True)
    ]
    return {"table": table, "rows": rows, "drawn": any(bars)}


@dataclass(frozen=True)
class _Same:
    """A release as it is remembered: what is written of it depends on these words, and on the reader's language."""

    key: tuple[object, ...]
    notice: Notice = field(compare=False)


@lru_cache(maxsize=KEPT)
def _kept(ending: str, same: _Same) -> bytes:
    notice = same.notice
    if ending == "svg":
        return render_to_string("public/picture.svg", drawing(notice, laid_out(notice.kind, notice.content))).encode()
    if ending == "pdf":
        style = Path(finders.find("public.css")).read_text(encoding="utf-8")
        return pdf_of(render_to_string("public/paper.html", {**page_of(notice), "style": style}))
    return written.file_of(notice, ending)
