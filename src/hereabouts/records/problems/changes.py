"""How a report becomes a problem, and a problem gets solved. Whoever reported is told, through the letters' hatch."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from hereabouts.core.ledger import Actor, may
from hereabouts.core.problems import BEFORE_RESPONSE, acknowledge_by, to_stage
from hereabouts.core.sentences import Sentence
from hereabouts.records.intake.changes import reply
from hereabouts.records.ledger.changes import change, next_ref
from hereabouts.records.partners.reads import person
from hereabouts.records.places.reads import working_calendar
from hereabouts.records.problems.models import Note, Problem, Report
from hereabouts.records.trust.access import actor_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereabouts.records.intake.models import Letter
    from hereabouts.records.partners.models import Account
    from hereabouts.records.places.models import Place


class CannotBe(Sentence):
    """A step that makes no sense here."""


@change("report.accept", about="letter")
def accept(*, by: Actor, on: date, letter: Letter, words: str) -> Report:
    """Take a letter as a report to be dealt with, and tell its sender so; whoever takes it handles it. Twice is once.

    The acknowledgement is due one working day after the letter, by the calendar of the place's nation.
    """
    taken = Report.objects.filter(letter=letter).first()
    if taken:
        return taken
    if letter.kind != "report":
        raise CannotBe("{ref} does not report a problem. The room that listens deals with it.", ref=letter.ref)
    made = Report.objects.create(
        letter=letter,
        place=letter.place,
        accepted_on=on,
        accepted_by=person(by.id),
        acknowledge_by=acknowledge_by(letter.received_on, working_calendar(letter.place_id)),
    )
    reply(by=by, on=on, letter=letter, words=words)
    return made


@change("problem.open")
def open_problem(
    *, by: Actor, on: date, place: Place, title: str, topic: str, spoc: Account | None, reports: Iterable[Report] = ()
) -> Problem:
    """Open a problem with one person who answers for it, and tell everybody who reported it who that is."""
    if spoc is None:
        raise CannotBe("Choose the one person who answers for it. Without one nobody does.")
    made = Problem.objects.create(
        ref=next_ref(place.prefix, on.year, "problem"),
        place=place,
        title=title,
        topic=topic,
        spoc=spoc,
        organisation=spoc.organisation,
        opened_on=on,
    )
    if not may(actor_of(spoc, on=on), "update", made.subject(), on):
        raise CannotBe(
            "{name} cannot answer for it: no role of theirs includes problems in {place}.",
            name=spoc.name,
            place=place.name,
        )
    _note(made, by, on, f"Opened. {spoc.name} of {spoc.organisation.name} answers for it.", told=True)
    for report in reports:
        _attach(by, on, report, made)
    return made


@change("problem.update", about="problem")
def attach(*, by: Actor, on: date, problem: Problem, report: Report) -> Problem:
    """Put one more report to a problem, and tell its sender. Twice changes nothing."""
    if problem.stage == "closed":
        raise CannotBe("{ref} is closed. Open a new problem for what came after.", ref=problem.ref)
    _attach(by, on, report, problem)
    return problem


def _attach(by: Actor, on: date, report: Report, problem: Problem) -> None:
    if report.problem_id == problem.pk:
        return
    if report.place_id != problem.place_id:
        raise CannotBe("That report is about another place.")
    report.problem = problem
    report.save(update_fields=["problem"])
    ring = f", {problem.spoc.phone}" if problem.spoc.phone else ""
    words = f"This is now part of {problem.ref}, {problem.title}. {problem.spoc.name} of {problem.organisation.name} answers for it{ring}."
    reply(by=by, on=on, letter=report.letter, words=words)


@change("problem.update", about="problem")
def describe(
    *, by: Actor, on: date, problem: Problem, objective: str, harmed: str, responsible: str, location: str
) -> Problem:
    """Write down the objective and the three sides of the problem triangle, as far as they are known."""
    problem.objective, problem.harmed = objective.strip(), harmed.strip()
    problem.responsible, problem.location = responsible.strip(), location.strip()
    problem.save(update_fields=list(BEFORE_RESPONSE))
    return problem


@change("problem.update", about="problem")
def update(*, by: Actor, on: date, problem: Problem, words: str, tell: bool) -> Problem:
    """Add a dated note; with ``tell`` everybody who reported it reads it under their reference."""
    _note(problem, by, on, words, told=tell)
    return problem


@change("problem.update", about="problem")
def move(*, by: Actor, on: date, problem: Problem, to: str, words: str, tell: bool = False) -> Problem:
    """Move a problem to another stage, with a note that says why. Raises NotReady where the analysis is missing."""
    to_stage(problem.stage, to, vars(problem))
    problem.stage = to
    problem.save(update_fields=["stage"])
    _note(problem, by, on, words, told=tell)
    return problem


@change("problem.update", about="problem")
def close(*, by: Actor, on: date, problem: Problem, outcome: str) -> Problem:
    """Close a problem with what was done, and tell everybody who reported it. Twice changes nothing."""
    if problem.stage == "closed":
        return problem
    if not outcome.strip():
        raise CannotBe("Say what was done. People who reported it will read it.")
    problem.stage, problem.closed_on, problem.outcome = "closed", on, outcome.strip()
    problem.save(update_fields=["stage", "closed_on", "outcome"])
    _note(problem, by, on, problem.outcome, told=True)
    return problem


def _note(problem: Problem, by: Actor, on: date, words: str, *, told: bool) -> None:
    """Write a note under the stage of the problem; what is told goes to each report's letter as it stands."""
    if not words.strip():
        raise CannotBe("Write a few words first.")
    number = (problem.notes.aggregate(last=Max("number"))["last"] or 0) + 1
    Note.objects.create(
        problem=problem,
        number=number,
        stage=problem.stage,
        words=words.strip(),
        told=told,
        written_on=on,
        written_by=by.name,
    )
    for report in problem.reports.select_related("letter") if told else ():
        reply(by=by, on=on, letter=report.letter, words=words)
