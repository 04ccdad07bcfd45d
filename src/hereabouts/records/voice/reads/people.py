"""Who was heard: distinct people, their topics, the trend, and how they compare with those who live here."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from hereabouts.core.evidence.people import in_bands, in_groups
from hereabouts.core.figures import Interval, wilson
from hereabouts.core.voice.coding import RAISED
from hereabouts.core.voice.heard import Heard
from hereabouts.core.voice.profile import NOT_ASKED, NOT_SAID, Question
from hereabouts.core.voice.reach import QuestionReach, Reach, reached
from hereabouts.engines.definitions import profile_questions, topics
from hereabouts.records.evidence.here import here
from hereabouts.records.places.reads import Sheet
from hereabouts.records.voice.access import standing
from hereabouts.records.voice.models import Contribution, Participant
from hereabouts.records.voice.reads.reaching import by_area, by_experience, told_of_themselves

RESIDENTS = ("resident", "business")  # whose words the board counts; those who work here are counted apart (I-24)


def heard(place: object, *, on: date, voices: tuple[str, ...] = RESIDENTS) -> Heard:
    """Give each contributor whose words were coded, as the topics they raised as a problem or a request.

    A contributor is a person; words that belong to nobody in particular (a group's) are one contributor each.
    """
    apart = heard_apart(place, on=on, voices=voices)
    return Heard(tuple(raised for voice in voices for raised in apart[voice].raised))


def heard_apart(place: object, *, on: date, voices: tuple[str, ...]) -> dict[str, Heard]:
    """Give the same for each voice by itself, in one reading."""
    said = _coded(place, on, voices)
    raised: dict[str, set[str]] = {}
    for who, topic in said.filter(_raised(on)).values_list("who", "codings__topic"):
        raised.setdefault(who, set()).add(topic)
    told: dict[str, dict[str, frozenset[str]]] = {voice: {} for voice in voices}
    for who, voice in said.values_list("who", "participant__voice"):
        told[voice or "resident"][who] = frozenset(raised.get(who, ()))
    return {voice: Heard(tuple(raised for _, raised in sorted(whose.items()))) for voice, whose in told.items()}


def people_coded(place: object, *, on: date, voices: tuple[str, ...] = RESIDENTS) -> int:
    """Count those whom ``heard`` gives, without reading what each of them raised."""
    found: int = _coded(place, on, voices).aggregate(n=Count("who", distinct=True))["n"]
    return found


def _coded(place: object, on: date, voices: tuple[str, ...]) -> QuerySet[Contribution]:
    who = Coalesce("participant__key", Cast("pk", CharField()))
    return standing(on=on).filter(_speaking(voices), place=place.id, coded_on__lte=on).annotate(who=who).order_by()


def _raised(on: date) -> Q:
    return Q(codings__accepted_on__lte=on, codings__valence__in=RAISED)


def _speaking(voices: tuple[str, ...]) -> Q:
    nobody = Q(participant=None) if "resident" in voices else Q(pk__in=[])
    return Q(participant__voice__in=voices) | nobody


def people(place: object, *, on: date, voices: tuple[str, ...] = ("resident",)) -> int:
    """Count the distinct people heard. Contacts and responses are counted elsewhere, and are not people."""
    return _people(place, on, voices).count()


def _people(place: object, on: date, voices: tuple[str, ...]):
    theirs = standing(on=on).filter(place=place.id, participant__voice__in=voices).values("participant")
    return Participant.objects.filter(pk__in=theirs)


@dataclass(frozen=True)
class QuarterCount:
    """One quarter: distinct people heard, and how many of them for the first time."""

    label: str
    people: int
    new: int
    businesses: int


def by_quarter(place: object, *, on: date) -> list[QuarterCount]:
    """Count distinct people heard by calendar quarter, the newest first: is the base getting broader? (S-59)."""
    rows = standing(on=on).filter(place=place.id, participant__voice__in=RESIDENTS).order_by()
    told: dict[tuple[str, tuple[int, int]], set[str]] = {}
    first: dict[str, tuple[int, int]] = {}
    for who, voice, day in rows.values_list("participant__key", "participant__voice", "heard_on"):
        at = _quarter(day)
        told.setdefault((voice, at), set()).add(who)
        if voice == "resident":
            first[who] = min(at, first.get(who, at))
    new = Counter(first.values())
    return [
        QuarterCount(
            label=f"{at[0]}, {('January to March', 'April to June', 'July to September', 'October to December')[at[1] - 1]}",
            people=len(told.get(("resident", at), ())), new=new[at], businesses=len(told.get(("business", at), ())),
        )
        for at in sorted({at for _, at in told}, reverse=True)
    ]  # fmt: skip


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month + 2) // 3


@dataclass(frozen=True)
class SideBySide:
    """One topic as residents raise it and as those who work here do, each as a share of those of them who were heard."""

    topic: str
    label: str
    residents: Interval | None
    workers: Interval | None
    residents_raised: int
    workers_raised: int


def side_by_side(place: object, *, on: date) -> tuple[int, int, list[SideBySide]]:
    """Lay what residents raise beside what workers raise, and never add the two (I-24)."""
    apart = heard_apart(place, on=on, voices=("resident", "worker"))
    theirs, ours = apart["resident"], apart["worker"]
    lines = [
        SideBySide(code, topic["label"], _share(theirs, code), _share(ours, code), theirs.count(code), ours.count(code))
        for code, topic in topics().items()
        if theirs.count(code) or ours.count(code)
    ]
    return theirs.people, ours.people, sorted(lines, key=lambda one: (-one.residents_raised, one.topic))


def _share(heard: Heard, topic: str) -> Interval | None:
    return wilson(heard.count(topic), heard.people) if heard.people else None


def reach(place: Sheet, *, on: date) -> Reach:
    """Lay the residents heard beside those who live here, question by question (C13), with where they live and what they lived.

    Without an evidence file, or where it counts no such group, the group is listed as having no population figure.
    """
    around, residents = here(place), _people(place, on, ("resident",))
    population, source = in_groups(around.rows, {"all": ["all"]})
    questions = list(profile_questions().values())
    told: list[Counter[str]] = [Counter() for _ in questions]
    for *answers, n in residents.order_by().values_list(*(q.id for q in questions)).annotate(n=Count("pk")):
        for counter, answer in zip(told, answers, strict=True):
            counter[answer] += n
    n, everybody = sum(told[0].values()), population.get("all")
    themselves = told_of_themselves(place, on=on)
    asked = tuple(_question(q, answers, around.rows) for q, answers in zip(questions, told, strict=True))
    return Reach(
        place=place.name,
        people=n,
        population=everybody,
        population_source=source,
        share=n / everybody if everybody else None,
        questions=(*asked, by_area(themselves, around, n), *by_experience(themselves, around, n)),
    )


def _question(question: Question, answers: Counter[str], parts) -> QuestionReach:
    known = {answer.id for answer in question.answers} | {NOT_ASKED, NOT_SAID}
    answers[NOT_ASKED] += sum(n for answer, n in answers.items() if answer not in known)
    aged = {a.id: a.ages for a in question.answers if a.ages}
    told = {a.id: a.parts for a in question.answers if a.parts}
    people, source = in_bands(parts, aged) if aged else in_groups(parts, told)
    return reached(question, answers, people, source)
