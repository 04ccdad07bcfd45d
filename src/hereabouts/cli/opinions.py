"""The verb `voice opinions`: who votes alike, from a file of votes, with no database."""

from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table

SEED = 20260101  # any number will do, as long as it is always the same


def opinions(
    file: Annotated[
        Path, typer.Argument(metavar="VOTES.csv", help="Votes: voter-id,comment-id,vote, or one column a statement.")
    ],
    texts: Annotated[
        Path | None, typer.Option("--statements", help="The statements' words: comment-id,comment-body.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The seed of everything that is drawn; the same gives the same.")] = SEED,
    format: AsFormat = Format.text,
) -> None:
    """Say which voters vote alike, what every group agrees on and what divides them; or why no group can be named."""
    from hereabouts.core.voice.opinions import opinions as found_in
    from hereabouts.core.voice.opinions_told import told
    from hereabouts.engines.votes import read_statements, read_votes

    words = read_statements(texts) if texts else {}
    found = told(found_in(read_votes(file), np.random.default_rng(seed)), words)
    if format is Format.json:
        as_json(found)
    else:
        _print(found, format)


def _print(found: dict[str, Any], format: Format) -> None:
    if format is Format.csv:
        as_table([{"voter": m, "group": g["group"]} for g in found["groups"] or () for m in g["members"]], format)
        return
    print(
        f"{found['voters']:,} voters, {found['votes']:,} votes, {found['statements']:,} statements; {found['counted']:,} voters"
        f" with {found['least_votes']} votes or more are counted."
    )
    if found["groups"] is None:
        print(f"No groups are named. {found['because']}")
        as_table([_line(one, one["share"]) for one in found["overall"]], format, title="Most agreed, of everybody")
        return
    print(
        f"{len(found['groups'])} groups. Halves of the voters agree on them at {found['stability']:.2f} (1 is the same, 0 is"
        f" chance); silhouette {found['silhouette']:.2f}."
    )
    for group in found["groups"]:
        title = (
            f"Group {group['group']}: {group['voters']:,} voters ({group['share']:.0%}), {group['firm']:,} of them firmly;"
            f" found again at {group['stability']:.2f}. It stands for:"
        )
        as_table([_line(one, one["share"]) for one in group["statements"]], format, title=title)
    as_table(
        [_line(one, one["probability"]) for one in found["consensus"]], format, title="Every group votes the same way"
    )
    as_table([_line(one, one["difference"]) for one in found["divides"]], format, title="What divides the groups")


def _line(one: dict[str, Any], figure: float) -> dict[str, object]:
    return {
        "statement": one["statement"], "vote": one.get("vote", "agree"), "figure": f"{figure:.2f}",
        "likely": f"{one['lo']:.2f} to {one['hi']:.2f}", "words": one["text"],
    }  # fmt: skip
