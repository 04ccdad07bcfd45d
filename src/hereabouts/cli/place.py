"""Places: define them, show them, profile them, find their hot spots."""

from typing import Annotated

import typer

from hereabouts.cli.hotspots import hotspots
from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, today

app = typer.Typer(help="Places: define, show, profile, find hot spots.", no_args_is_help=True)
app.command()(hotspots)

Name = Annotated[str, typer.Argument(help="The name of the place.")]


@app.command()
def define(
    name: Name,
    areas: Annotated[str, typer.Option(help="Area codes, separated by commas.")] = "",
    where: Annotated[str, typer.Option(help="level=name, several joined by ;. A * ends a name freely.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Define a place, or give it a new version."""
    from hereabouts.core.places import NotARule, by_codes, by_where

    if bool(areas) == bool(where):
        raise NotARule("Give either --areas CODE,CODE or --where 'level=name'.")
    by = operator()
    from hereabouts.records.places import changes

    rule = by_codes(areas) if areas else by_where(where)
    place = changes.define(by=by, on=today(), name=name, rule=rule)
    _show(place, format)


@app.command()
def show(name: Name, format: AsFormat = Format.text) -> None:
    """Show what a place is made of, in every generation of boundaries."""
    by = operator()
    from hereabouts.records.places import access

    _show(access.called(by, name, on=today()), format)


def _show(place: object, format: Format) -> None:
    from hereabouts.records.places.reads import sheet

    described = sheet(place)
    if format is Format.json:
        as_json(described)
        return
    rows = [
        {"boundaries": generation, "areas": len(codes), "cover": f"{described.fits[generation].cover:.1%}",
         "purity": f"{described.fits[generation].purity:.1%}", "from": codes[0], "to": codes[-1]}
        for generation, codes in described.areas.items()
    ]  # fmt: skip
    as_table(rows, format, title=f"{described.name}, version {described.version}: {described.rule}")


@app.command()
def profile(
    name: Name,
    index: Annotated[str, typer.Option(help="The edition of a deprivation index, such as 'SIMD 2020v2'.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Print the profile of a place: people, deprivation, indicators with their intervals."""
    by = operator()
    from hereabouts.records.evidence import reads
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    read = reads.of_place(sheet(access.called(by, name, on=today())), index or None)
    if format is Format.json:
        as_json(read)
        return
    rows = [
        {"indicator": f.label, "value": _figure(f.value, f.unit), "from": _figure(f.lo, f.unit), "to": _figure(f.hi, f.unit),
         "of": f.denominator, "period": f.period, "source": f.source, "method": f.method}
        for f in read.indicators
    ]  # fmt: skip
    as_table(rows, format, title=_headline(read))


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "not known"
    return f"{value:.1%}" if unit.startswith(("of ", "share ")) else f"{value:,.1f}"


def _headline(read) -> str:
    people = f"{read.population:,} people ({read.population_source})" if read.population else read.population_note
    lines = [f"{read.place}: {read.areas} areas, {people}"]
    if read.deprivation:
        for percent, share in read.deprivation.most_deprived.items():
            of_people = f", {share.people:,} people ({share.share_people:.1%})" if share.people is not None else ""
            lines.append(
                f"{read.deprivation.index}: {share.areas} of {read.areas} areas ({share.share_areas:.1%}) "
                f"in the most deprived {percent} %{of_people}"
            )
    return "\n".join(lines)
