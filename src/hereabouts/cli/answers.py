"""A sheet of answers from the tool it comes from: recognised, made plain, its columns proposed. What is done is told."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hereabouts.cli.shared import AsFormat, Format, as_table
from hereabouts.core.imports.fields import Field
from hereabouts.core.imports.tables import Table
from hereabouts.core.voice.recognising import Recognised, recognise

STANDS = {
    "real file": "checked on a real file",
    "documentation": "taken from documentation, not from a real file",
    "unconfirmed": "not yet checked on a real file or documentation: look at the columns",
}


class Sheet(NamedTuple):
    """A table to load, what its columns are proposed to be, and what is told of how it was recognised."""

    table: Table
    proposed: dict[str, str]
    told: dict[str, Any]


def sheet(file: Path, fields: Sequence[Field], *, layout: str, chosen: bool) -> Sheet:
    """Read a file by its layout, or by its headings alone. ``chosen``: somebody said which column holds the words."""
    from hereabouts.engines.definitions import survey_layouts
    from hereabouts.engines.sheets import read
    from hereabouts.records.imports.reads import columns_for

    found = recognise(read(file).rows, fields, survey_layouts(), wanted=layout, per="person" if chosen else "")
    kept, remembered = columns_for("contribution", found.table, fields)
    return Sheet(found.table, kept if remembered else dict(found.mapping), _told(found))


def _told(made: Recognised) -> dict[str, Any]:
    if made.layout is None:
        return {"layout": None}
    return {
        "layout": made.layout.id, "layout_title": made.layout.title, "checked_on": made.layout.checked_on,
        "questions": list(made.questions), "taken_out": list(made.taken_out), "left_out": made.left_out,
        "a_row_is": "one answer" if made.per == "answer" else "one row of the sheet",
    }  # fmt: skip


def say(told: dict[str, Any]) -> None:
    """Tell a person how a sheet was recognised, and what of it was not looked at."""
    if told["layout"] is None:
        return
    print(f"Recognised as {told['layout_title']} ({STANDS[told['checked_on']]}).")
    if told["taken_out"]:
        print(f"Taken out unseen, being about who somebody is: {', '.join(told['taken_out'])}.")
    if told["left_out"]:
        print(f"Left out, as the moderators refused them: {told['left_out']:,}.")
    if told["a_row_is"] == "one answer":
        print(f"One row for each answer, by the same person: {'; '.join(told['questions'])}.")


def layouts(format: AsFormat = Format.text) -> None:
    """List the tools whose exports are recognised by their headings, and what each description was checked on."""
    from hereabouts.engines.definitions import survey_layouts

    rows = [{"layout": one.id, "what": one.title, "checked_on": one.checked_on, "source": one.source}
            for one in survey_layouts().values()]  # fmt: skip
    as_table(rows, format, title="Exports that voice import recognises (or that lead to voice opinions)")


def standing() -> str:
    """Say in one line which layouts are known and which of them no real file stands behind."""
    from hereabouts.engines.definitions import survey_layouts

    by = {mark: [one.title for one in survey_layouts().values() if one.checked_on == mark] for mark in STANDS}
    parts = [f"{STANDS[mark]}: {', '.join(titles)}" for mark, titles in by.items() if titles]
    return f"Exports of survey tools that are recognised. {'. '.join(part[0].upper() + part[1:] for part in parts)}."
