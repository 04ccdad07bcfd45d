"""Incidents on the command line: which months there are, and a place month by month."""

from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, today


def months(
    categories: Annotated[bool, typer.Option("--categories", help="Add the months up by category instead.")] = False,
    format: AsFormat = Format.text,
) -> None:
    """Show every month of every list of incidents: its rows, those without a place, how far its download reaches, or missing."""
    operator()
    if categories:
        from hereabouts.records.evidence.incidents import categories as by_category

        as_table(by_category(), format, title="Incidents by category, over all months that are there")
        return
    from hereabouts.records.evidence.incidents import coverage

    as_table(coverage(), format, title="Months of incidents")


def incidents(
    name: Annotated[str, typer.Argument(help="The name of the place.")],
    measure: Annotated[str, typer.Option(help="What is counted.")] = "crimes",
    category: Annotated[str, typer.Option(help="One category, as the publisher calls it.")] = "all",
    street: Annotated[str, typer.Option(help="A street. Published points cannot tell one; this says why.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Count the incidents of a place by month and by small area. A month that is missing is no zero."""
    by = operator()
    from hereabouts.records.evidence.incidents import of_place
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    read = of_place(sheet(access.called(by, name, on=today())), measure, category, street)
    if format is Format.json:
        as_json(read)
        return
    rows = [{"month": m.period, "count": "missing" if m.value is None else m.value} for m in read.months]
    as_table(rows, format, title=f"{read.title}: {read.place}, {read.category}. {read.missing} {read.note}".strip())
