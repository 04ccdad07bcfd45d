"""What a file that nobody described comes near to: a publisher who renames one heading has not made a new dataset."""

from collections.abc import Collection, Mapping
from pathlib import Path

from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.sentences import listed
from hereabouts.engines.source_tables import opened

ENOUGH = 0.6  # of the headings that a description reads
ANY = 0.01
SHOWN = 4

UNKNOWN = (
    "Nobody described this file: no row of it has the headings of a dataset we know. "
    "`hereabouts data describe FILE` drafts a description."
)


def near(file: Path, descriptions: Mapping[str, Description], beside: Collection[str] = ()) -> str:
    """Say why a file is no dataset we know: which it comes near, and what it lacks of it.

    A description that lies ``beside`` the file was written for it: one heading of it that is there is near enough.
    """
    found = _nearest(file, {id_: descriptions[id_] for id_ in beside}, ANY) or _nearest(file, descriptions, ENOUGH)
    if found is None:
        return UNKNOWN
    description, lacks = found
    if not lacks:
        return (
            f"The file has the headings of “{description.title}”, but not the value that proves this edition: is it another one? "
            "`hereabouts data describe FILE` drafts a description."
        )
    some = listed([f"“{heading}”" for heading in lacks[:SHOWN]])
    more = f" and {len(lacks) - SHOWN} more" if len(lacks) > SHOWN else ""
    return (
        f"Nobody described this file. It comes near “{description.title}”, but has no column {some}{more}: was a heading changed, "
        "or is it another edition? `hereabouts data describe FILE` drafts a description."
    )


def _nearest(
    file: Path, descriptions: Mapping[str, Description], enough: float
) -> tuple[Description, list[str]] | None:
    source = opened(file)
    if source.kind not in {"text", "workbook"}:
        return None
    rows = [set(row.headings) for sheet in source.sheets[:1] for row in source.headings(sheet)]
    lacking = [
        (len(d.headings & row) / len(d.headings), -len(d.headings), d.id, sorted(d.headings - row))
        for d in descriptions.values()
        for row in rows
        if d.kind != "boundaries" and len(d.headings) > 1
    ]
    share, _, id_, lacks = max(lacking, default=(0.0, 0, "", []), key=lambda one: one[:3])
    return (descriptions[id_], lacks) if share >= enough else None
