"""Votes are loaded: what is kept is the groups found in them and counts, never who voted how."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.models import VoteRound

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class NoName(Sentence):
    """Votes that nobody could find again."""


@change("vote_round.load")
def load_votes(
    *, by: Actor, on: date, place: Place, name: str, found: dict[str, Any], points: Sequence, question: str = ""
) -> VoteRound:
    """Keep what was found in votes. Under the same name again it takes the place of what was there."""
    if not name.strip():
        raise NoName("Give the votes a name.")
    had = VoteRound.objects.filter(place=place, name__iexact=name.strip()).first()
    made = had or VoteRound(place=place, organisation_id=by.organisation, name=name.strip())
    made.question, made.found, made.points = question.strip(), found, [list(one) for one in points]
    made.loaded_by, made.loaded_on = by.name, on
    made.save()
    return made


@change("vote_round.load", about="vote_round")
def drop_votes(*, by: Actor, on: date, vote_round: VoteRound) -> None:
    """Take votes out again; nothing else stands on them."""
    vote_round.delete()
