"""In which formats a release can be taken: all of them hold the same cells."""

from collections.abc import Mapping
from typing import Any

from hereabouts.core.releases.laid_out import laid_out
from hereabouts.core.releases.pictures import pictures

# The ending of the file and its name for people, in the order in which they are offered.
LABELS = {
    "pdf": "PDF", "docx": "Word", "xlsx": "Excel", "csv": "CSV", "json": "JSON", "svg": "Picture (SVG)", "geojson": "Map (GeoJSON)",
}  # fmt: skip


def endings(kind: str, content: Mapping[str, Any]) -> list[str]:
    """Name the formats that a release can be taken in: a picture where it has one, a map where it has small areas."""
    laid = laid_out(kind, content)
    mapped = kind == "profile" and laid.table("areas") is not None
    absent = {"csv": not laid.tables, "svg": not pictures(laid), "geojson": not mapped}
    return [ending for ending in LABELS if not absent.get(ending)]
