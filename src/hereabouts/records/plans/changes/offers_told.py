"""What is on, put forward for anybody to read: days, places and how to join, and never who came."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.engines.calendars import LONDON
from hereabouts.engines.definitions import offer_access, offer_kinds
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans.models import Occurrence, Offer
from hereabouts.records.plans.reads import offers, on_between
from hereabouts.records.releases.changes import propose

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place
    from hereabouts.records.releases.models import Proposal

AHEAD = timedelta(weeks=12)


class NothingOn(Sentence):
    """A list of what is on with nothing in it that anybody may read."""


@change("action.update", step="what is on put forward")
def propose_whats_on(*, by: Actor, on: date, place: Place) -> Proposal:
    """Put forward what is on in the next twelve weeks, of the offers that are for all; a second person looks before anybody reads it."""
    open_ = {line.id: line for line in offers(by, on=on, place=place) if line.for_all and line.state != "ended"}
    rows = [one for one in on_between(by, place, on, on + AHEAD, on=on) if one.offer_id in open_]
    sessions = [_session(one, one.offer) for one in rows]
    always = [_always(line) for line in open_.values() if line.next is None]
    if not sessions and not always:
        raise NothingOn(
            "No offer here is for all and has a day to come. Say of an offer first that anybody may read of it."
        )
    content = {"place": place.name, "place_id": str(place.pk), "sessions": sessions, "always": always}
    return propose(
        by=by, on=on, place=place, kind="what is on", title=f"What is on in {place.name}", content=content, rule="open"
    )


def _session(row: Occurrence, offer: Offer) -> dict:
    return _words(offer) | {
        "id": str(row.pk), "changes": row.changes, "called_off": row.called_off,
        "starts": row.starts_at.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M"),
        "ends": row.ends_at.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M"),
    }  # fmt: skip


def _words(offer: Offer) -> dict:
    known = offer_access()
    return {
        "what": offer.title, "kind": offer_kinds()[offer.kind].label, "about": offer.about,
        "who": offer.organisation.name if offer.organisation else "", "where": offer.venue, "how": offer.joining,
        "contact": offer.contact, "free": offer.free, "meal": offer.free_meal, "from": offer.age_from, "to": offer.age_to,
        "access": [known[code] for code in offer.access],
    }  # fmt: skip


def _always(line) -> dict:
    return _words(line.row)
