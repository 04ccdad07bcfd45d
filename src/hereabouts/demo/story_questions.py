"""What is asked again, voted on and read with a codebook, and where people meet: the desks of listening have work on them."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from django.conf import settings

from hereabouts.core.imports.fields import plain
from hereabouts.core.voice.codebooks import CodeText
from hereabouts.demo.shares import dice
from hereabouts.demo.told import seed, told
from hereabouts.demo.world import World
from hereabouts.records.voice import access, reads
from hereabouts.records.voice import changes as voice

OFFICER, PLACE = "isla", "Fallowgate"
JUDGED = 40  # answers of the codebook's activity that the officer has judged; the others wait, read by the machine


def tell(world: World) -> None:
    """Tell it."""
    story, place = told("questions"), world.places[PLACE]
    for venue in story["venue"]:
        voice.note_venue(**_given(world, 200), place=place, **venue)
    _again(world, place, story["again"])
    _votes(world, place, story["votes"])
    _codebook(world, place, story["codebook"])


def _given(world: World, days: int = 0) -> dict[str, Any]:
    on = world.day(-days)
    return {"by": world.actor(OFFICER, on), "on": on}


def _again(world: World, place: Any, story: dict[str, Any]) -> None:
    facts = {
        name: story[name] for name in ("wording", "answers", "good", "benchmark", "benchmark_of", "benchmark_from")
    }
    asked = voice.keep_question(**_given(world, 350), place=place, **facts)
    for one in story["round"]:
        given = _given(world, one["days"])
        counts = dict(zip(story["answers"], one["counts"], strict=True))
        voice.write_answers(
            **given, perception=asked, asked_on=given["on"], method="survey", counts=counts, unanswered=one["unanswered"],
            note=one["note"],
        )  # fmt: skip


def _votes(world: World, place: Any, story: dict[str, Any]) -> None:
    """Load the votes as the officer would from a file: who voted how is let go of."""
    rng, statements = dice(seed(), "votes"), story["statement"]
    cast = [("voter-id", "comment-id", "vote")]
    for voter in range(story["voters"]):
        camp = int(voter >= story["share"] * story["voters"])
        cast += [
            (voter, n, 1 if rng.random() < one["camps"][camp] else -1)
            for n, one in enumerate(statements) if rng.random() < story["voting"]
        ]  # fmt: skip
    words = [("comment-id", "comment-body"), *((n, one["words"]) for n, one in enumerate(statements))]
    found, points = reads.groups_in(settings.UPLOADS, [_file(cast)], [_file(words)])
    voice.load_votes(
        **_given(world, story["days"]),
        place=place,
        name=story["name"],
        question=story["question"],
        found=found,
        points=points,
    )


def _file(rows: Iterable[Iterable[object]]) -> bytes:
    written = StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def _codebook(world: World, place: Any, story: dict[str, Any]) -> None:
    """Begin a codebook, judge the first answers with it, and let the machine read the others."""
    given, facts = _given(world, story["days"]), {name: story[name] for name in ("name", "question", "because")}
    codes = [CodeText(label=one["label"], **{k: v for k, v in one.items() if k != "label"}) for one in story["code"]]
    activity = world.made["activities"][story["activity"]]
    book = voice.begin_codebook(**given, place=place, activity=activity, codes=codes, **facts)
    rows = access.visible(given["by"], on=given["on"]).filter(activity=activity).order_by("row")
    for one in rows[:JUDGED]:
        said = set(plain(f"{one.words} {one.translation}").split())
        meant = {code: "problem" for code in book.codes.all() if said & set(code.inclusion.split())}
        voice.judge(**given, contribution=one, codebook=book, codes=meant)
    voice.write_memo(**given, codebook=book, words=story["memo"])
    voice.read_anew(**_given(world, story["days"] - 1), codebook=book)
