"""What the account asks of the voice room, in one place: how many were heard, who raised what, which words may be used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor, Subject, may
from hereabouts.core.voice.quoting import Speaker, written
from hereabouts.engines.definitions import disclosure
from hereabouts.records.voice import reads

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place
    from hereabouts.records.voice.reads.words import Quote

RULE = "open"
SHOWN = 3  # quotes a priority: enough to hear a person, few enough to be read


def people(place: Place, *, on: date) -> int:
    """Count the people heard whose words were coded: the denominator of every "n of m people"."""
    return reads.people_coded(place, on=on)


def may_quote(by: Actor, place: Place, *, on: date) -> bool:
    """Say whether somebody may read words at all: who only counts them publishes no quotes."""
    return bool(may(by, "see", Subject("contribution", place=str(place.pk), organisation=by.organisation), on))


def said(by: Actor, place: Place, topics: Iterable[str], *, on: date) -> dict[str, list[dict[str, str]]]:
    """Give words by topic whose speaker's consent to be quoted stands today, as a release prints them.

    What stands under them is true of at least as many of those heard here as the rule asks of a count that is shown.
    """
    if not may_quote(by, place, on=on):
        return {}
    heard = reads.speakers(place, on=on)
    return {
        topic: [
            {"words": one.translation or one.words, "by": _who(one, heard), **({"retold": True} if one.retold else {})}
            for one in quotes
        ]
        for topic, quotes in reads.quotes_by_topic(place, topics, on=on, limit=SHOWN).items()
    }


def _who(quote: Quote, heard: Sequence[Speaker]) -> str:
    least = disclosure()[RULE].hide_up_to + 1
    return written(quote.speaker, heard, least=least, translated=bool(quote.translation))
