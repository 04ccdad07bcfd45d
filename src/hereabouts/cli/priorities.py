"""Priorities: lay voice, data and strategy side by side for a place."""

from math import inf
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, today
from hereabouts.core.priorities.order import EQUAL
from hereabouts.core.sentences import Sentence, listed

app = typer.Typer(help="Triangulate voice, data and strategy.", no_args_is_help=True)


class NotWeights(Sentence):
    """Weights that cannot weigh the three legs of a board."""


@app.callback()
def _noun() -> None:
    """Keep the verb in the command, although there is only one."""


@app.command()
def triangulate(
    name: Annotated[str, typer.Argument(metavar="PLACE", help="The name of the place.")],
    seed: Annotated[
        int | None, typer.Option(help="The seed of everything that is drawn; the same gives the same.")
    ] = None,
    weights: Annotated[
        str, typer.Option(help="How much voice, data and strategy weigh, in this order: 2,1,1. Left out: alike.")
    ] = "",
    format: AsFormat = Format.text,
) -> None:
    """Work the board of a place out, freeze it, and print it. It orders the discussion; people decide."""
    weighed = _weights(weights)
    by = operator()
    from hereabouts.engines.definitions import topics
    from hereabouts.records.places import access
    from hereabouts.records.priorities import changes

    place = access.called(by, name, on=today())
    run = changes.triangulate(
        by=by, on=today(), place=place, seed=changes.SEED if seed is None else seed, weights=weighed
    )
    labels = topics()
    told = [{"topic": t["topic"], "label": labels[t["topic"]]["label"], **t} for t in run.result["topics"]]
    if format is Format.json:
        facts = {"place": place.name, "as_at": run.as_at, "seed": run.seed, "hash": run.hash, "run": run.pk}
        as_json({**facts, **run.result, "topics": told})
        return
    title = f"{place.name}, as at {run.as_at}. This orders the discussion. People decide."
    as_table([_row(t) for t in told], format, title=title)
    if format is Format.text:
        _tell_how_firm(run.result, {t["topic"]: t["label"] for t in told})


def _weights(told: str) -> tuple[float, ...]:
    if not told:
        return EQUAL
    try:
        given = [float(one) for one in told.split(",")]
    except ValueError:
        given = []
    if len(given) != len(EQUAL) or not 0 < sum(given) < inf or min(given) < 0:
        raise NotWeights(
            "“{told}” are no weights. Give three numbers of 0 or more, not all 0: --weights 2,1,1", told=told
        )
    return tuple(one / sum(given) for one in given)


def _tell_how_firm(result: dict, labels: dict[str, str]) -> None:
    """Say how far the three agree on the order, and what other weights would make of it."""
    if result["kendalls_w"] is not None:
        lo, hi = result["kendalls_w_interval"]
        print(
            f"Across {result['compared']} topics the three agree at {result['kendalls_w']:.2f} ({lo:.2f} to {hi:.2f}; Kendall’s W)."
        )
    firm = result["robustness"]
    stays = listed([labels[topic] for topic in firm["stays_in_top_five"]]) or "no topic"
    print(f"Among the first five under each of {firm['weightings']} ways to weigh the three: {stays}.")
    for source in ("voice", "data", "strategy"):
        ends = [one for one in firm["moved"] if one["source"] == source and one["pairs"]]
        if ends:
            told = "; ".join(f"{one['swapped']} at {one['weight']:.0%}" for one in (ends[0], ends[-1]))
            print(f"Pairs of topics, of {ends[0]['pairs']}, that change places with the weight of {source}: {told}.")


def _row(topic: dict) -> dict[str, object]:
    low, high = topic["rank_range"] or ("", "")
    return {
        "order": topic["rank"] or "-", "could be": f"{low} to {high}" if low else "-", "topic": topic["label"], "class": topic["class"],
        **{source: _score(topic[source]) for source in ("voice", "data", "strategy")},
        "class held": "" if topic["class_held"] is None else f"{topic['class_held']:.0%}",
        "apart": "" if topic["divergence"] is None else f"{topic['divergence']:.0f}" + (" !" if topic["disagreement"] else ""),
    }  # fmt: skip


def _score(leg: dict | None) -> str:
    if leg is None:
        return "no data"
    return f"{leg['score']:.0f}" + (
        f" ({leg['interval'][0]:.0f} to {leg['interval'][1]:.0f})" if leg["interval"] else ""
    )
