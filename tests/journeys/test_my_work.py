"""My work: what waits for each person, by the day it is due, and nothing that waits for somebody else."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hereabouts.records.families import changes as families_changes
from hereabouts.records.families.models import Match
from hereabouts.records.governance import changes as governance
from hereabouts.records.intake.changes import send
from hereabouts.records.plans import changes as plans
from hereabouts.records.problems import changes as problems
from hereabouts.records.trust.access import public
from tests import families

pytestmark = pytest.mark.django_db
SEVEN = 7
MANY = 25


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def told_all(partnership, today):
    """Something waits for everybody: a family, a note, a report, a letter, a late action, a meeting, a problem."""
    on, east = today - timedelta(days=1), partnership.east
    families.in_force(partnership, on=on, starts_on=on, ends_on=today + timedelta(days=100))
    officer, clerk, triage = (
        partnership.actor(r, on=on) for r in ("communities_officer", "clerk", "triage_coordinator")
    )
    at = timezone.localtime() - timedelta(days=1)
    referral = families.refer(partnership, at=at, on=on)
    families.listed(partnership, on=on)
    families_changes.screen(by=triage, on=on, at=at, referral=referral, answers=families.SAFE)
    match = Match.objects.get()
    families_changes.decide_match(by=triage, on=on, at=at, match=match, answer="yes")
    families_changes.send_pointer(by=triage, on=on, place=east, referral=referral, stub=match.stub)
    for kind in ("report", "words"):
        send(by=public(), on=on, kind=kind, text="The lamp is out.", place=east)
    plan = plans.draft_plan(by=officer, on=on, place=east, title="East plan")
    plans.add_action(
        by=officer, on=on, plan=plan, title="Light the path", organisation=partnership.organisations["Larkhaven Council"],
        starts_on=on - timedelta(days=30), due_on=on - timedelta(days=3), state="in progress",
    )  # fmt: skip
    group = governance.set_up_group(
        by=clerk, on=on, name="East Locality Group", tier="tactical", nation="SCT", cadence="every month", place=east
    )
    starts = timezone.make_aware(datetime.combine(today + timedelta(days=9), time(18)))
    governance.call_meeting(
        by=clerk, on=on, group=group, starts_at=starts, ends_at=starts + timedelta(hours=2), where="Ropery Hall"
    )
    problems.open_problem(
        by=officer, on=on, title="Bins at Quay Court", topic="T13", place=east, spoc=partnership.people["practitioner"],
        reports=[],
    )  # fmt: skip
    return partnership


def page(client):
    answer = client.get(reverse("my-work"))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        ("triage_coordinator", ("Decide what helps 1 family", "Answer 1 report"), ("Read 1 note", "Take in 1")),
        (
            "practitioner",
            ("Read 1 note about a family you know", "Bins at Quay Court"),
            ("Decide what helps", "Take in 1"),
        ),
        (
            "communities_officer",
            (
                "Take in 1 resident’s letter about East",
                "Say what became of 1 late action",
                "East Locality Group",
                "Ropery Hall",
            ),
            ("Decide what helps", "Read 1 note", "Problems you answer for"),
        ),
        (
            "ig_lead",
            ("Nothing waits for you", "Who looked at what"),
            ("Decide what helps", "Ropery Hall", "Quay Court"),
        ),
        (
            "administrator",
            ("Nothing waits for you", "What a new partnership needs"),
            ("Decide what helps", "Quay Court"),
        ),
    ],
)
def test_what_waits_stands_on_the_first_page_of_whom_it_waits_for(role, shown, hidden, as_role, told_all):
    html = page(as_role(role))
    assert [words for words in shown if words not in html] == []
    assert [words for words in hidden if words in html] == []


def test_what_is_due_first_stands_first(as_role, told_all):
    html = page(as_role("communities_officer"))
    late, report = (html.index(words) for words in ("Say what became of 1 late action", "Answer 1 report"))
    assert late < report


@pytest.mark.slow
def test_nobody_has_more_than_seven_jobs_and_no_first_page_asks_much(as_role, told_all, django_assert_max_num_queries):
    for role in told_all.people:
        client = as_role(role)
        with django_assert_max_num_queries(MANY):
            html = page(client)
        nav = re.search(r'<nav class="hb-nav".*?</nav>', html).group()
        jobs = re.findall(r'<a href="([^"]+)"', nav)
        assert len(jobs) <= SEVEN, role
        assert {client.get(job, follow=True).status_code for job in jobs} == {200}, role
        assert html.count("<h1>") == 1


def test_the_job_with_families_begins_where_somebody_may_begin(as_role, told_all):
    assert f'href="{reverse("triage")}">Families' in page(as_role("triage_coordinator"))
    assert f'href="{reverse("referrals")}">Families' in page(as_role("practitioner"))
    assert ">Families<" not in page(as_role("ig_lead"))
