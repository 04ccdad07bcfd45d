"""Counts of people that a release prints and that nobody attacked: they are no cell of a table of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from hereabouts.core.releases.audit import AREA
from hereabouts.core.releases.audit import tables as printed_tables
from hereabouts.core.releases.laid_out import RAISED
from hereabouts.core.trust.tables import ALL


def untold(kind: str, content: Mapping[str, Any]) -> list[str]:
    """Name the counts of people that would be printed and are no cell of a table of the release: nobody attacked them."""
    told = {
        (one.table.dimensions, one.table.row(cell)): count
        for one in printed_tables(content) for cell, count in one.table.cells.items()
    }  # fmt: skip
    printed = {"plan": _of_plan, "profile": _of_profile}.get(kind, lambda _: ())(content)
    return [name for name, keys, count in printed if count is not None and count not in {told.get(key) for key in keys}]


def _of_profile(content: Mapping[str, Any]) -> Iterator[tuple[str, list[Any], int | None]]:
    for area in content["areas"]:
        yield area["name"] or area["code"], [((AREA,), (area["code"],))], area["people"]
    yield content["place"], [((AREA,), (ALL,))], content["population"]


def _of_plan(content: Mapping[str, Any]) -> Iterator[tuple[str, list[Any], int | None]]:
    titles = [p["title"] for p in content["priorities"] if p.get("raised")]
    for p in content["priorities"]:
        if p.get("raised"):
            yield p["title"], [((p["title"],), (RAISED,))], p["raised"]["count"]
            yield p["title"], [((p["title"],), (ALL,))], p["raised"]["of"]
    yield content["place"], [((title,), (ALL,)) for title in titles], content["people_heard"]
