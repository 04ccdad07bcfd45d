"""A question is kept in its words, and what was answered each time is written down as counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.perceptions import NotAPerception, checked_counts, checked_question
from hereabouts.engines.definitions import methods
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.models import Activity, Perception, PerceptionRound

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@change("engagement.plan")
def keep_question(
    *, by: Actor, on: date, place: Place, wording: str, answers: Sequence[str], good: Sequence[str], benchmark: float | None = None,
    benchmark_of: int | None = None, benchmark_from: str = "",
) -> Perception:  # fmt: skip
    """Keep a question that will be asked again, with what it is held against. In other words it is another question."""
    answers, good = ([one.strip() for one in told if one.strip()] for told in (answers, good))
    checked_question(wording, answers, good)
    if benchmark is not None and not (0 <= benchmark <= 1 and benchmark_from.strip()):
        raise NotAPerception("A benchmark is a share from 0 to 100 %, and says whose it is and of when.")
    if Perception.objects.filter(place=place, wording__iexact=wording.strip()).exists():
        raise NotAPerception("This question is kept already. Write this time’s answers under it.")
    return Perception.objects.create(
        place=place, organisation_id=by.organisation, wording=wording.strip(), answers=answers, good=good, benchmark=benchmark,
        benchmark_of=benchmark_of if benchmark is not None else None, benchmark_from=benchmark_from.strip(), begun_on=on,
    )  # fmt: skip


@change("engagement.plan", about="perception")
def write_answers(
    *, by: Actor, on: date, perception: Perception, asked_on: date, method: str, counts: Mapping[str, int], unanswered: int = 0,
    note: str = "", activity: Activity | None = None,
) -> PerceptionRound:  # fmt: skip
    """Write down how often each answer was given on a day. Written again for that day, the later counts."""
    if asked_on > on:
        raise NotAPerception("{day:%-d %B %Y} has not come yet. Check the day.", day=asked_on)
    if method not in methods():
        raise NotAPerception("“{method}” is not a way of listening we know.", method=method)
    if activity and activity.place_id != perception.place_id:
        raise NotFound
    told = {answer: int(n) for answer, n in counts.items() if n}
    checked_counts(perception.answers, told)
    facts = {"method": method, "counts": told, "unanswered": unanswered, "note": note.strip(), "activity": activity}
    return PerceptionRound.objects.update_or_create(
        perception=perception, asked_on=asked_on, defaults=facts | {"written_by": by.name}
    )[0]
