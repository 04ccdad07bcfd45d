"""The profile of a place and what stands beside it: its history, places like it or side by side, how unequal its council is."""

from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, today

Name = Annotated[str, typer.Argument(help="The name of the place.")]
PARTS = {"value": "value", "from": "lo", "to": "hi"}


def profile(
    name: Name,
    index: Annotated[str, typer.Option(help="The edition of a deprivation index, such as 'SIMD 2020v2'.")] = "",
    out: Annotated[Path | None, typer.Option(help="A file to write: .html, .pdf, .docx, .xlsx, .csv or .json.")] = None,
    engine: Annotated[
        str, typer.Option(help="duckdb, spark, or the spark://ADDRESS of a cluster.", show_default=False)
    ] = "",
    format: AsFormat = Format.text,
) -> None:
    """Print the profile of a place: people, deprivation, indicators with their intervals; or write it to a file."""
    by = operator()
    from hereabouts.engines.which import using
    from hereabouts.records.evidence import reads
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    with using(engine):
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
        "to": _figure(f.hi, f.unit), "of": None if f.lo is None else f.denominator, "compared with": other.name if other else "",
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
    if not out.parent.is_dir():
        raise NotAnEnding(
            "There is no folder “{folder}” to write {name} into. Make it first.", folder=str(out.parent), name=out.name
        )
    out.write_bytes(ways[ending]())
    print(f"{out}: {out.stat().st_size:,} bytes.")
    if ending == "csv":
        beside = out.with_name(f"{out.name}-metadata.json")
        beside.write_text(metadata_beside(by, place, on=today(), index=index, name=out.name), encoding="utf-8")
        print(f"{beside}: what its columns mean (CSVW).")


def history(
    name: Name,
    indicator: Annotated[str, typer.Option(help="The id of an indicator, such as income_deprived.")],
    format: AsFormat = Format.text,
) -> None:
    """Print an indicator of a place over time: what changed, where the series breaks, and whether the gap narrows."""
    from hereabouts.core.evidence.guards import NotCovered, may_ask
    from hereabouts.core.evidence.history import history as told

    by = operator()
    from hereabouts.records.evidence import reads
    from hereabouts.records.evidence.editions import editions
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    place = sheet(access.called(by, name, on=today()))
    read = told(reads.over_periods(place).get(indicator, {}))
    if read is None:
        may_ask(indicator, place=place.name, editions=editions(place), way="change")
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


def compare(
    names: Annotated[list[str], typer.Argument(help="Two to four places; the others are held against the first.")],
    by: Annotated[str, typer.Option(help="Combine one measure of them; a rank is refused, and says why.")] = "",
    way: Annotated[str, typer.Option(help="How: ratio, difference, change or mean.")] = "ratio",
    format: AsFormat = Format.text,
) -> None:
    """Hold up to four places against the first: each measure, and whether the difference is clear."""
    from hereabouts.core.evidence.guards import NotCovered
    from hereabouts.core.evidence.picked import PICKED
    from hereabouts.core.evidence.side_by_side import index_refused, refused, side_by_side

    who = operator()
    from hereabouts.records.evidence import compared
    from hereabouts.records.evidence.documents import indicators
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    ones = [compared.one(sheet(access.called(who, name, on=today()))) for name in names]
    if problem := refused(ones, by, way):
        raise problem
    lines = [line for line in side_by_side(ones, indicators()) if by in {"", line.indicator}]
    if not lines and by:
        raise NotCovered(
            "No measure called “{by}” is counted in these places. Without --by every measure that is stands there.",
            by=by,
        )
    if format is Format.json:
        as_json({"places": list(names), "lines": lines, "index": str(index_refused(ones) or ""), "note": PICKED})
        return
    rows = [
        {"measure": line.label, **{name: _side(side, line.unit) for name, side in zip(names, line.sides, strict=True)}}
        for line in lines
    ]
    as_table(rows, format, title=f"Each against {names[0]}. {PICKED}")


def _side(side, unit: str) -> str:
    if side.figure is None:
        return "not counted here"
    return ", ".join(filter(None, [_figure(side.figure.value, unit), side.figure.period, side.words]))


def similar(
    name: Name,
    nearest: Annotated[int, typer.Option(help="How many neighbourhoods to name.", min=1, max=50)] = 5,
    format: AsFormat = Format.text,
) -> None:
    """Name the neighbourhoods of the nation most like a place, and say in what."""
    by = operator()
    from hereabouts.records.evidence import compared
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


def inequality(
    name: Name,
    index: Annotated[str, typer.Option(help="The edition of a deprivation index, such as 'SIMD 2020v2'.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Say how unequal a place's council is in each indicator, from its most deprived fifth of people to its least."""
    from hereabouts.core.evidence.ladders import OWN_MAKING
    from hereabouts.core.evidence.picked import PICKED

    by = operator()
    from hereabouts.records.evidence import compared
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
    as_table(
        rows, format, title=f"{found[0].council if found else name}, by fifths of its people. {OWN_MAKING} {PICKED}"
    )


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
        people += ". Each figure counts its own people, in its own year: the column “of” says how many, where its publisher counts them"
    lines = [f"{read.place}: {read.areas} areas, {people}"]
    if read.deprivation:
        for percent, share in read.deprivation.most_deprived.items():
            of_people = f", {share.people:,} people ({share.share_people:.1%})" if share.people is not None else ""
            lines.append(
                f"{read.deprivation.index}: {share.areas} of {read.deprivation.areas} areas ({share.share_areas:.1%}) "
                f"in the most deprived {percent}%{of_people}"
            )
        lines += [read.deprivation.note] if read.deprivation.note else []
    return "\n".join(lines)
