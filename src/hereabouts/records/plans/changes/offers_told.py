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
    open_ = {line.id: line.row for line in offers(by, on=on, place=place) if line.for_all and line.state != "ended"}
    rows = [one for one in on_between(by, place, on, on + AHEAD, on=on) if one.offer_id in open_]
    held = {one.offer_id for one in rows}
    told = [row for pk, row in open_.items() if pk in held or row.state == "running"]
    if not told:
        raise NothingOn(
            "No offer here is for all and has a day to come. Say of an offer first that anybody may read of it."
        )
    content = {
        "place": place.name, "place_id": str(place.pk), "sessions": [_session(one) for one in rows],
        "offers": [_words(row) for row in told],
    }  # fmt: skip
    return propose(
        by=by, on=on, place=place, kind="what is on", title=f"What is on in {place.name}", content=content, rule="open"
    )


def _session(row: Occurrence) -> dict[str, str]:
    starts, ends = (day.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M") for day in (row.starts_at, row.ends_at))
    return {
        "what": row.offer.title, "who": _who(row.offer), "starts": starts, "ends": ends, "called_off": row.called_off,
        "mark": f"{row.pk.hex[:12]}-{row.changes}",
    }  # fmt: skip


def _who(offer: Offer) -> str:
    return offer.organisation.name if offer.organisation else ""


def _words(offer: Offer) -> dict[str, str]:
    """Say what an offer is in a few sentences, as they are printed in every format."""
    known = offer_access()
    return {
        "what": offer.title, "who": _who(offer), "about": _sentences(offer_kinds()[offer.kind].label, offer.about),
        "for": _sentences(_ages(offer), "It costs nothing" if offer.free else "", "With a free meal" if offer.free_meal else ""),
        "where": _sentences(offer.venue, ", ".join(known[code] for code in offer.access)),
        "how": _sentences(offer.joining, offer.contact),
    }  # fmt: skip


def _ages(offer: Offer) -> str:
    low, high = offer.age_from, offer.age_to
    if low is not None and high is not None:
        return f"Ages {low} to {high}"
    return f"From {low} years" if low is not None else f"Up to {high} years" if high is not None else "Everybody"


def _sentences(*parts: str) -> str:
    return " ".join(f"{part.strip().rstrip('.')}." for part in parts if part.strip())
