"""What the account asks of the voice room, in one place: how many were heard, who raised what, which words may be used."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.records.voice import reads

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

SHOWN = 3  # quotes a priority: enough to hear a person, few enough to be read


def people(place: Place, *, on: date) -> int:
    """Count the people heard whose words were coded: the denominator of every "n of m people"."""
    return reads.heard(place, on=on).people


def may_quote(by: Actor, place: Place, *, on: date) -> bool:
    """Say whether somebody may read words at all: who only counts them publishes no quotes."""
    return bool(may(by, "see", Subject("contribution", place=str(place.pk), organisation=by.organisation), on))


def said(by: Actor, place: Place, topic: str, *, on: date) -> list[dict[str, str]]:
    """Give words on a topic whose speaker's consent to be quoted stands today, as a release prints them."""
    if not topic or not may_quote(by, place, on=on):
        return []
    return [
        {"words": quote.translation or quote.words, "by": _who(quote)}
        for quote in reads.quotes(place, topic, on=on, limit=SHOWN)
    ]


def _who(quote) -> str:
    told = f"{quote.who}, {quote.heard_on:%B %Y}"
    return f"{told}, translated from {quote.said_in}" if quote.translation else told
