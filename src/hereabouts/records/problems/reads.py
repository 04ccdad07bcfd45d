"""What is known of reports and problems, as frozen sheets; a reporter's contact only for who handles the report."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max, Q

from hereabouts.core.ledger import Actor
from hereabouts.core.partners.engagement import Part
from hereabouts.core.plans.progress import quarter
from hereabouts.core.problems import STAGES, acknowledge_by, next_stages
from hereabouts.engines.definitions import roles, topics
from hereabouts.records.intake.reads import Said, Waiting, may_be_danger, replies, sheet
from hereabouts.records.intake.reads import waiting as letters
from hereabouts.records.ledger.changes import looked
from hereabouts.records.partners.reads import people
from hereabouts.records.places.reads import working_calendar
from hereabouts.records.problems import access
from hereabouts.records.problems.models import Problem, Report

UPDATE = "problem.update"  # who answers for a problem must be able to write to it


@dataclass(frozen=True)
class Due:
    """A report that nobody has accepted: the letter, by when its sender must hear from us, and whether that day is over."""

    letter: Waiting
    by: date
    late: bool
    danger: bool


@dataclass(frozen=True)
class Told:
    """An accepted report: the sender's words, who accepted it, and its problem. The contact stays in its drawer."""

    id: UUID
    letter: Waiting
    accepted_on: date
    accepted_by: str
    in_time: bool
    problem_id: UUID | None
    problem: str
    replies: tuple[Said, ...]


@dataclass(frozen=True)
class Entry:
    """One dated note in the history of a problem."""

    stage: str
    words: str
    told: bool
    on: date
    by: str


@dataclass(frozen=True)
class Solving:
    """A problem with its stage, its lead, the one person who answers for it, its reports and its history, newest first."""

    id: UUID
    ref: str
    title: str
    topic: str
    place: str
    stage: str
    next_stages: tuple[str, ...]
    spoc: str
    spoc_phone: str
    lead: str
    objective: str
    harmed: str
    responsible: str
    location: str
    opened_on: date
    closed_on: date | None
    outcome: str
    reports: int
    notes: tuple[Entry, ...]


@dataclass(frozen=True)
class AnsweredFor:
    """A problem in the list of who answers for it, with the day anybody last wrote about it."""

    id: UUID
    ref: str
    title: str
    place: str
    stage: str
    since: date


def waiting(actor: Actor, *, on: date) -> list[Due]:
    """Give the reports nobody has accepted: those with a word of danger first, then those due first."""
    found, calendars = [], {}
    for letter in letters(actor, "report", on):
        if letter.place_id not in calendars:
            calendars[letter.place_id] = working_calendar(letter.place_id)
        by = acknowledge_by(letter.received_on, calendars[letter.place_id])
        found.append(Due(letter, by, on > by, may_be_danger(letter)))
    return sorted(found, key=lambda due: (not due.danger, due.by, due.letter.ref))


def reports(actor: Actor, *, on: date, problem: object = None) -> list[Told]:
    """Give the accepted reports the actor may see, those of one problem if one is named."""
    rows = access.visible_reports(actor, on=on).prefetch_related("letter__replies")
    return [told(report) for report in (rows.filter(problem=problem) if problem else rows)]


def reported(
    actor: Actor, place: object, topics: frozenset[str], *, on: date, quarters: int = 5
) -> list[tuple[str, int]]:
    """Count the accepted reports on some topics that the actor may see, by quarter, the newest first; empty without any (W-40)."""
    rows = access.visible_reports(actor, on=on).filter(place=place)
    days = rows.filter(Q(letter__topic__in=topics) | Q(problem__topic__in=topics)).values_list("accepted_on", flat=True)
    counts = Counter(quarter(day)[0] for day in days)
    told = []
    for _ in range(quarters):
        name, last = quarter(on)
        told.append((name, counts[name]))
        on = last - timedelta(days=93)  # a few days before the quarter began
    return told if any(n for _, n in told) else []


def told(report: Report) -> Told:
    """Describe a report, without how to reach its sender."""
    return Told(
        id=report.pk,
        letter=sheet(report.letter),
        accepted_on=report.accepted_on,
        accepted_by=report.accepted_by.name,
        in_time=report.accepted_on <= report.acknowledge_by,
        problem_id=report.problem_id,
        problem=f"{report.problem.ref} {report.problem.title}" if report.problem else "",
        replies=replies(report.letter),
    )


def contact_of(report: Report, actor: Actor, *, on: date) -> str | None:
    """Give how to reach the sender, to who accepted the report and to who answers for its problem, and leave an entry.

    None for everybody else; "" where the sender did not say.
    """
    handlers = {str(report.accepted_by_id)} | ({str(report.problem.spoc_id)} if report.problem else set())
    if actor.id not in handlers:
        return None
    if report.letter.contact:
        looked(actor, [report], on=on, purpose=None, fields=["contact"])
    return report.letter.contact


def problems(actor: Actor, *, on: date, stage: str = "") -> list[Solving]:
    """Give the problems the actor may see, of one stage if one is named, open ones first."""
    rows = access.visible(actor, on=on)
    if stage in STAGES:
        rows = rows.filter(stage=stage)
    found = [solving(problem) for problem in rows.prefetch_related("reports", "notes")]
    return sorted(found, key=lambda one: one.stage == "closed")


def answered_for(actor: Actor, *, on: date) -> list[AnsweredFor]:
    """Give the open problems that the actor is the one contact of, the one nobody wrote about for longest on top."""
    rows = access.visible(actor, on=on).filter(spoc=actor.id).exclude(stage="closed")
    rows = rows.annotate(last=Max("notes__written_on"))
    found = [AnsweredFor(p.pk, p.ref, p.title, p.place.name, p.stage, p.last or p.opened_on) for p in rows]
    return sorted(found, key=lambda one: one.since)


def solving(problem: Problem) -> Solving:
    """Describe one problem."""
    return Solving(
        id=problem.pk,
        ref=problem.ref,
        title=problem.title,
        topic=topics()[problem.topic]["label"],
        place=problem.place.name,
        stage=problem.stage,
        next_stages=next_stages(problem.stage),
        spoc=problem.spoc.name,
        spoc_phone=problem.spoc.phone,
        lead=problem.organisation.name,
        objective=problem.objective,
        harmed=problem.harmed,
        responsible=problem.responsible,
        location=problem.location,
        opened_on=problem.opened_on,
        closed_on=problem.closed_on,
        outcome=problem.outcome,
        reports=len(problem.reports.all()),
        notes=tuple(Entry(n.stage, n.words, n.told, n.written_on, n.written_by) for n in problem.notes.all()),
    )


def contacts(*, on: date) -> list[tuple[UUID, str]]:
    """Give who could be a single point of contact somewhere: everybody whose role includes working on problems."""
    return [
        (person.pk, f"{person.name}, {person.organisation.name}")
        for person in people(on=on)
        if any(UPDATE in {*roles()[held.role].here, *roles()[held.role].everywhere} for held in person.roles.all())
    ]


def parts(actor: Actor, *, on: date) -> list[Part]:
    """Give which partner answers for which open problem that the actor may see."""
    rows = access.visible(actor, on=on).exclude(stage="closed").exclude(organisation=None)
    return [Part(str(row.organisation_id), "problems", str(row.pk), row.title, "answers") for row in rows]
