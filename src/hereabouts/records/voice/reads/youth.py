"""What was done with young people, and who of them was heard: by age band and by way of listening (D-57)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.counts import MethodCount, by_method
from hereabouts.engines.definitions import methods, profile_questions
from hereabouts.records.voice.access import activities, standing

YOUNG = 25  # up to which age somebody counts as young here, as in the groups of the topics
METHOD = "youth session"


@dataclass(frozen=True)
class Youth:
    """Young people here: the age bands, how many different ones each way of listening brought, and what sessions counted.

    ``ways`` gives by way of listening the people of each band, in the order of ``bands``. Somebody heard in two ways stands in
    both, so that nothing adds them; ``people`` counts each once.
    """

    bands: tuple[str, ...]
    ways: tuple[tuple[str, tuple[int, ...]], ...]
    people: tuple[int, ...]
    unknown: int
    sessions: tuple[MethodCount, ...]


def youth(actor: Actor, *, on: date, place: object) -> Youth:
    """Give the record of engagement with young people in a place."""
    ages = {
        a.id: a.label for a in profile_questions()["age"].answers if a.ages and a.ages[0] < YOUNG and a.ages[1] <= YOUNG
    }
    rows = standing(on=on).filter(place=place.id, participant__voice="resident").order_by()
    young = rows.filter(participant__age__in=list(ages))
    n = Count("participant", distinct=True)
    told = {
        (m or "", age): count
        for m, age, count in young.values_list("activity__method", "participant__age").annotate(n=n)
    }
    each = dict(young.values_list("participant__age").annotate(n=n))
    return Youth(
        bands=tuple(ages.values()),
        ways=tuple(
            (methods().get(way, {"label": way})["label"] if way else "", tuple(told.get((way, age), 0) for age in ages))
            for way in sorted({way for way, _ in told})
        ),
        people=tuple(each.get(age, 0) for age in ages),
        unknown=rows.filter(activity__method=METHOD).exclude(participant__age__in=_known()).values("participant").distinct().count(),
        sessions=_sessions(actor, place, list(ages), on),
    )  # fmt: skip


def _known() -> list[str]:
    return [answer.id for answer in profile_questions()["age"].answers]


def _sessions(actor: Actor, place: object, ages: list[str], on: date) -> tuple[MethodCount, ...]:
    """Sum what was held for young people, by way and by whom it was for, each in its own unit."""
    rows = activities(actor, on=on).filter(place=place.id, held_on__lte=on)
    mine = [
        (_named(one, ages), one.unit, one.count) for one in rows
        if one.method == METHOD or one.community in {f"age: {age}" for age in ages}
    ]  # fmt: skip
    return by_method(mine)


def _named(one, ages: list[str]) -> str:
    way = methods().get(one.method, {"label": one.method})["label"]
    band = one.community.partition(": ")[2]
    label = next((a.label for a in profile_questions()["age"].answers if a.id == band), "")
    return f"{way}: {label}" if band in ages else way
