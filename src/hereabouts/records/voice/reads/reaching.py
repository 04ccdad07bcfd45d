"""Reach in depth: by area and lived experience, where to go next, which way of listening reaches whom, and which partner."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from hereabouts.core.evidence.people import in_groups
from hereabouts.core.ledger import Actor
from hereabouts.core.voice.profile import NOT_ASKED, NOT_SAID, Answer, Question
from hereabouts.core.voice.reach import QuestionReach, Reach, reached
from hereabouts.core.voice.visiting import Visit, next_visits
from hereabouts.core.voice.ways import WayReach, ways
from hereabouts.engines.definitions import engagement, methods, profile_questions
from hereabouts.records.evidence.here import Here
from hereabouts.records.partners.reads import organisations
from hereabouts.records.voice.access import activities, programmed, standing
from hereabouts.records.voice.models import Activity, Background, Participant

if TYPE_CHECKING:
    from collections.abc import Sequence

AREA, LIVED = "area", "lived"


Told = tuple[
    str, str, list[str], int
]  # an area, whether they were asked what they lived through, what, and of how many


def told_of_themselves(place: object, *, on: date) -> list[Told]:
    """Count the residents heard by where they live and what they have lived through, as far as they told."""
    rows = Background.objects.filter(participant__in=_residents(place, on)).order_by()
    return list(rows.values_list("area", "asked", "lived").annotate(n=Count("pk")))


def by_area(told: Sequence[Told], here: Here, residents: int) -> QuestionReach:
    """Lay where those heard live beside where people live; the areas are those of the place. Of whom nothing is known, nobody asked."""
    counts: Counter[str] = Counter()
    for area, _asked, _lived, n in told:
        counts[area] += n
    counts[NOT_ASKED] += residents - sum(counts.values())
    answers = tuple(Answer(area.code, area.name or area.code) for area in here.areas)
    known = {area.code for area in here.areas} | {NOT_SAID, NOT_ASKED}
    counts[NOT_ASKED] += sum(n for code, n in counts.items() if code not in known)
    source = in_groups(here.rows, {"all": ["all"]})[1]
    return reached(Question(AREA, "Where they live", answers), counts, here.people, source)


def by_experience(told: Sequence[Told], here: Here, residents: int) -> tuple[QuestionReach, ...]:
    """Lay what those heard have lived through beside those who live here, one question for each: several may hold of one."""
    lives = [(lived, n) for _area, asked, lived, n in told if asked == "asked"]
    not_said = sum(n for _area, asked, _lived, n in told if asked == NOT_SAID)
    asked, everybody = sum(n for _, n in lives), in_groups(here.rows, {"all": ["all"]})[0].get("all")
    found = []
    for code, one in engagement().lived.items():
        n = sum(times for lived, times in lives if code in lived)
        counts = {code: n, "other": asked - n, NOT_SAID: not_said, NOT_ASKED: residents - asked - not_said}
        parts = {code: list(one.get("parts", ()))}
        theirs, source = in_groups(here.rows, parts) if parts[code] else ({}, "")
        people = {code: theirs[code], "other": everybody - theirs[code]} if theirs and everybody else {}
        question = Question(
            f"{LIVED} {code}", one["label"], (Answer(code, one["label"]), Answer("other", "Everybody else"))
        )
        both = reached(question, counts, people, source)
        found.append(replace(both, groups=both.groups[:1]))  # the others are no group that could be missed
    return tuple(found)


def _residents(place: object, on: date):
    theirs = standing(on=on).filter(place=place.id, participant__voice="resident").values("participant")
    return Participant.objects.filter(pk__in=theirs)


def next_best(found: Reach, where: QuestionReach, here: Here) -> tuple[Visit, ...]:
    """Say where to go next and to whom: the widest gaps, and the area where most of each group lives."""
    living = {}
    for question in profile_questions().values():
        for answer in question.answers:
            if parts := _parts(answer, here):
                living[question.id, answer.id] = here.living(parts)
    least = min((g for g in where.groups if g.people), key=lambda g: (g.heard / g.people, -g.people), default=None)
    return next_visits(found, living, least.id if least else None)


def _parts(answer: Answer, here: Here) -> list[str]:
    if not answer.ages:
        return list(answer.parts)
    years = {str(r["part"]) for r in here.by_area if str(r["part"]).startswith("age ")}
    return sorted(
        y for y in years if (n := y[4:].removesuffix("+")).isdigit() and answer.ages[0] <= int(n) <= answer.ages[1]
    )


def compared(place: object, found: Reach, *, on: date) -> tuple[tuple[WayReach, ...], list[tuple[str, str, str]]]:
    """Compare the ways of listening by the groups that were missed; gives the ways, and the groups (question, answer, label)."""
    told_by = {
        **dict.fromkeys(profile_questions()),
        AREA: None,
    }  # what one answer of one person says; lived may be several
    missed = [
        (q.id, g.id, g.label)
        for q in found.questions if q.id in told_by
        for g in q.groups if g.judged in {"not heard", "under-heard"}
    ]  # fmt: skip
    rows = standing(on=on).filter(place=place.id, participant__voice="resident", activity__isnull=False)
    heard: dict[str, set[str]] = {}
    for method, who in rows.order_by().values_list("activity__method", "participant__key"):
        heard.setdefault(methods().get(method, {"label": method})["label"], set()).add(who)
    asked = sorted({question for question, _, _ in missed})
    answers: dict[str, dict[str, str]] = {}
    unknown = {NOT_ASKED, NOT_SAID, None}
    columns = ["background__area" if question == AREA else question for question in asked]
    for who, *told in _residents(place, on).values_list("key", *columns) if asked else ():
        answers[who] = {q: a for q, a in zip(asked, told, strict=True) if a not in unknown}
    return ways(heard, answers, [(q, g) for q, g, _ in missed]), missed


@dataclass(frozen=True)
class PartnerReach:
    """One partner: the activities it led here, the different people heard at them, and the plans it leads."""

    name: str
    activities: int
    people: int
    plans: int


def coverage_by_partner(actor: Actor, place: object, *, on: date) -> list[PartnerReach]:
    """Say what each partner did to listen here; those with nothing stand in the list too (S-57)."""
    led = activities(actor, on=on).filter(place=place.id, held_on__lte=on)
    counts = dict(led.order_by().values_list("organisation").annotate(n=Count("pk")))
    said = standing(on=on).filter(activity__in=led, participant__voice="resident").order_by()
    heard = dict(said.values_list("activity__organisation").annotate(n=Count("participant", distinct=True)))
    theirs = programmed("plan", actor, on=on).filter(place=place.id)
    plans = dict(theirs.order_by().values_list("organisation").annotate(n=Count("pk")))
    lines = [PartnerReach(p.name, counts.get(p.id, 0), heard.get(p.id, 0), plans.get(p.id, 0)) for p in organisations()]
    return sorted(lines, key=lambda one: (-one.activities, -one.people, -one.plans, one.name))


@dataclass(frozen=True)
class AreaCoverage:
    """One area: who lives there, who of them was heard, what was held there, and whether it is patchy."""

    code: str
    name: str
    people: float | None
    heard: int
    judged: str
    index: Any
    activities: int
    last_on: date | None


def coverage_by_area(actor: Actor, place: object, where: QuestionReach, *, on: date) -> list[AreaCoverage]:
    """Say of each area how it is covered, the patchiest first (D-51, D-80)."""
    rows = (
        activities(actor, on=on).filter(place=place.id, held_on__lte=on).exclude(area="").values_list("area", "held_on")
    )
    held: dict[str, list[date]] = {}
    for area, day in rows:
        held.setdefault(area, []).append(day)
    lines = [
        AreaCoverage(g.id, g.label, g.people, g.heard, g.judged, g.index, len(held.get(g.id, ())), max(held.get(g.id, ()), default=None))
        for g in where.groups
    ]  # fmt: skip
    order = {"not heard": 0, "under-heard": 1}
    return sorted(lines, key=lambda one: (order.get(one.judged, 2), one.index.value if one.index else 0, one.name))


def areas_of(place: object, here: Here) -> list[tuple[str, str]]:
    """Give the areas of a place to choose from: code and name."""
    return sorted(((area.code, area.name or area.code) for area in here.areas), key=lambda one: (one[1], one[0]))


def communities() -> list[tuple[str, str]]:
    """Give the groups that an activity or a plan can be for: “ethnicity: asian”, and how it is said."""
    told = [(f"{q.id}: {a.id}", f"{q.label}: {a.label}") for q in profile_questions().values() for a in q.answers]
    return told + [(f"{LIVED}: {code}", one["label"]) for code, one in engagement().lived.items()]


def gap_said(gap: str, here: Here) -> str:
    """Say in words what a gap is about: a group, or an area by its name."""
    kind, _, what = gap.partition(": ")
    if kind == AREA:
        return here.name(what)
    return dict(communities()).get(gap, gap).partition(": ")[2] or gap


def asked_before(place: object, community: str, *, on: date) -> list[tuple[str, date]]:
    """Give what was held for one community here, the latest first: before it is asked again."""
    rows = Activity.objects.filter(place=place.id, community=community, held_on__lte=on).order_by("-held_on")
    return list(rows.values_list("name", "held_on"))
