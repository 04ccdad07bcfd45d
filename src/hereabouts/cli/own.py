"""A partner's own table by the command line: the same steps and the same rules as the page."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, named, today
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, counted

FAULTS = 20  # faults told at once; the rest are counted


class NotLoaded(Sentence):
    """A table with faults, or without what it must say of itself."""


def import_(
    file: Annotated[Path, typer.Argument(help="A CSV, XLSX, XLS, ODS, GeoPackage or GeoJSON file.")],
    as_: Annotated[str, typer.Option("--as", help="Whose account: their e-mail address. The password is asked for.")],
    title: Annotated[str, typer.Option(help="What it counts; the same title again replaces the table.")],
    source: Annotated[str, typer.Option(help="Where it is from.")],
    topic: Annotated[str, typer.Option(help="The code of its topic, T01 to T20.")],
    of: Annotated[str, typer.Option(help="Out of what (households, people); for a mean, its unit.")] = "people",
    shape: Annotated[str, typer.Option(help="proportion, rate, 'rate of people' or mean.")] = "rate of people",
    per: Annotated[int, typer.Option(help="For a rate: per how many.")] = 1_000,
    period: Annotated[str, typer.Option(help="What time it is of, where no column says it.")] = "",
    better: Annotated[str, typer.Option(help="lower, higher or neither.")] = "lower",
    boundaries: Annotated[str, typer.Option(help="The boundaries of its areas; recognised by the codes.")] = "",
    licence: Annotated[str, typer.Option(help="On what terms it may be used.")] = "Not licensed: for the partnership",
    within: Annotated[bool, typer.Option("--within", help="Only people of your organisation see it.")] = False,
    map: Annotated[
        str, typer.Option(help="column=field, several joined by commas; fields: area, value, of, period.")
    ] = "",
    sheet: Annotated[str, typer.Option(help="The sheet of a workbook, or the layer.")] = "",
    heading_row: Annotated[int | None, typer.Option(help="The row with the headings; guessed by default.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
    format: AsFormat = Format.text,
) -> None:
    """Load a table of your own by area: every row, or none. The same table twice changes nothing."""
    if not file.is_file():
        raise NotLoaded("There is no file called {file}.", file=str(file))
    by = named(as_)
    from hereabouts.records.evidence.own import reads
    from hereabouts.records.imports import changes as imports

    said = {
        "title": title, "source": source, "of": of, "shape": shape, "per": per, "period": period, "topic": topic,
        "polarity": {"lower": "high_bad", "higher": "high_good", "neither": "neutral"}.get(better, better),
        "generation": boundaries, "licence": licence, "within": within, "note": "",
    }  # fmt: skip
    batch = imports.start(by=by, on=today(), about=reads.ABOUT, file_name=file.name, chunks=[file.read_bytes()])
    try:
        found = _prepared(by, batch, said, map, sheet, heading_row)
        told = {"file": file.name, "title": title, **found.plan.counts, "faults": len(found.read.faults)}
        if found.read.faults:
            _tell_faults(found.read.faults, format)
        if not dry_run:
            _load(by, batch)
    finally:
        _let_go(by, batch)
    if format is Format.json:
        as_json(told | {"loaded": not dry_run, "columns": batch.mapping, "boundaries": found.facts.generation})
    else:
        counts = ", ".join(f"{n:,} {name}" for name, n in found.plan.counts.items())
        print(f"{file.name}: {counts}{'' if dry_run else '; loaded'}. Boundaries: {found.facts.generation}.")


def _prepared(by: Actor, batch, said: dict[str, object], told: str, sheet: str, heading_row: int | None):
    from hereabouts.records.evidence.own import reads
    from hereabouts.records.imports import changes as imports
    from hereabouts.records.imports import reads as sheets

    where = {"heading_row": heading_row} if heading_row is not None else {}
    imports.say(by=by, on=today(), batch=batch, facts=where, sheet=sheet)
    table = reads.table_of(batch, sheets.workbook_of(batch))
    mapping = _mapping(reads.columns(table)[0], told)
    imports.give_meaning(by=by, on=today(), batch=batch, table=table, mapping=mapping)
    if not said["generation"]:
        said = said | {"generation": _boundaries(reads.area_column(table))}
    imports.say(by=by, on=today(), batch=batch, facts={"said": said})
    return reads.prepared(batch)


def _boundaries(recognised) -> str:
    if recognised is None:
        raise NotLoaded(
            "No column holds codes of areas that the evidence file knows. Say which --boundaries they are of."
        )
    return recognised[1][0].generation


def _mapping(proposed: Mapping[str, str], told: str) -> dict[str, str]:
    """Read column=field pairs over what was guessed; a column that is given away is taken from its old field."""
    pairs = [one.rpartition("=") for one in told.split(",") if one.strip()]
    given = {field.strip(): column.strip() for column, _, field in pairs}
    return {name: heading for name, heading in proposed.items() if heading not in given.values()} | given


def _load(by: Actor, batch) -> None:
    from hereabouts.records.evidence.own import changes

    changes.load(by=by, on=today(), batch=batch)


def _let_go(by: Actor, batch) -> None:
    from hereabouts.records.imports import changes as imports

    batch.refresh_from_db(fields=["state"])
    if batch.state == "waiting":
        imports.cancel(by=by, on=today(), batch=batch)


def _tell_faults(faults, format: Format) -> None:
    rows = [{"row": f.row, "column": f.column, "fault": str(f.problem)} for f in faults]
    as_table(rows if format is Format.json else rows[:FAULTS], format, title="What is wrong, by row")
    raise NotLoaded("{n} to mend. Nothing was loaded.", n=counted(len(rows), "fault"))


def listed(as_: str) -> list[dict[str, object]]:
    """Give the own tables that somebody may see, as rows of `data list`."""
    by = named(as_)
    from hereabouts.records.evidence.own import reads

    return [
        {"title": one.title, "publisher": one.organisation, "period": one.facts.period or "in each row",
         "published": one.imported_on.isoformat(), "age": "", "areas": one.facts.generation,
         "tried": "may be published" if one.cleared else "own table", "in_evidence": "own table"}
        for one in reads.tables(by, on=today())
    ]  # fmt: skip
