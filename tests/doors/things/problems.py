"""A report that waits, one that was taken on, and a problem, in East; the same in West, where nobody of East may look."""

import uuid

from hereabouts.records.intake import changes as intake
from hereabouts.records.problems import changes
from hereabouts.records.trust.access import public
from tests.worlds import TODAY

POSTED = {
    "problem": {"step": "note", "words": "We went and looked."},
    "report-waiting": {"words": "Thank you."},
    "report-taken": {},
    "report-write-down": {},
}


def letter(place, text="The bags sit there for days."):
    return intake.send(by=public(), on=TODAY, kind="report", text=text, place=place, category="rubbish", where="Quay")


def solved(partnership, place, officer, spoc="practitioner"):
    """A letter that waits, a report, and a problem in a place, by the officer of it."""
    waiting, taken = letter(place), letter(place, "Rats.")
    by = partnership.actor(officer)
    report = changes.accept(by=by, on=TODAY, letter=taken, words="Thank you.")
    problem = changes.open_problem(
        by=by, on=TODAY, place=place, title="Bins", topic="T13", spoc=partnership.people[spoc]
    )
    return waiting, report, problem


def made(partnership):
    partnership.add("communities_officer", place=partnership.west, key="officer_of_west")
    found = {}
    for where, place, officer, spoc in (
        ("east", partnership.east, "communities_officer", "practitioner"),
        ("west", partnership.west, "officer_of_west", "officer_of_west"),
    ):
        waiting, report, problem = solved(partnership, place, officer, spoc)
        found |= {
            ("report-waiting", where): waiting.pk,
            ("report-taken", where): report.pk,
            ("problem", where): problem.pk,
        }
    POSTED["report-taken"]["problem"] = str(found["problem", "east"])
    POSTED["report-write-down"].update(
        channel="phone",
        place=str(partnership.east.pk),
        category="rubbish",
        where="Quay",
        text="Bins",
        once=str(uuid.uuid4()),
    )
    return found
