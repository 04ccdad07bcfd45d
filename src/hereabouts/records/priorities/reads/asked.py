"""What services were asked for, and how each answered (L-13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.engines.definitions import topics
from hereabouts.records.priorities import access

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@dataclass(frozen=True)
class RequestLine:
    """One request: to whom, what, for which topic, what money, and the answer; ``late`` when it is overdue."""

    id: UUID
    service: str
    what: str
    topic: str
    money: Decimal | None
    asked_on: date
    asked_by: str
    answer_by: date | None
    answer: str
    words: str
    answered_on: date | None
    answered_by: str
    late: bool


def requests(actor: Actor, place: Place, *, on: date) -> list[RequestLine]:
    """Give what services were asked for here, what waits for an answer first."""
    rows = access.resource_requests(actor, on=on).filter(place=place)
    return sorted(
        (_line(row, on) for row in rows), key=lambda one: (one.answered_on is not None, one.asked_on, one.what)
    )


def _line(row, on: date) -> RequestLine:
    return RequestLine(
        row.pk, row.service.name, row.what, topics()[row.topic]["label"] if row.topic else "", row.money, row.asked_on, row.asked_by,
        row.answer_by, row.answer, row.answer_words, row.answered_on, row.answered_by,
        late=row.answered_on is None and row.answer_by is not None and row.answer_by < on,
    )  # fmt: skip
