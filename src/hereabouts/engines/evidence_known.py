"""Knowing a publisher's file by its headings, never by its name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path

from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.evidence.quirks import Known, Layout
from hereabouts.engines.raw_tables import Faulty
from hereabouts.engines.source_tables import Source, opened
from hereabouts.engines.zipped_tables import tables_in


@dataclass(frozen=True)
class Recognised:
    """A file (or one sheet of it) and the description that it fits, with the headings as that description calls them."""

    path: Path
    description: Description
    sha256: str
    source: Source
    layout: Layout
    headings: tuple[str, ...]
    sheet: str = ""
    heading_row: int = 0
    members: tuple[str, ...] = ()  # of a zip: the tables in it that are this dataset


def recognise(path: Path, descriptions: Mapping[str, Description]) -> list[Recognised]:
    """Know a file by its headings (and by known values where two datasets share them): one dataset for each sheet.

    Raises Faulty for a file that is not what its name says, or a workbook that cannot be read.
    """
    source = opened(path)
    if source.kind == "other":
        return []
    find = {"json": _in_json, "zip": _in_zip}.get(source.kind, _in_sheets)
    return list(find(source, descriptions))


def _in_zip(source: Source, descriptions: Mapping[str, Description]) -> Iterator[Recognised]:
    """Know the tables inside a zip that are lists of incidents, by their headings: months, several datasets of them."""
    tables = [d for d in descriptions.values() if d.kind == "incidents"]
    known: dict[tuple[str, tuple[str, ...]], tuple[Recognised, list[str]]] = {}
    for member, looked in tables_in(source.path):
        for d in tables:
            found = ((n, c, d.laid_out(c.headings)) for n, c in enumerate(looked.candidates[:1], 1))
            for n, _, laid in found:
                if laid:
                    one = Recognised(source.path, d, "", source, *laid, "", n)
                    known.setdefault((d.id, laid[1]), (one, []))[1].append(member)
    whole = sha256(source.path) if known else ""
    for one, members in known.values():
        yield replace(one, sha256=whole, members=tuple(members))


def _in_sheets(source: Source, descriptions: Mapping[str, Description]) -> Iterator[Recognised]:
    tables = [d for d in descriptions.values() if d.kind != "boundaries"]
    wanted = {layout.sheet for d in tables for layout in d.layouts}
    for number, sheet in enumerate(source.sheets):
        one = _on_sheet(source, sheet, tables) if number == 0 or sheet in wanted else None
        if one:
            yield one


def _on_sheet(source: Source, sheet: str, tables: list[Description]) -> Recognised | None:
    rows = sorted({layout.heading_rows for d in tables for layout in d.layouts if layout.on(sheet)})
    for header in (c for n in rows for c in source.headings(sheet, n)):
        fitting = [(d, laid) for d in tables if (laid := d.laid_out(header.headings, sheet))]
        for d, (layout, named) in sorted(fitting, key=lambda f: (-len(f[0].headings), f[0].id)):
            one = Recognised(source.path, d, "", source, layout, named, sheet, header.skip)
            if all(_stands(one, known) for known in d.known):
                return Recognised(source.path, d, sha256(source.path), source, layout, named, sheet, header.skip)
    return None


def _stands(one: Recognised, known: Known) -> bool:
    """Say whether the value that proves an edition stands in its row, or in any where no row is named."""
    column = one.headings.index(known.column)
    area = one.headings.index(one.description.area) if known.area else 0
    return any(
        len(cells) > max(column, area)
        and (known.area is None or cells[area].strip() == known.area)
        and _number(cells[column]) == _number(known.value)
        for number, cells in one.source.rows(one.sheet)
        if number > one.heading_row
    )


def _in_json(source: Source, descriptions: Mapping[str, Description]) -> Iterator[Recognised]:
    document = source.document
    if document is None and source.path.suffix.lower() == ".geojson":
        raise Faulty("{file} stops in the middle: download it again, or take it away.", file=source.path.name)
    geo = isinstance(document, dict) and document.get("type") == "FeatureCollection"
    if geo and not document.get("features"):
        raise Faulty(
            "{file} is a map without a single shape: download it again, or take it away.", file=source.path.name
        )
    best: Recognised | None = None
    for d in descriptions.values():
        if (d.kind == "boundaries") != geo:
            continue
        for layout in d.layouts:
            records = (
                [f.get("properties") or {} for f in document.get("features") or []]
                if geo
                else source.records(layout.records or "")
            )
            named = layout.named(tuple(records[0])) if records else ()
            if (
                records
                and d.headings <= frozenset(named)
                and (not best or len(d.headings) > len(best.description.headings))
            ):
                best = Recognised(source.path, d, sha256(source.path), source, layout, named)
    if best:
        yield best


def sha256(path: Path) -> str:
    """Give the hash of a file's content."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text.strip()
