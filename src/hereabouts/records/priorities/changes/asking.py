"""Services are asked for more, with the evidence; what each answers is written down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger.changes import change
from hereabouts.records.priorities import reads
from hereabouts.records.priorities.changes.refusing import CannotBe, NoReason, known
from hereabouts.records.priorities.models import ResourceRequest
from hereabouts.records.priorities.models.asked import ANSWERS

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place


@change("board.settle")
def ask_service(
    *, by: Actor, on: date, place: Place, service: Organisation, what: str, topic: str = "", money: Decimal | None = None,
    answer_by: date | None = None,
) -> ResourceRequest:  # fmt: skip
    """Ask a service for something, on the newest board of a place. Asked in the same words again, it is one request."""
    if not what.strip():
        raise NoReason("Say what is asked of the service, so that it can say yes or no.")
    if topic:
        known(topic)
    facts = {"asked_by": by.name, "answer_by": answer_by, "money": money, "topic": topic, "asked_on": on}
    return ResourceRequest.objects.get_or_create(
        place=place, service=service, what=what.strip(),
        defaults=facts | {"run": reads.newest_run(place), "organisation_id": by.organisation},
    )[0]  # fmt: skip


@change("board.settle", about="request")
def log_answer(
    *,
    by: Actor,
    on: date,
    request: ResourceRequest,
    answer: str,
    words: str,
    answered_by: str,
    answered_on: date | None = None,
) -> ResourceRequest:
    """Write down what a service answered, in its words and by whom. A no says why: residents will ask."""
    if answer not in ANSWERS[1:]:
        raise CannotBe("Say whether the service said yes, in part, or no.")
    if not answered_by.strip() or (answer != "yes" and not words.strip()):
        raise NoReason("Say who answered for the service; and where it is not a plain yes, in which words.")
    if (answered_on or on) > on:
        raise CannotBe("That day has not come yet.")
    request.answer, request.answer_words, request.answered_by = answer, words.strip(), answered_by.strip()
    request.answered_on = answered_on or on
    request.save()
    return request
