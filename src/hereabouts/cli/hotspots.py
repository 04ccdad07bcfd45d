"""Hot spots on the command line: of a place from the evidence file, or of any table of areas."""

from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, plain, ready, today


def hotspots(
    name: Annotated[str, typer.Argument(help="The name of the place; leave it out for a table.")] = "",
    indicator: Annotated[str, typer.Option(help="The id of an indicator that counts, such as recorded_crime.")] = "",
    period: Annotated[str, typer.Option(help="A period, a year of months, FIRST..LAST, or all; else the newest.")] = "",
    table: Annotated[
        Path | None, typer.Option(help="A table of areas instead: CSV, Excel, GeoJSON or shapefile.")
    ] = None,
    value: Annotated[str, typer.Option(help="The column of the table that is looked at.")] = "",
    denominator: Annotated[str, typer.Option(help="The column that it is out of; rates are then smoothed.")] = "",
    boundaries: Annotated[Path | None, typer.Option(help="The shapes of the areas: GeoJSON or shapefile.")] = None,
    weights: Annotated[Path | None, typer.Option(help="The neighbours of the areas: a .gal file.")] = None,
    neighbours: Annotated[str, typer.Option(help="Who is a neighbour: queen, rook or knn:6.")] = "queen",
    key: Annotated[str, typer.Option(help="The column that names the areas; else the one that matches.")] = "",
    per: Annotated[float, typer.Option(help="Rates of a table are given per so many.")] = 1,
    permutations: Annotated[int, typer.Option(help="How often chance is tried.", min=99, max=99_999)] = 999,
    seed: Annotated[int, typer.Option(help="The same seed gives the same answer.")] = 1,
    format: AsFormat = Format.text,
) -> None:
    """Find the small areas where counts are gathered, and say how sure that is."""
    from hereabouts.core.evidence.hotspots import NothingToFind

    if bool(name) == bool(table) or (table and not value) or (name and not indicator):
        raise NothingToFind("Give a place with --indicator, or --table FILE with --value COLUMN.")
    if boundaries and weights:
        raise NothingToFind("Give either --boundaries or --weights.")
    if table:
        ready()
        answer = _of_table(table, value, denominator, boundaries, weights, neighbours, key, per, permutations, seed)
    else:
        answer = _of_place(name, indicator, period, neighbours, permutations, seed)
    if format is Format.json:
        as_json(answer)
        return
    rows = [
        {"area": a["code"], "name": a["name"], "class": a["class"], "count": a["count"], "rate": _short(a["rate"]),
         "smoothed": _short(a["eb_rate"]), "z": _short(a["z"]), "p": _short(a["p"]), "q": _short(a["q"])}
        for a in sorted(answer["areas"], key=lambda a: -(a["z"] if a["z"] is not None else -99))
    ]  # fmt: skip
    as_table(rows, format, title=_headline(answer))


def _of_table(table, value, denominator, boundaries, weights, rule, key, per, times, seed):
    from hereabouts.core.evidence.hotspots_told import told
    from hereabouts.engines.hotspot_tables import of_table

    read = of_table(
        table, value, denominator=denominator, boundaries=boundaries, weights=weights, rule=rule, key=key, per=per,
        times=times, seed=seed,
    )  # fmt: skip
    return plain({"table": table.name, "value": read.value, "key": read.key, **told(read.found), "notes": read.notes})


def _of_place(name, indicator, period, rule, times, seed):
    by = operator()
    from hereabouts.records.evidence import hotspots as reads
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    place = sheet(access.called(by, name, on=today()))
    return plain(reads.as_answer(reads.of_place(place, indicator, period, rule=rule, times=times, seed=seed)))


def _headline(answer) -> str:
    i, p = answer["moran"]["i"], answer["moran"]["p"]
    lines = [
        "Moran's I: every area is the same once chance is taken out." if i is None else f"Moran's I {i:.4f}, p {p:.3f}"
    ]
    lines += [f"Neighbours: {answer['neighbours']}. {answer['method']}", *answer["left_out"], *answer.get("notes", [])]
    tried = answer["sensitivity"]
    if tried:
        hot = sum(area["class"].endswith(" hot") for area in answer["areas"])
        lines.append(f"{hot} hot; with neighbours {tried['neighbours']}, {tried['stay_hot']} of them stay hot.")
    lines += answer["cautions"]
    return "\n".join(lines)


def _short(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.1f}" if abs(value) >= 100 else f"{value:.4g}"
