"""Families: learn from extracts, match them, look one up. An offline sum on files: it reads and writes no record of ours."""

import json
import resource
import sys
import time
from dataclasses import replace
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
Columns = Annotated[Path | None, typer.Option(help="Which headings make up our columns, as TOML or JSON.")]


@app.command()
def train(
    extracts: Extracts,
    model: Annotated[Path, typer.Option(help="The model to write, as JSON.")],
    columns: Columns = None,
    format: AsFormat = Format.text,
) -> None:
    """Learn from extracts how often fields agree for one person and for strangers."""
    from hereabouts.engines import linkage, linkage_files, linkage_rows, linkage_train

    start = time.perf_counter()
    with linkage.database() as connection:
        linkage_files.read(connection, extracts, _headings(columns))
        linkage_rows.make_comparable(connection)
        learnt = linkage_train.learn(connection)
    linkage.save(learnt, model)
    told = {
        "model": str(model), "version": learnt.version, "records": learnt.trained_on, "prior": learnt.prior,
        "learnt_from": list(learnt.learnt), "cluster_at": learnt.cluster_at, **_cost(start),
    }  # fmt: skip
    if format is Format.json:
        as_json(told)
    else:
        print(f"{model}: version {learnt.version}, from {learnt.trained_on:,} records in {told['seconds']} seconds.")


@app.command()
def match(
    extracts: Extracts,
    out: Annotated[Path | None, typer.Option(help="The links to write: id_a, id_b, weight, probability, band.")] = None,
    model: Annotated[Path | None, typer.Option(help="A model; without one we learn from these extracts.")] = None,
    clusters: Annotated[Path | None, typer.Option(help="Groups of linked records to write as well.")] = None,
    cluster_at: Annotated[
        float | None, typer.Option(help="Probability from which links make a group.", min=0.5, max=0.999999)
    ] = None,
    columns: Columns = None,
    state: Annotated[
        Path | None, typer.Option(help="A folder to keep what a look-up or the next day's change needs.")
    ] = None,
    since: Annotated[
        Path | None, typer.Option(help="Such a folder: the files are changes since then (column change).")
    ] = None,
    decisions: Annotated[Path | None, typer.Option(help="What people decided: id_a, id_b, decision, by, on.")] = None,
    engine: Annotated[str, typer.Option(help="duckdb, spark, or the address of a Spark cluster.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Score pairs of records and write those a person should look at. Nothing is merged."""
    from hereabouts.engines.which import using

    start = time.perf_counter()
    if since is not None:
        told = _since(extracts, since, out, clusters, columns, decisions, model=model, at=cluster_at)
    else:
        with using(engine):
            told = _whole(extracts, out, model, clusters, cluster_at, columns, state, decisions)
    told |= _cost(start)
    if format is Format.json:
        as_json(told)
        return
    bands = told["bands"]
    print(
        f"{told['links']:,} links of {told['records']:,} records: {bands['confirm']:,} to confirm, {bands['review']:,} to review. "
        f"{told['pairs_considered']:,} pairs were looked at, in {told['seconds']} seconds. Groups from {told['cluster_at']:.0%}. "
        f"Model: {told['model_from']}."
    )


def _whole(extracts, out, model, clusters, at, columns, state, decisions) -> dict:
    from hereabouts.engines import linkage, linkage_files, linkage_model, linkage_rows, linkage_train

    if out is None:
        raise typer.BadParameter("Say where to write the links.", param_hint="--out")
    told_by = linkage_files.decisions(decisions) if decisions else []
    with linkage.database() as connection:
        linkage_files.read(connection, extracts, _headings(columns))
        n = linkage_rows.make_comparable(connection)
        connection.execute("DROP TABLE raw")
        if model is not None:
            used, source = linkage.load(model), str(model)
        elif n >= linkage.ENOUGH:
            used, source = linkage_train.learn(connection), "learnt from these extracts"
        else:
            used, source = linkage.start(), f"starting figures (fewer than {linkage.ENOUGH} records)"
        used = used if at is None else linkage_model.named(replace(used, cluster_at=at))
        considered = linkage.link(connection, used, told_by)
        bands = linkage.told_links(connection)
        linkage_files.write_links(connection, out)
        groups = linkage.grouped(connection, used.cluster_at) if clusters or state else None
        if clusters:
            linkage_files.write_clusters(connection, clusters)
        if state is not None:
            from hereabouts.engines import linkage_state

            linkage_state.keep(connection, used, told_by, state)
    return {
        "records": n, "pairs_considered": considered, "links": sum(bands.values()), "bands": bands, "model": used.version,
        "model_from": source, "cluster_at": used.cluster_at, "clusters": groups, "out": str(out),
    }  # fmt: skip


def _since(extracts, state, out, clusters, columns, decisions, *, model, at) -> dict:
    from hereabouts.engines import linkage_files, linkage_since

    if model is not None or at is not None:
        raise typer.BadParameter("What is kept has its model and its threshold; leave them out.", param_hint="--model")
    told_by = linkage_files.decisions(decisions) if decisions else []
    return linkage_since.change(state, extracts, told_by, _headings(columns), out=out, clusters=clusters)


@app.command()
def lookup(
    record: Annotated[Path, typer.Argument(help="One record as JSON: first_name, surname, dob and so on.")],
    state: Annotated[Path, typer.Option(help="The folder that match --state kept.")],
    format: AsFormat = Format.text,
) -> None:
    """Say who one person may be among all that are kept, the likeliest first, with reasons."""
    from hereabouts.engines.linkage_lookup import Lookup, NotARecord

    try:
        person = dict(json.loads(record.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as problem:
        raise NotARecord("{path} is not one record as JSON.", path=record) from problem
    opened = Lookup(state)
    start = time.perf_counter()
    found = opened.find(person)
    told = {
        "candidates": [one.told() for one in found],
        "ms": round(1000 * (time.perf_counter() - start), 2),
        **opened.about,
    }
    if format is Format.json:
        as_json(told)
        return
    for one in found:
        print(f"{one.id} ({one.agency}): {one.strength} {'; '.join(reason.words for reason in one.reasons)}")
    if not found:
        print("No record found here. That does not mean that nobody is involved.")


def _headings(columns: Path | None) -> dict:
    from hereabouts.engines import linkage_files

    return linkage_files.headings(columns) if columns else {}


def _cost(start: float) -> dict:
    """Say what it took: seconds, and the most memory this process ever had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {"seconds": round(time.perf_counter() - start, 2), "peak_memory_mb": round(most / 2**20)}
