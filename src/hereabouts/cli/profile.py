"""The profile of a place, printed or written to a file."""

from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, today

Name = Annotated[str, typer.Argument(help="The name of the place.")]


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
        "indicator": f.label, "unit": f.unit, "value": figure(f.value, f.unit), "from": figure(f.lo, f.unit),
        "to": figure(f.hi, f.unit), "of": None if f.lo is None else f.denominator, "compared with": other.name if other else "",
        "there": figure(other.value, f.unit) if other else "", "in words": in_words(f, other) if other else "",
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


def figure(value: float | None, unit: str) -> str:
    """Write a figure in its unit: a share in percent."""
    if value is None:
        return "not known"
    return f"{value:.1%}" if unit.startswith(("of ", "share ")) else f"{value:,.1f}"


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
