"""Families: learn from extracts, and match them. An offline sum on files: it reads and writes no record of ours."""

import time
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.families_blind import blind, blind_overlap
from hereabouts.cli.families_overlap import overlap
from hereabouts.cli.shared import AsFormat, Format, as_json

app = typer.Typer(help="Link people across agencies' extracts; nothing is merged.", no_args_is_help=True)
for command in (blind, blind_overlap, overlap):
    app.command()(command)

Extracts = Annotated[
    list[Path], typer.Argument(help="CSV files with id, first_name, surname, dob, postcode and so on.")
]


@app.command()
def train(
    extracts: Extracts,
    model: Annotated[Path, typer.Option(help="The model to write, as JSON.")],
    format: AsFormat = Format.text,
) -> None:
    """Learn from extracts how often fields agree for one person and for strangers."""
    from hereabouts.engines import linkage, linkage_files

    start = time.perf_counter()
    learnt = linkage.train(linkage_files.read(extracts))
    linkage.save(learnt, model)
    told = {
        "model": str(model), "version": learnt.version, "records": learnt.trained_on, "prior": learnt.prior,
        "learnt_from": list(learnt.learnt), "seconds": round(time.perf_counter() - start, 2),
    }  # fmt: skip
    if format is Format.json:
        as_json(told)
    else:
        print(f"{model}: version {learnt.version}, from {learnt.trained_on:,} records in {told['seconds']} seconds.")


@app.command()
def match(
    extracts: Extracts,
    out: Annotated[Path, typer.Option(help="The links to write: id_a, id_b, weight, probability, band.")],
    model: Annotated[Path | None, typer.Option(help="A model; without one we learn from these extracts.")] = None,
    clusters: Annotated[Path | None, typer.Option(help="Groups of linked records to write as well.")] = None,
    format: AsFormat = Format.text,
) -> None:
    """Score pairs of records and write those a person should look at. Nothing is merged."""
    from hereabouts.engines import linkage, linkage_files

    start = time.perf_counter()
    rows = linkage_files.read(extracts)
    if model is not None:
        used, source = linkage.load(model), str(model)
    elif len(rows) >= linkage.ENOUGH:
        used, source = linkage.train(rows), "learnt from these extracts"
    else:
        used, source = linkage.start(), f"starting figures (fewer than {linkage.ENOUGH} records)"
    matched = linkage.match(rows, used)
    linkage_files.write_links(matched, out)
    groups = linkage_files.write_clusters(matched, rows, clusters) if clusters else None
    bands = Counter(link.band for link in matched.links)
    told = {
        "records": matched.records, "pairs_considered": matched.considered, "links": len(matched.links),
        "bands": {band: bands[band] for band in ("confirm", "review")}, "model": used.version, "model_from": source,
        "seconds": round(time.perf_counter() - start, 2), "out": str(out), "clusters": groups,
    }  # fmt: skip
    if format is Format.json:
        as_json(told)
        return
    print(
        f"{out}: {len(matched.links):,} links from {matched.considered:,} pairs of {matched.records:,} records: "
        f"{bands['confirm']:,} to confirm, {bands['review']:,} to review. {told['seconds']} seconds. Model: {source}."
    )
