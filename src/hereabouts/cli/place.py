"""Places: define them, show them, profile them, find their hot spots."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.hotspots import hotspots
from hereabouts.cli.incidents import incidents
from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, plain, today

app = typer.Typer(help="Places: define, show, profile, find hot spots.", no_args_is_help=True)
app.command()(hotspots)
app.command()(incidents)


class Fitting(str, Enum):
    """How areas at the edge of a place count."""

    best = "best"
    apportion = "apportion"


Name = Annotated[str, typer.Argument(help="The name of the place.")]


PARTS = {"value": "value", "from": "lo", "to": "hi"}


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


@app.command()
def profile(
    name: Name,
    index: Annotated[str, typer.Option(help="The edition of a deprivation index, such as 'SIMD 2020v2'.")] = "",
    out: Annotated[Path | None, typer.Option(help="A file to write: .html, .pdf, .docx, .xlsx, .csv or .json.")] = None,
    format: AsFormat = Format.text,
) -> None:
    """Print the profile of a place: people, deprivation, indicators with their intervals; or write it to a file."""
    by = operator()
    from hereabouts.records.evidence import reads
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    if out is not None:
        _written(by, access.called(by, name, on=today()), index or None, out)
        return
    read = reads.of_place(sheet(access.called(by, name, on=today())), index or None)
    if format is Format.json:
        as_json(read)
        return
    if format is Format.csv:
        licence = {"licence": " ".join(read.credits)}
        as_table([{**_row(f), **licence} for f in read.indicators], format)
        return
    as_table([_short(f) for f in read.indicators], format, title=_headline(read))
    print("\n".join(read.credits))


def _row(f) -> dict[str, object]:
    from hereabouts.core.evidence.figure import beside, in_words

    other = beside(f)
    return {
        "indicator": f.label, "unit": f.unit, "value": _figure(f.value, f.unit), "from": _figure(f.lo, f.unit),
        "to": _figure(f.hi, f.unit), "of": f.denominator, "compared with": other.name if other else "",
        "there": _figure(other.value, f.unit) if other else "", "in words": in_words(f, other) if other else "",
        "period": f.period, "source": f.source, "method": f.method, "caution": f.caution,
    }  # fmt: skip


def _short(f) -> dict[str, object]:
    """Give a figure as a line that a person reads: what, how much of what, how sure, and against whom."""
    row = _row(f)
    sure = f"{row['from']} to {row['to']}" if f.lo is not None else ""
    against = f"{row['in words']}: {row['compared with']} {row['there']}" if row["there"] else ""
    kept = {key: row[key] for key in ("of", "period", "source", "method", "caution")}
    return {
        "indicator": f.label,
        "value": row["value"],
        "unit": f.unit,
        "likely range": sure,
        "against": against,
        **kept,
    }


def _written(by, place, index: str | None, out: Path) -> None:
    """Write the profile as the ending says; a CSV gets a second file with what its columns mean."""
    from hereabouts.web.partnership.profile_files import NotAnEnding, files_of, metadata_beside

    ways, ending = files_of(by, place, on=today(), index=index), out.suffix.removeprefix(".").lower()
    if ending not in ways:
        raise NotAnEnding("“{name}” must end in .{endings}.", name=out.name, endings=" or .".join(ways))
    out.write_bytes(ways[ending]())
    print(f"{out}: {out.stat().st_size:,} bytes.")
    if ending == "csv":
        beside = out.with_name(f"{out.name}-metadata.json")
        beside.write_text(metadata_beside(by, place, on=today(), index=index, name=out.name), encoding="utf-8")
        print(f"{beside}: what its columns mean (CSVW).")


@app.command()
def history(
    name: Name,
    indicator: Annotated[str, typer.Option(help="The id of an indicator, such as income_deprived.")],
    format: AsFormat = Format.text,
) -> None:
    """Print an indicator of a place over time: what changed, where the series breaks, and whether the gap narrows."""
    from hereabouts.core.evidence.guards import NotCovered
    from hereabouts.core.evidence.history import history as told

    by = operator()
    from hereabouts.records.evidence import reads
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    place = sheet(access.called(by, name, on=today()))
    read = told(reads.over_periods(place).get(indicator, {}))
    if read is None:
        raise NotCovered("{place} has no figures of “{indicator}”.", place=place.name, indicator=indicator)
    if format is Format.json:
        as_json(read)
        return
    rows = [
        {"period": m.span.text, **{word: _figure(m.figure and getattr(m.figure, part), read.unit) for word, part in PARTS.items()},
         "count": m.count, "of": m.of, "note": m.note}
        for m in read.measurements
    ]  # fmt: skip
    stops = [f"Between {gap.after} and {gap.before}: {gap.reason}" for gap in read.gaps]
    as_table(rows, format, title="\n".join([f"{read.label}, {place.name}. {read.said}", *stops]))


@app.command()
def similar(
    name: Name,
    nearest: Annotated[int, typer.Option(help="How many neighbourhoods to name.", min=1, max=50)] = 5,
    format: AsFormat = Format.text,
) -> None:
    """Name the neighbourhoods of the nation most like a place, and say in what."""
    by = operator()
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    found = compared.similar(sheet(access.called(by, name, on=today())), nearest=nearest)
    if format is Format.json:
        as_json(found)
        return
    rows = [
        {"neighbourhood": a.place, "distance": f"{a.distance:.2f}", "furthest apart in": a.furthest, "unknown": "; ".join(a.unknown)}
        for a in found.alike
    ]  # fmt: skip
    as_table(rows, format, title=f"{found.place}. {found.said}")


@app.command()
def inequality(
    name: Name,
    index: Annotated[str, typer.Option(help="The edition of a deprivation index, such as 'SIMD 2020v2'.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Say how unequal a place's council is in each indicator, from its most deprived fifth of people to its least."""
    from hereabouts.core.evidence.ladders import OWN_MAKING

    by = operator()
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    found = compared.inequality(sheet(access.called(by, name, on=today())), index or None)
    if format is Format.json:
        as_json(found)
        return
    rows = [
        {"indicator": one.label, "period": one.period, "most deprived": _figure(one.fifths[0].rate, one.unit),
         "least": _figure(one.fifths[-1].rate, one.unit), "gap": _points(one.gap.value, one.unit), "from": _points(one.gap.lo, one.unit),
         "to": _points(one.gap.hi, one.unit), "relative index": None if one.relative is None else f"{one.relative.value:.2f}",
         "areas left out": one.left_out}
        for one in found
    ]  # fmt: skip
    as_table(rows, format, title=f"{found[0].council if found else name}, by fifths of its people. {OWN_MAKING}")


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "not known"
    return f"{value:.1%}" if unit.startswith(("of ", "share ")) else f"{value:,.1f}"


def _points(value: float | None, unit: str) -> str:
    told = _figure(value, unit)
    return f"{told.removesuffix('%')} points" if told.endswith("%") else told


def _headline(read) -> str:
    people = f"{read.population:,} people ({read.population_source})" if read.population else read.population_note
    if read.population and any(f.denominator not in {None, read.population} for f in read.indicators):
        people += ". Each figure counts its own people, in its own year: the column “of” says how many"
    lines = [f"{read.place}: {read.areas} areas, {people}"]
    if read.deprivation:
        for percent, share in read.deprivation.most_deprived.items():
            of_people = f", {share.people:,} people ({share.share_people:.1%})" if share.people is not None else ""
            lines.append(
                f"{read.deprivation.index}: {share.areas} of {read.deprivation.areas} areas ({share.share_areas:.1%}) "
                f"in the most deprived {percent} %{of_people}"
            )
    return "\n".join(lines)
