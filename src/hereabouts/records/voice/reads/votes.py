"""Opinion groups: worked out from a file of votes, and read as a page needs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.opinions import opinions
from hereabouts.core.voice.opinions_picture import Point, picture
from hereabouts.core.voice.opinions_told import told
from hereabouts.engines import uploads
from hereabouts.engines.votes import read_statements, read_votes
from hereabouts.records.voice import access

SEED = 20260101  # the command's own: a page and the command say the same of the same votes


@dataclass(frozen=True)
class VoteLine:
    """Votes in a list."""

    id: UUID
    name: str
    question: str
    voters: int
    groups: int
    loaded_by: str
    loaded_on: date


def groups_in(
    folder: Path, votes: Iterable[bytes], statements: Iterable[bytes] = ()
) -> tuple[dict[str, Any], tuple[Point, ...]]:
    """Find the groups in a file of votes that somebody sends, with a picture; the file is let go of, and who voted how with it."""
    cast = _read(folder, votes, read_votes)
    words = _read(folder, statements, read_statements) if statements else {}
    found = opinions(cast, np.random.default_rng(SEED))
    written = told(found, words)
    for group in written["groups"] or ():
        del group["members"]
    return written, picture(cast, found, np.random.default_rng(SEED))


def _read(folder: Path, chunks: Iterable[bytes], reader) -> Any:
    kept = uploads.keep(folder, chunks)
    try:
        return reader(uploads.path(folder, kept.token))
    finally:
        uploads.drop(folder, kept.token)


def vote_lines(actor: Actor, place: object, *, on: date) -> list[VoteLine]:
    """Give the votes of a place that the actor may see."""
    return [
        VoteLine(
            one.pk,
            one.name,
            one.question,
            one.found["voters"],
            len(one.found["groups"] or ()),
            one.loaded_by,
            one.loaded_on,
        )
        for one in access.vote_rounds(actor, on=on).filter(place=place.id)
    ]
