"""Registering a rights request and taking it through its steps. The clock begins when it is known who asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.rights.clock import KINDS, WITHDRAWN, NotARequest, longer_refused, moved
from hereabouts.engines.definitions import exemptions
from hereabouts.records.ledger.changes import change, next_ref
from hereabouts.records.places.reads import working_calendar
from hereabouts.records.rights.models import RightsRequest

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

MOST = 12  # other names, and ways to reach somebody: every room is searched for each
ANOTHER = "You registered this. Somebody else who leads information governance must say who the person is."


@change("rights_request.register", keeps=("kind",))
def register(
    *, by: Actor, on: date, place: Place, kind: str, name: str, received_on: date, dob: date | None = None,
    known_as: str = "", contacts: str = "", asks: str = "",
) -> RightsRequest:  # fmt: skip
    """Write down that somebody asks. Nothing is searched before it is known who they are."""
    if kind not in KINDS:
        raise NotARequest("Say what is asked for.", field="kind")
    if len(name.strip()) < 2:
        raise NotARequest("Say who asks.", field="name")
    if received_on > on:
        raise NotARequest("It cannot have come after today.", field="received_on")
    if dob is not None and dob > on:
        raise NotARequest("Nobody is born after today.", field="dob")
    _few(known_as, "known_as")
    _few(contacts, "contacts")
    return RightsRequest.objects.create(
        place=place, organisation_id=by.organisation, ref=next_ref(place.prefix, on.year, "rights_request"), kind=kind,
        name=" ".join(name.split()), dob=dob, known_as=known_as.strip(), contacts=contacts.strip(), asks=asks.strip(),
        received_on=received_on, registered_by=by.name, registrar=by.id,
    )  # fmt: skip


def _few(lines: str, field: str) -> None:
    """Refuse more lines than anybody has names, and lines so short that they would find everybody."""
    told = [line.strip() for line in lines.splitlines() if line.strip()]
    if len(told) > MOST:
        raise NotARequest("Write {n} lines at most.", n=MOST, field=field)
    if short := [line for line in told if len(line) < 2 or len(line) > 160]:
        raise NotARequest("“{line}” is too short or too long to search for.", line=short[0][:40], field=field)


@change("rights_request.move", about="request", step="ask")
def ask_identity(*, by: Actor, on: date, request: RightsRequest, words: str) -> RightsRequest:
    """Say what was asked, to know who they are or what they want. The clock does not run until they answered."""
    if not words.strip():
        raise NotARequest("Say what was asked of them.", field="words")
    return _moved(request, "ask", identity=words.strip())


@change("rights_request.move", about="request", step="settle")
def settle(*, by: Actor, on: date, request: RightsRequest, words: str, settled_on: date) -> RightsRequest:
    """Say how it is known who asks, and since when: from that day the law's month runs, and the search may begin.

    Never whoever registered it: nobody alone opens what is held of somebody by writing down that they asked.
    """
    if by.id == request.registrar:
        raise NotARequest(ANOTHER)
    if not words.strip():
        raise NotARequest("Say how you know who they are.", field="words")
    if not request.received_on <= settled_on <= on:
        raise NotARequest("The day lies between the one on which the request came and today.", field="settled_on")
    return _moved(request, "settle", identity=words.strip(), settled_on=settled_on)


@change("rights_request.move", about="request", step="lengthen")
def lengthen(*, by: Actor, on: date, request: RightsRequest, why: str) -> RightsRequest:
    """Add two months because it is complex, with the reason that the person is told; only while the first month runs."""
    if request.longer_on or request.closed_on:
        raise NotARequest("It was made longer already, or it is closed.", field="why")
    if refused := longer_refused(request.settled_on, working_calendar(request.place_id), on, why):
        raise NotARequest(refused, field="why")
    return _set(request, longer_on=on, why_longer=why.strip())


@change("rights_request.move", about="request", step="answer")
def answer(*, by: Actor, on: date, request: RightsRequest, words: str) -> RightsRequest:
    """Answer a request that is not for access: what was done, or why not. An access request is answered by its pack."""
    if request.kind == "access":
        raise NotARequest("A request for access is answered by its pack.", field="words")
    if not words.strip():
        raise NotARequest("Say what was done.", field="words")
    return _moved(request, "answer", answer=words.strip(), closed_on=on, closed_by=by.name)


@change("rights_request.move", about="request", step="refuse", keeps=("exemption",))
def refuse(*, by: Actor, on: date, request: RightsRequest, exemption: str, words: str) -> RightsRequest:
    """Refuse a request by an exemption of the law, with the words that the person is told."""
    if exemption not in {one["id"] for one in exemptions()}:
        raise NotARequest("Say by which exemption.", field="exemption")
    if not words.strip():
        raise NotARequest("Say why, in the words that the person is told.", field="words")
    return _moved(request, "refuse", exemption=exemption, answer=words.strip(), closed_on=on, closed_by=by.name)


@change("rights_request.move", about="request", step="withdraw")
def withdraw(*, by: Actor, on: date, request: RightsRequest, words: str) -> RightsRequest:
    """Write down that the person took their request back, or that it was registered wrongly. Nothing is searched for it any more."""
    if not words.strip():
        raise NotARequest("Say how they told you, or what was registered wrongly.", field="words")
    return _moved(request, "withdraw", exemption=WITHDRAWN, answer=words.strip(), closed_on=on, closed_by=by.name)


def _moved(request: RightsRequest, step: str, **facts: object) -> RightsRequest:
    return _set(request, state=moved(request.state, step), **facts)


def _set(request: RightsRequest, **facts: object) -> RightsRequest:
    for name, value in facts.items():
        setattr(request, name, value)
    request.save(update_fields=list(facts))
    return request
