"""A release as files: each is written from the released text and nothing else, and a picture of its areas from its outlines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from hereabouts.core.releases.laid_out import laid_out
from hereabouts.engines.calendars import LONDON, Entry, written_all
from hereabouts.engines.maps import Map, draw
from hereabouts.engines.pdf import NoPdf, pdf_of
from hereabouts.engines.release_files import Released, csv_of, docx_of, geojson_of, xlsx_of

if TYPE_CHECKING:
    from hereabouts.records.releases.reads import Notice

__all__ = ["NoPdf", "about", "calendar_of", "csv_tables", "drawn", "file_of", "pdf_of"]


def about(notice: Notice) -> Released:
    """Say what stands at the head of the files of a release; a place and a licence begin and end its rows where it has them."""
    known = notice.kind in {"plan", "profile"}
    licence = " ".join(notice.content.get("credits", ())) if notice.kind == "profile" else ""
    return Released(
        notice.title, notice.place if known else "", notice.published_on, notice.number, notice.sha256, licence
    )


def csv_tables(notice: Notice) -> dict[str, str]:
    """Write each table of a release as a CSV of its own, by its name, the one that says most first."""
    return {table.name: csv_of(table, about(notice)) for table in laid_out(notice.kind, notice.content).tables}


def file_of(notice: Notice, ending: str) -> bytes:
    """Write a release as JSON, CSV, XLSX, DOCX or GeoJSON. What is drawn or printed is the page's to write."""
    laid = laid_out(notice.kind, notice.content)
    if ending == "json":
        return notice.text.encode()
    if ending == "csv":
        return csv_of(laid.tables[0], about(notice)).encode()
    if ending == "geojson":
        return geojson_of(laid, notice.content).encode()
    return {"xlsx": xlsx_of, "docx": docx_of}[ending](laid, about(notice))


def calendar_of(notice: Notice, url: str) -> bytes:
    """Write the sessions of a released list of what is on as a calendar; the same session keeps its UID over every release."""
    offers = {(one["what"], one["who"]): one for one in notice.content["offers"]}
    entries = [_entry(one, offers[one["what"], one["who"]], notice, url) for one in notice.content["sessions"]]
    return written_all(entries, maker="What is on")


def _entry(one: Mapping[str, str], offer: Mapping[str, str], notice: Notice, url: str) -> Entry:
    session, _, sequence = one["mark"].partition("-")
    return Entry(
        uid=f"offer-{session}@hereabouts", starts_at=_hour(one["starts"]), ends_at=_hour(one["ends"]), summary=one["what"],
        sequence=int(sequence), changed_at=datetime.combine(notice.published_on, time(), tzinfo=LONDON), location=offer["where"],
        description=one["called_off"] or offer["how"], url=url, cancelled=bool(one["called_off"]),
    )  # fmt: skip


def _hour(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=LONDON)


def drawn(content: Mapping[str, Any]) -> Map | None:
    """Draw the outlines that were released with the small areas; None where there are none."""
    return draw({a["code"]: json.dumps(a["boundary"]) for a in content.get("areas", ()) if a.get("boundary")})
