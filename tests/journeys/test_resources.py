"""Need beside money, the case for resources with each service's answer, and the record of an options workshop."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from docx import Document

from hereabouts.core.plans.resourcing import PlaceMeans, beside
from hereabouts.records.partners import changes as partners
from hereabouts.records.plans import changes as plans
from hereabouts.records.priorities import changes
from hereabouts.records.priorities.models import ResourceRequest
from tests.journeys.test_priorities import board, text  # noqa: F401 - the fixture
from tests.journeys.test_sessions import called, step, things
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


def words_of(answer):
    assert answer.status_code == 200, answer.status_code
    made = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in made.paragraphs), *cells])


def means(place, in_need, money, **more):
    facts = {"people": 1000, "need_share": None, "spent": Decimal(0), "actions": 1, "money_open": 0, "promised": Decimal(0),
             "hours": Decimal(0), "services": None} | more  # fmt: skip
    return PlaceMeans(place=place, in_need=in_need, planned=Decimal(money), **facts)


@pytest.mark.requirement("L-11")
def test_who_carries_the_need_and_who_gets_the_money():
    rows = beside([means("Hill", 300, 9000), means("Dock", 700, 1000), means("Moor", None, 0)])
    assert [(one.means.place, one.judged) for one in rows] == [
        ("Dock", "less"),
        ("Hill", "more"),
        ("Moor", "not known"),
    ]
    dock = rows[0]
    assert (dock.of_need, dock.of_money, dock.apart) == (70.0, 10.0, -60.0)
    assert dock.a_person == pytest.approx(1000 / 700)
    near = beside([means("Hill", 500, 4600), means("Dock", 500, 5400)])
    assert {one.judged for one in near} == {"about as much"}
    promised = beside([means("Hill", 500, 0, promised=Decimal(1000)), means("Dock", 500, 1000)])
    assert {one.of_money for one in promised} == {50.0}
    assert [one.judged for one in beside([means("Hill", 500, 0)])] == ["not known"]  # no money anywhere is no finding
    alone = beside([means("Hill", 500, 1000)])[0]
    assert (alone.of_need, alone.judged) == (None, "not known")  # one place is beside nothing


@pytest.mark.requirement("L-11")
def test_the_page_lays_money_and_capacity_beside_need_of_the_places_one_may_see(as_role, partnership, evidence):
    leader = {"by": partnership.actor("locality_leader"), "on": TODAY}
    plan = plans.draft_plan(**leader, place=partnership.east, title="East, together")
    council = partnership.organisations["Larkhaven Council"]
    plans.add_action(**leader, plan=plan, title="Dry the flats", organisation=council, money_planned=Decimal(40000))
    ended = plans.add_action(**leader, plan=plan, title="A mural", organisation=council, money_planned=Decimal(7777))
    plans.stop(**leader, action=ended, reason="No wall")
    plans.add_action(**leader, plan=plan, title="Free swims", organisation=council)
    partners.promise(
        by=partnership.actor("clerk"), on=TODAY, place=partnership.east, organisation=council, kind="staff time", what="A worker",
        quantity=Decimal(18), promised_on=TODAY,
    )  # fmt: skip
    page = " ".join(as_role("elected_member").get(reverse("resources")).content.decode().split())
    row = page[page.index("<b>East</b>") :]
    assert "£40,000" in row
    assert "47,777" not in page
    assert "18 hours a week" in row
    assert "1 action without a sum" in row
    assert "<b>West</b>" not in page  # whose actions they may not see: £0 there would be a lie
    table = as_role("elected_member").get(reverse("resources-csv")).content.decode()
    line = next(one for one in table.splitlines() if one.startswith("East"))
    assert ",40000" in line


@pytest.mark.requirement("L-13")
def test_the_pack_becomes_a_case_and_each_services_answer_is_logged(as_role, partnership, board):  # noqa: F811
    housing = partnership.organisations["Harbour Housing"]
    leader = as_role("locality_leader")
    address = reverse("case", args=[partnership.east.pk])
    asked = {
        "service": str(housing.pk),
        "what": "A damp team for one winter",
        "topic": "T06",
        "money": "25000",
        "answer_by": "2026-11-19",
    }
    assert leader.post(address, {**asked, "what": ""}).status_code == 422
    assert leader.post(address, asked).status_code == 302
    assert leader.post(address, asked).status_code == 302  # twice is once
    assert ResourceRequest.objects.count() == 1
    page = text(as_role("community_rep"), "case", partnership.east)
    assert "An answer was wanted by 19 November 2026." in page
    request = ResourceRequest.objects.get()
    paper = words_of(as_role("community_rep").get(reverse("case-docx", args=[partnership.east.pk])))
    assert "The case for resources: East" in paper
    assert "A damp team for one winter" in paper
    assert "No answer yet" in paper
    assert "2 of 40 people heard raised it." in paper  # the whole evidence pack follows
    answer = {f"{request.pk}-{name}": value for name, value in
              {"answer": "in part", "words": "Half a team until March", "answered_by": "Ann Poole, director"}.items()}  # fmt: skip
    send = answer | {"request": str(request.pk)}
    assert as_role("locality_leader").post(address, send | {f"{request.pk}-words": ""}).status_code == 422
    assert as_role("locality_leader").post(address, send).status_code == 302
    page = text(as_role("elected_member"), "case", partnership.east)
    assert "Half a team until March" in page
    assert "Ann Poole, director" in page
    assert "and each has its answer" in page
    assert "In part. Half a team until March" in words_of(
        as_role("elected_member").get(reverse("case-docx", args=[partnership.east.pk]))
    )
    assert as_role("clerk").post(address, asked).status_code == 403


@pytest.mark.requirement("I-18")
def test_an_options_workshop_leaves_a_record_of_criteria_scores_and_who_was_there(as_role, partnership, board):  # noqa: F811
    officer = as_role("communities_officer")
    workshop = called(
        officer,
        partnership,
        name="How to run the pilot",
        method="weighted",
        criteria="Reach: 3\nCost: 1",
        venue="Ropery Hall",
    )
    for statement in ("Door to door", "A hub in the school"):
        assert (
            step(officer, workshop, "thing", **{"thing-topic": "T06", "thing-statement": statement}).status_code == 302
        )
    step(
        officer,
        workshop,
        "there",
        **{"there-name": "Bea Lamb", "there-speaks_for": "Housing", "there-side": "professional"},
    )
    step(officer, workshop, "stage", to="voting")
    assert (
        officer.get(reverse("session-record", args=[workshop.pk])).status_code == 404
    )  # nobody sees a count before it is closed
    here = things(workshop)
    marks = {here["Door to door"]: {"Reach": 5, "Cost": 2}, here["A hub in the school"]: {"Reach": 2, "Cost": 4}}
    changes.vote(by=partnership.actor("locality_leader"), on=TODAY, session=workshop, side="professional", marks=marks)
    other = {here["Door to door"]: {"Reach": 4, "Cost": 1}, here["A hub in the school"]: {"Reach": 3, "Cost": 5}}
    changes.vote(by=partnership.actor("community_rep"), on=TODAY, session=workshop, side="resident", marks=other)
    step(as_role("communities_officer"), workshop, "stage", to="counted")
    page = text(as_role("elected_member"), "session", workshop)
    table = page[page.index("Options by criterion") :]
    for mean in ("4.5", "1.5", "3.8", "2.5", "3.0"):  # (3 x 4.5 + 1 x 1.5) / 4 = 3.75
        assert f">{mean}<" in table, mean
    paper = words_of(as_role("elected_member").get(reverse("session-record", args=[workshop.pk])))
    for said in (
        "How to run the pilot",
        "Reach (counts 3)",
        "Cost (counts 1)",
        "Door to door",
        "3.75",
        "Bea Lamb",
        "Ropery Hall",
    ):
        assert said in paper, said
