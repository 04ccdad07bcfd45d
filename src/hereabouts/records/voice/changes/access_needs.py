"""Venues are noted, interpreters asked for, and texts said in another form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.other_forms import SIGNED, checked, print_of
from hereabouts.core.voice.venues import FEELS
from hereabouts.engines.definitions import engagement
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.changes.programme import UnknownChoice
from hereabouts.records.voice.models import Activity, InterpreterRequest, OtherForm, Venue
from hereabouts.records.voice.models.access_needs import REQUEST_STATES
from hereabouts.records.voice.reads.other_forms import text_of

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class NoLanguage(Sentence):
    """A request for an interpreter that says not into which language, or an answer to it that is none."""


@change("engagement.plan")
def note_venue(
    *, by: Actor, on: date, place: Place, name: str, feels: str, address: str = "", has: Iterable[str] = (),
    lacks: Iterable[str] = (), note: str = "",
) -> Venue:  # fmt: skip
    """Note a place to meet: how it feels, what it has and lacks. Noted again under its name, it is one."""
    has, lacks, known = set(has), set(lacks), engagement().venues
    if feels not in FEELS or not name.strip() or not has | lacks <= set(known):
        raise UnknownChoice("Give its name, say how it feels, and choose what it has from the list.")
    if both := has & lacks:
        raise UnknownChoice("It cannot both have and lack “{what}”.", what=known[min(both)])
    facts = {
        "feels": feels,
        "address": address.strip(),
        "has": sorted(has),
        "lacks": sorted(lacks),
        "note": note.strip(),
    }
    facts |= {"noted_on": on, "noted_by": by.name, "organisation_id": by.organisation}
    return Venue.objects.update_or_create(place=place, name=name.strip(), defaults=facts)[0]


@change("activity.plan", about="activity")
def ask_interpreter(
    *, by: Actor, on: date, activity: Activity, language: str, needed_by: str = "", note: str = ""
) -> InterpreterRequest:
    """Ask for somebody who interprets at an activity. Asked again for the same language, it is one request."""
    if not language.strip():
        raise NoLanguage("Say into which language. British Sign Language is one.")
    facts = {
        "needed_by": needed_by.strip(),
        "note": note.strip(),
        "place": activity.place,
        "organisation_id": by.organisation,
    }
    made, _ = InterpreterRequest.objects.get_or_create(
        activity=activity,
        language=language.strip(),
        defaults=facts | {"asked_on": on, "asked_by": by.name, "state_on": on},
    )
    return made


@change("activity.plan", about="request")
def answer_interpreter(
    *, by: Actor, on: date, request: InterpreterRequest, state: str, who: str = "", note: str = ""
) -> InterpreterRequest:
    """Say what became of a request: booked, with whom; not found; or, afterwards, whether somebody came."""
    if state not in REQUEST_STATES:
        raise NoLanguage("Say whether somebody is booked, was not found, came, or did not come.")
    if state == "booked" and not (who or request.who).strip():
        raise NoLanguage("Say who is booked.")
    if state in {"came", "did not come"} and request.activity.held_on > on:
        raise NoLanguage("It has not been held yet.")
    request.state, request.state_on = state, on
    request.who, request.note = who.strip() or request.who, note.strip() or request.note
    request.save()
    return request


@change("engagement.plan")
def say_otherwise(
    *, by: Actor, on: date, place: Place, about: str, form: str, made_by: str, words: str = "", link: str = "",
    checked_by: str = "",
) -> OtherForm:  # fmt: skip
    """Keep a text of ours in another language, easy to read, or signed. Said anew, it replaces the form that was there."""
    checked(form, words, link, made_by)
    ours = text_of(about, place)
    facts = {
        "words": "" if form == SIGNED else words.strip(), "link": link.strip() if form == SIGNED else "", "made_by": made_by.strip(),
        "checked_by": checked_by.strip(), "made_from": print_of(ours), "made_on": on, "organisation_id": by.organisation,
    }  # fmt: skip
    return OtherForm.objects.update_or_create(place=place, about=about, form=form, defaults=facts)[0]
