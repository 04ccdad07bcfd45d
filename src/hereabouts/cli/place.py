"""Places: define them, show them, profile them, find their hot spots."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.beside_profile import compare, history, inequality, similar
from hereabouts.cli.hotspots import hotspots
from hereabouts.cli.incidents import incidents
from hereabouts.cli.profile import profile
from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, plain, today

app = typer.Typer(help="Places: define, show, profile, find hot spots.", no_args_is_help=True)
app.command()(hotspots)
app.command()(incidents)
for one in (profile, history, compare, similar, inequality):
    app.command()(one)


class Fitting(str, Enum):
    """How areas at the edge of a place count."""

    best = "best"
    apportion = "apportion"


Name = Annotated[str, typer.Argument(help="The name of the place.")]


@app.command()
def define(
    name: Name,
    areas: Annotated[str, typer.Option(help="Area codes, separated by commas.")] = "",
    where: Annotated[str, typer.Option(help="level=name, several joined by ;. A * ends a name freely.")] = "",
    boundary: Annotated[Path | None, typer.Option(help="A GeoJSON file with the boundary.", show_default=False)] = None,
    fit: Annotated[
        Fitting, typer.Option(help="best: whole areas; apportion: the share of each that lies inside.")
    ] = Fitting.best,
    overrule: Annotated[str, typer.Option(help="CODE=in:reason,CODE=out:reason, against what the rule says.")] = "",
    note: Annotated[str, typer.Option(help="How the place came about; shown with its figures.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Define a place, or give it a new version."""
    from hereabouts.core.places import NotARule
    from hereabouts.core.places.definition import Definition
    from hereabouts.core.places.fitting import overrules

    if sum(map(bool, (areas, where, boundary))) != 1:
        raise NotARule("Give either --areas CODE,CODE, --where 'level=name' or --boundary FILE.geojson.")
    by = operator()
    from hereabouts.records.places import changes

    rule, remarks = _rule(areas, where, boundary)
    definition = Definition(rule, fit.value, overrules(overrule), note.strip(), remarks)
    place = changes.define(by=by, on=today(), name=name, rule=definition)
    _show(place, format)


def _rule(areas: str, where: str, boundary: Path | None):
    from hereabouts.core.places import Rule, by_codes, by_where

    if boundary is None:
        return (by_codes(areas) if areas else by_where(where)), ()
    from hereabouts.engines.outlines import read

    drawn = read(boundary)
    return Rule(boundary=drawn.geojson, called=boundary.name), drawn.remarks


@app.command()
def show(name: Name, format: AsFormat = Format.text) -> None:
    """Show what a place is made of, in every generation of boundaries."""
    by = operator()
    from hereabouts.records.places import access

    _show(access.called(by, name, on=today()), format)


def _show(place: object, format: Format) -> None:
    from hereabouts.core.places.words import fit_in_words, way
    from hereabouts.records.places.made import made

    told = made(place)
    described = told.sheet
    if format is Format.json:
        as_json({**plain(described), **_in_full(told)})
        return
    rows = [
        {"boundaries": g.generation, "areas": len(g.counting), "cover": f"{g.fit.cover:.1%}", "purity": f"{g.fit.purity:.1%}",
         "doubtful": len(g.doubtful), "overruled": len(g.overruled), "from": g.counting[0].member.code, "to": g.counting[-1].member.code}
        for g in told.grounds
    ]  # fmt: skip
    lines = [
        f"{described.name}, version {described.version}: {described.rule}",
        way(described.how),
        *_noted(described.note),
    ]
    lines += [f"{g.label}: {fit_in_words(g.fit, described.how)}" for g in told.grounds]
    lines += [f"{_where(r)}{r.sentence}" for r in [*told.remarks, *(r for g in told.grounds for r in g.remarks)]]
    if format is Format.text:
        print("\n".join(lines))
    as_table(rows, format)
    _zones(told, format)


def _noted(note: str) -> list[str]:
    return [f"How it came about: {note}"] if note else []


def _where(remark) -> str:
    from hereabouts.records.places.made import label

    return f"{label(remark.generation)}: " if remark.generation else ""


def _zones(told, format: Format) -> None:
    """Print the areas that need a word: in part, doubtful, overruled; and those that boundary changes touched."""
    from hereabouts.core.places.words import became, why

    rows = [
        {"area": z.member.code, "name": z.name, "inside": f"{z.member.share:.1%}", "counts": f"{z.member.weight:.0%}", "why": why(z.member)}
        for g in told.grounds for z in g.zones if z.member.doubtful or z.member.reason or 0 < z.member.weight < 1
    ]  # fmt: skip
    if format is not Format.text:
        return
    if rows:
        as_table(rows, format, title="Areas at the edge")
    if told.changed:
        print("Areas that changed:")
        for one in told.changed:
            print(f"  {became(one)}")


def _in_full(told) -> dict[str, object]:
    """Give JSON everything the page says, beside what it always gave."""
    from hereabouts.core.places.words import became, fit_in_words, why

    return {
        "fit_in_words": {g.generation: fit_in_words(g.fit, told.sheet.how) for g in told.grounds},
        "zones": {
            g.generation: [
                {
                    **plain(z.member),
                    "name": z.name,
                    "people": z.people,
                    "doubtful": z.member.doubtful,
                    "why": why(z.member),
                }
                for z in g.zones
            ]
            for g in told.grounds
        },
        "remarks": [
            {"generation": r.generation, "said": str(r.sentence)}
            for r in [*told.remarks, *(r for g in told.grounds for r in g.remarks)]
        ],
        "changed": [{**plain(one), "said": became(one)} for one in told.changed],
        "versions": plain(told.editions),
    }
