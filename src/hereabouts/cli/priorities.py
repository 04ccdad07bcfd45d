"""Priorities: lay voice, data and strategy side by side for a place."""

from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, today

app = typer.Typer(help="Triangulate voice, data and strategy.", no_args_is_help=True)


@app.callback()
def _noun() -> None:
    """Keep the verb in the command, although there is only one."""


@app.command()
def triangulate(
    name: Annotated[str, typer.Argument(metavar="PLACE", help="The name of the place.")],
    seed: Annotated[
        int | None, typer.Option(help="The seed of everything that is drawn; the same gives the same.")
    ] = None,
    format: AsFormat = Format.text,
) -> None:
    """Work the board of a place out, freeze it, and print it. It orders the discussion; people decide."""
    by = operator()
    from hereabouts.engines.definitions import topics
    from hereabouts.records.places import access
    from hereabouts.records.priorities import changes

    place = access.called(by, name, on=today())
    run = changes.triangulate(by=by, on=today(), place=place, seed=changes.SEED if seed is None else seed)
    labels = topics()
    told = [{"topic": t["topic"], "label": labels[t["topic"]]["label"], **t} for t in run.result["topics"]]
    if format is Format.json:
        facts = {"place": place.name, "as_at": run.as_at, "seed": run.seed, "hash": run.hash, "run": run.pk}
        as_json({**facts, **run.result, "topics": told})
        return
    title = f"{place.name}, as at {run.as_at}. This orders the discussion. People decide."
    as_table([_row(t) for t in told], format, title=title)


def _row(topic: dict) -> dict[str, object]:
    low, high = topic["rank_range"] or ("", "")
    return {
        "order": topic["rank"] or "-", "could be": f"{low} to {high}" if low else "-", "topic": topic["label"], "class": topic["class"],
        **{source: _score(topic[source]) for source in ("voice", "data", "strategy")},
        "apart": "" if topic["divergence"] is None else f"{topic['divergence']:.0f}" + (" !" if topic["disagreement"] else ""),
    }  # fmt: skip


def _score(leg: dict | None) -> str:
    if leg is None:
        return "no data"
    return f"{leg['score']:.0f}" + (
        f" ({leg['interval'][0]:.0f} to {leg['interval'][1]:.0f})" if leg["interval"] else ""
    )
