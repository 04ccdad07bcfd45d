"""Every dataset we can read: where it is from, how old it is, whether it can be fetched, and whether we have it."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.evidence.periods import period
from hereabouts.core.sentences import counted
from hereabouts.engines import definitions, downloads
from hereabouts.engines.evidence_add import NOTES
from hereabouts.engines.files import found_in


def inventory(folder: Path, evidence: Path, *, on: date) -> list[dict[str, Any]]:
    """List every description, those kept in ``folder`` too, with source, licence, vintage, age and geography."""
    here = _held(evidence)
    fetched = downloads.remembered(folder.parent / NOTES)
    known = definitions.descriptions(found_in(folder) if folder.exists() else [])
    return [_line(d, d.id in here, fetched.get(d.id), on) for d in known.values()]


def _line(d: Description, here: bool, fetched: downloads.Fetched | None, on: date) -> dict[str, Any]:
    return {
        "id": d.id,
        "title": d.title,
        "publisher": d.publisher,
        "licence": d.licence,
        "source": d.source,
        "published": d.published,
        "period": d.period,
        "age": age(d.published, on),
        "areas": d.generation,
        "index": d.index or "",
        "download": d.download,
        "tried": _tried(d, fetched),
        "in_evidence": here,
    }


def _tried(d: Description, fetched: downloads.Fetched | None) -> str:
    """Say when the address was last seen to work; honestly, most were never tried from here."""
    if fetched and fetched.address == d.download:
        return f"worked on {fetched.tried_on}"
    if d.download:
        return f"worked on {d.tried_on}" if d.tried_on else "not tried"
    return "no address"


def age(published: str, on: date) -> str:
    """Say how old a publication is, in years or months; nothing where its day is not known."""
    told = period(published)
    if told is None:
        return ""
    months = max(0, (on.year - told.last.year) * 12 + on.month - told.last.month)
    return counted(months // 12, "year") if months >= 12 else counted(months, "month")


def _held(evidence: Path) -> set[str]:
    if not evidence.exists():
        return set()
    try:
        with duckdb.connect(str(evidence), read_only=True) as connection:
            return {id_ for (id_,) in connection.execute("SELECT id FROM dataset").fetchall()}
    except duckdb.Error:
        return set()
