"""Partners: who they are, what they promised, and the directory of services."""

from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, named, operator, today
from hereabouts.core.imports.checking import suggested
from hereabouts.core.sentences import Sentence

app = typer.Typer(
    help="Partners: the register, what they promised, and the directory of services.", no_args_is_help=True
)

As = Annotated[str, typer.Option("--as", help="Whose account: their e-mail address. The password is asked for.")]
FAULTS = 20  # faults told at once; the rest are counted


class NotTakenIn(Sentence):
    """A file that is not there, or has rows that cannot be read."""


@app.command("list")
def list_(format: AsFormat = Format.text) -> None:
    """List the partners with their kind and when they signed up."""
    operator()
    from hereabouts.records.partners import reads

    rows = [
        {"partner": p.name, "kind": p.kind_said, "statutory": "yes" if p.statutory else "no",
         "signed up": p.signed_up_on or "not yet", "contact": p.contact or "not known"}
        for p in reads.organisations()
    ]  # fmt: skip
    as_table(rows, format, title="Partners" if rows else "There are no partners yet.")


@app.command()
def promised(as_: As, format: AsFormat = Format.text) -> None:
    """Say what partners promised, what came of it, and who has promised nothing."""
    by = named(as_)
    from hereabouts.core.ledger import Subject, may
    from hereabouts.records.ledger.changes import NotAllowed
    from hereabouts.records.partners import reads

    if not may(
        by, "see", Subject("commitment"), today()
    ):  # an empty list would read as if nobody had promised anything
        raise NotAllowed("Your role does not include what partners promised. Ask your governance lead if it should.")
    told = reads.tracker(by, on=today())
    if format is Format.json:
        as_json(told)
        return
    rows = [
        {"partner": c.partner, "promised": c.what, "how much": f"{c.quantity:g} {c.unit}" if c.quantity is not None else "",
         "by": c.due_on or "", "stands": c.status, "came": f"{c.delivered:g}" if c.quantity is not None else len(c.deliveries)}
        for c in told.lines
    ]  # fmt: skip
    nobody = "; ".join(told.nothing_yet) or "nobody"
    as_table(rows, format, title=f"{told.kept} of {told.due} that were due are kept. Promised nothing yet: {nobody}.")


@app.command()
def services(
    near: Annotated[str, typer.Option(help="A postcode: the nearest first.")] = "",
    search: Annotated[str, typer.Option(help="Words to look for.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """List the services that can be had."""
    by = operator()
    from hereabouts.core.partners.directory import Wanted, by_nearness
    from hereabouts.records.evidence.services import point_of
    from hereabouts.records.partners import reads

    found = [one for one in reads.directory(by, on=today()) if Wanted(words=search).fits(one)]
    lines, _ = by_nearness(found, near, point_of(near) if near else None)
    rows = [
        {"service": one.name, "by": one.provider, "where": f"{one.address} {one.postcode}".strip(), "telephone": one.phone,
         "km": None if km is None else f"{km:.1f}", "checked": one.assured_on or "not known"}
        for km, one in lines
    ]  # fmt: skip
    as_table(rows, format, title="Services" if rows else "No service fits.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV, XLSX, XLS or ODS file, or an Open Referral feed as JSON.")],
    place: Annotated[str, typer.Option(help="The name of the place whose directory it is for.")],
    as_: As,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
    format: AsFormat = Format.text,
) -> None:
    """Take a list of services into the directory: every row, or none. The same file twice changes nothing."""
    if not file.is_file():
        raise NotTakenIn("There is no file called {file}.", file=str(file))
    by = named(as_)
    from hereabouts.core.partners.sheets import fields
    from hereabouts.records.partners import reads
    from hereabouts.records.places import access as places

    where = places.called(by, place, on=today())
    table = reads.services_on_disk(file)
    mapping = suggested(table.headings, fields(reads.topic_words()))
    found = reads.prepared(table, mapping)
    if found.faults:
        _tell_faults(found.faults)
    if not dry_run:
        _take_in(by, where, file, table, mapping)
    told = {"file": file.name, "rows": found.rows, **found.plan.counts, "loaded": not dry_run, "columns": mapping}
    if format is Format.json:
        as_json(told)
    else:
        counts = ", ".join(f"{n:,} {word}" for word, n in found.plan.counts.items())
        print(f"{file.name}, {found.rows:,} rows: {counts}.{' Nothing was changed.' if dry_run else ''}")


def _take_in(by, where, file: Path, table, mapping) -> None:
    from hereabouts.records.imports import changes as imports
    from hereabouts.records.partners import changes

    given = {"by": by, "on": today(), "place": where}
    batch = imports.start(**given, about="service", file_name=file.name, chunks=[file.read_bytes()])
    changes.import_services(**given, batch=batch, table=table, mapping=mapping)


def _tell_faults(faults) -> None:
    more = len(faults) - FAULTS
    lines = [str(fault) for fault in faults[:FAULTS]] + ([f"and {more} more."] if more > 0 else [])
    raise NotTakenIn("Nothing was taken in.\n{faults}", faults="\n".join(lines))
