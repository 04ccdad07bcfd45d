"""What is on, put forward for anybody to read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans.reads.offers_public import KIND, public_list
from hereabouts.records.releases.changes import propose

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place
    from hereabouts.records.releases.models import Proposal


class NothingOn(Sentence):
    """A list of what is on with nothing in it that anybody may read."""


@change("action.update", step="what is on put forward")
def propose_whats_on(*, by: Actor, on: date, place: Place) -> Proposal:
    """Put forward what is on in the next twelve weeks, of the offers that are for all; a second person looks before anybody reads it."""
    content = public_list(by, place, on=on)
    if not content["offers"]:
        raise NothingOn(
            "No offer here is for all and has a day to come. Say of an offer first that anybody may read of it."
        )
    return propose(
        by=by, on=on, place=place, kind=KIND, title=f"What is on in {place.name}", content=content, rule="open"
    )
