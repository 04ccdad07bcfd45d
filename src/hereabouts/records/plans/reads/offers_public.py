"""What is on as anybody may read it: days, places and how to join, and never who came; and whether the released list is still true."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hereabouts.core.ledger import Actor
from hereabouts.engines.calendars import LONDON
from hereabouts.engines.definitions import offer_access, offer_kinds
from hereabouts.records.plans.models import Occurrence, Offer
from hereabouts.records.plans.reads.offers import offers, on_between
from hereabouts.records.releases.reads import latest

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

AHEAD = timedelta(weeks=12)
KIND = "what is on"


def public_list(actor: Actor, place: Place, *, on: date) -> dict[str, Any]:
    """Give the content of the list: the offers that are for all, and their sessions of the next twelve weeks."""
    open_ = {line.id: line.row for line in offers(actor, on=on, place=place) if line.for_all and line.state != "ended"}
    rows = [one for one in on_between(actor, place, on, on + AHEAD, on=on) if one.offer_id in open_]
    held = {one.offer_id for one in rows}
    told = [row for pk, row in open_.items() if pk in held or row.state == "running"]
    return {
        "place": place.name, "place_id": str(place.pk), "sessions": [_session(one) for one in rows],
        "offers": [_words(row) for row in told],
    }  # fmt: skip


def out_of_date(actor: Actor, place: Place, *, on: date) -> bool:
    """Say whether the released list tells of a session or an offer otherwise than it stands now: called off, ended, no longer for all."""
    notice = latest(KIND, place.pk)
    if notice is None:
        return False
    now = public_list(actor, place, on=on)
    marks, words = {one["mark"] for one in now["sessions"]}, now["offers"]
    gone = [one for one in notice.content["sessions"] if one["starts"] >= f"{on:%Y-%m-%d}" and one["mark"] not in marks]
    return bool(gone) or any(one not in words for one in notice.content["offers"])


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
