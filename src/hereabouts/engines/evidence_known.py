"""Knowing a publisher's file by its headings, never by its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

import duckdb

from hereabouts.core.evidence.descriptions import Description
from hereabouts.engines.files import Candidate, Looked, features, look
from hereabouts.engines.raw_tables import quoted, raw_table


@dataclass(frozen=True)
class Recognised:
    """A file and the description that it fits."""

    path: Path
    description: Description
    sha256: str
    looked: Looked | None = None
    header: Candidate | None = None


def recognise(path: Path, descriptions: Mapping[str, Description]) -> Recognised | None:
    """Know a file by its headings (and by a known row where two editions share them), never by its name."""
    if path.suffix.lower() in {".geojson", ".json"}:
        return _recognise_boundaries(path, descriptions)
    looked = look(path) if path.suffix.lower() in {".csv", ".tsv", ".txt"} else None
    if looked is None:
        return None
    for header in looked.candidates:
        fitting = [d for d in descriptions.values() if d.kind == "table" and d.fits(frozenset(header.headings))]
        for description in sorted(fitting, key=lambda d: (-len(d.headings), d.id)):
            if not description.known or _edition(path, looked, header, description):
                return Recognised(path, description, _sha256(path), looked, header)
    return None


def _recognise_boundaries(path: Path, descriptions: Mapping[str, Description]) -> Recognised | None:
    found = features(path)
    if not found:
        return None
    headings = frozenset(found[0].get("properties") or {})
    fitting = [d for d in descriptions.values() if d.kind == "boundaries" and d.fits(headings)]
    best = max(fitting, key=lambda d: (len(d.headings), d.id), default=None)
    return Recognised(path, best, _sha256(path)) if best else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _edition(path: Path, looked: Looked, header: Candidate, description: Description) -> bool:
    """Say whether the rows that prove this edition stand in the file with their values."""
    with duckdb.connect() as connection:
        raw_table(connection, path, looked, header)
        for known in description.known:
            rows = connection.execute(
                f"SELECT {quoted(known.column)} FROM raw WHERE {quoted(description.area)} = ?", [known.area]
            ).fetchall()
            if [_number(text) for (text,) in rows] != [_number(known.value)]:
                return False
    return True


def _number(text: str | None) -> float | str | None:
    try:
        return float(text or "")
    except ValueError:
        return text
