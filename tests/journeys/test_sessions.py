"""A group chooses: from phones and from paper, openly or in secret, and what it chose is kept with how it was counted."""

import pytest
from django.urls import reverse

from hereabouts.records.intake.models import Told
from hereabouts.records.ledger import reads as ledger
from hereabouts.records.priorities import access, changes, reads
from hereabouts.records.priorities.models import Ballot, Session
from tests.heard import heard, measured
from tests.journeys.test_priorities import SICK, aim, text
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(partnership, monkeypatch):
    """Forty people: litter first, then money; health is measured and wanted, and two people raised it."""
    heard(monkeypatch, T13=24, T01=14, T06=2)
    measured(monkeypatch, SICK)
    for ref in "123":
        aim(partnership, "T06", ref)
    for topic in ("T01", "T13"):
        aim(partnership, topic)
    return changes.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east)


@pytest.fixture
def given(partnership):
    return {"by": partnership.actor("locality_leader"), "on": TODAY}


def called(client, partnership, **form):
    facts = {
        "name": "Priorities for the year",
        "held_on": "2026-11-20",
        "venue": "Ropery Hall",
        "method": "dots",
        "votes": "3",
        "secret": "",
    }
    answer = client.post(reverse("session-call", args=[partnership.east.pk]), facts | form)
    assert answer.status_code == 302, answer.content.decode()
    return (
        Session.objects.latest("pk")
        if Session.objects.count() == 1
        else Session.objects.get(name=(facts | form)["name"])
    )


def step(client, session, name, **form):
    return client.post(reverse("session", args=[session.pk]), {"step": name, **form})


def things(session):
    return {c.statement: str(c.pk) for c in session.choices.all()}


def opened(as_role, partnership, *topics, **form):
    """Call a session as the officer, put topics of the board before it, and open its vote."""
    officer = as_role("communities_officer")
    made = called(officer, partnership, **form)
    for topic in topics:
        assert step(officer, made, "topic", topic=topic).status_code == 302
    assert step(officer, made, "stage", to="voting").status_code == 302
    return made


def decided(client, session, thing, **form):
    address = reverse("session-decide", args=[session.pk]) + f"?choice={thing}"
    facts = {"outcome": "chosen", "reason": "Most dots", "without": "The figures come in spring", "departure": "It is what people see",
             "test": "", "dissent": "", "answers": "", "review_on": ""}  # fmt: skip
    return client.post(address, facts | form)


@pytest.mark.requirement("S-29", "I-32")
def test_a_session_from_the_call_to_the_priority(as_role, partnership, board):
    changes.propose(
        by=partnership.actor("community_rep"),
        on=TODAY,
        place=partnership.east,
        statement="Bins are emptied",
        topic="T13",
    )
    made = called(as_role("communities_officer"), partnership)
    assert "Bins are emptied" in text(as_role("elected_member"), "session", made)  # what was raised waits for it
    step(as_role("communities_officer"), made, "topic", topic="T01")
    raised = {"thing-statement": "Lights on the path", "thing-topic": "T11"}
    assert (
        step(as_role("practitioner"), made, "thing", **raised).status_code == 302
    )  # any member raises an issue, in the room too
    officer = as_role("communities_officer")
    step(
        officer,
        made,
        "there",
        **{"there-name": "Rosa Bell", "there-speaks_for": "Friends of East", "there-side": "resident"},
    )
    step(officer, made, "unnamed", **{"unnamed-resident": "6", "unnamed-professional": ""})
    step(officer, made, "stage", to="voting")
    bins, money, lights = (
        things(made)[name] for name in ("Bins are emptied", "Money and cost of living", "Lights on the path")
    )
    vote = reverse("session-vote", args=[made.pk])
    refused = as_role("community_rep").post(vote, {"side": "resident", bins: "3", lights: "1"})
    assert refused.status_code == 422
    assert "That is 4 dots. 1 person can give 3." in refused.content.decode()
    assert as_role("community_rep").post(vote, {"side": "resident", bins: "2", lights: "1"}).status_code == 302
    assert as_role("elected_member").post(vote, {"side": "professional", money: "3"}).status_code == 302
    assert as_role("practitioner").post(vote, {"side": "professional", money: "2", lights: "1"}).status_code == 302
    paper = reverse("session-paper", args=[made.pk]) + "?side=resident"
    officer = as_role("communities_officer")
    assert officer.post(paper, {"people": "6", f"{bins}|dot": "19"}).status_code == 422  # six people have eighteen dots
    assert officer.post(paper, {"people": "6", f"{bins}|dot": "12", f"{money}|dot": "5"}).status_code == 302
    page = text(officer, "session", made)
    assert "9 people have voted" in page
    assert 'id="count"' not in page  # nobody sees how it stands while others vote
    step(officer, made, "stage", to="counted")
    page = text(as_role("clerk"), "session", made)
    assert "9 people voted, 6 of them on paper" in page
    assert "Residents put Bins are emptied first; those who work here put Money and cost of living first." in page
    assert "Test Elected Member" in page.partition("Who voted how")[2]  # an open vote has its names
    leader = as_role("locality_leader")
    assert decided(leader, made, bins, dissent="Rosa Bell: Lights first").status_code == 302
    early = step(leader, made, "close")
    assert early.status_code == 422
    assert "Not decided yet" in early.content.decode()
    short = decided(leader, made, lights, outcome="not chosen", reason="Next year")
    assert short.status_code == 422  # who tells the residents, and when is it looked at again
    late = {"outcome": "not chosen", "reason": "Next year", "answers": "Isla Renwick", "review_on": "2031-06-01"}
    assert decided(leader, made, lights, **late).status_code == 302
    assert decided(leader, made, money, outcome="not decided", reason="Ask the city first").status_code == 302
    assert step(as_role("communities_officer"), made, "close").status_code == 403  # closing is the leader's
    assert step(as_role("locality_leader"), made, "close").status_code == 302
    found = access.visible(partnership.actor("locality_leader"), on=TODAY).get(state="agreed")
    page = text(as_role("elected_member"), "priority", found)
    assert "Dot vote, 9 voted. 14 dots (residents: 14 dots; professionals: 0 dots)." in page
    assert "Lights first" in page
    assert "Priorities for the year, 20 November 2026" in page
    page = text(as_role("community_rep"), "not-chosen", partnership.east)
    assert "Isla Renwick" in page


@pytest.mark.requirement("S-29")
def test_closing_is_final_and_written_down(as_role, partnership, board, given):
    made = opened(as_role, partnership, "T13", "T01")
    step(as_role("communities_officer"), made, "stage", to="counted")
    leader = as_role("locality_leader")
    for thing in things(made).values():
        decided(leader, made, thing, outcome="not decided", reason="Nobody came")
    assert step(leader, made, "close").status_code == 302
    for name, form in [("close", {}), ("stage", {"to": "voting"}), ("there", {"there-name": "A", "there-side": "resident"}),
                       ("thing", {"thing-statement": "B", "thing-topic": "T01"})]:  # fmt: skip
        answer = step(leader, made, name, **form)
        assert answer.status_code == 422, name
    assert decided(leader, made, next(iter(things(made).values()))).status_code == 422
    assert [line.what for line in ledger.lines(object=str(made.pk))].count("session.close") == 1
    assert "Closed by Test Locality Leader" in text(as_role("clerk"), "session", made)


def test_a_choice_that_the_board_does_not_allow_keeps_the_whole_session_open(as_role, partnership, board):
    made = opened(as_role, partnership, "T06", "T13")
    step(as_role("communities_officer"), made, "stage", to="counted")
    health, streets = (things(made)[name] for name in ("Physical health", "Streets, litter, upkeep"))
    leader = as_role("locality_leader")
    decided(leader, made, streets)
    decided(leader, made, health)
    refused = step(leader, made, "close")
    assert refused.status_code == 422
    told = refused.content.decode()
    assert "“Physical health”: This is a silent need" in told  # on the session's own page, with the way on
    assert "Open its decision in the table" in told
    assert reverse("session-decide", args=[made.pk]) in told
    assert not access.visible(partnership.actor("locality_leader"), on=TODAY).filter(state="agreed").exists()
    assert Told.objects.count() == 0
    decided(leader, made, health, test="Three mornings at the surgery")
    assert step(leader, made, "close").status_code == 302


@pytest.mark.requirement("S-29")
def test_a_secret_vote_keeps_no_name_and_is_cast_once(as_role, partnership, board):
    made = opened(as_role, partnership, "T13", "T01", secret="1", method="moscow")
    streets, money = (things(made)[name] for name in ("Streets, litter, upkeep", "Money and cost of living"))
    vote = reverse("session-vote", args=[made.pk])
    page = as_role("community_rep").get(vote).content.decode()
    assert "added up without your name" in page
    client = as_role("community_rep")
    assert client.post(vote, {"side": "resident", streets: "must", money: "could"}).status_code == 302
    assert client.post(vote, {"side": "resident", streets: "not now"}).status_code == 422
    assert as_role("elected_member").post(vote, {"side": "professional", money: "must"}).status_code == 302
    step(as_role("communities_officer"), made, "stage", to="counted")
    made.refresh_from_db()
    assert made.stage == "voting"  # of two, each would know the other's vote
    assert as_role("practitioner").post(vote, {"side": "professional", streets: "not now"}).status_code == 302
    assert not Ballot.objects.exists()
    made.refresh_from_db()
    assert "Test" not in str(made.tally)
    step(as_role("communities_officer"), made, "stage", to="counted")
    page = text(as_role("locality_leader"), "session", made)
    assert "1 must, 1 could" in page
    assert "Who voted how" not in page
    assert "of one so few voted" in page  # one resident and one professional: apart, each vote would be known
    assert "Residents put" not in page


def test_an_open_vote_may_be_changed_until_it_closes(as_role, partnership, board):
    made = opened(as_role, partnership, "T13", "T01", method="consensus")
    streets, money = (things(made)[name] for name in ("Streets, litter, upkeep", "Money and cost of living"))
    vote = reverse("session-vote", args=[made.pk])
    client = as_role("community_rep")
    client.post(vote, {"side": "resident", streets: "object"})
    client.post(vote, {"side": "resident", streets: "agree", money: "stand aside"})
    step(as_role("communities_officer"), made, "stage", to="counted")
    page = text(as_role("clerk"), "session", made)
    assert "Stands: 1 agree" in page
    assert "Does not stand: 1 stand aside" in page
    assert as_role("community_rep").post(vote, {"side": "resident", streets: "object"}).status_code == 422


def test_what_stands_on_the_paper_stays_once_somebody_voted(as_role, partnership, board):
    made = opened(as_role, partnership, "T13", "T01")
    bins = things(made)["Streets, litter, upkeep"]
    assert step(as_role("locality_leader"), made, "topic", topic="T12").status_code == 422
    as_role("community_rep").post(reverse("session-vote", args=[made.pk]), {"side": "resident", bins: "1"})
    assert step(as_role("communities_officer"), made, "stage", to="preparing").status_code == 422
    step(as_role("communities_officer"), made, "stage", to="counted")
    assert step(as_role("communities_officer"), made, "stage", to="voting").status_code == 422  # people saw the count


def test_a_weighted_vote_weighs_its_criteria(as_role, partnership, board):
    criteria = "How many it touches: 2\nCan we change it: 1"
    made = opened(as_role, partnership, "T13", "T01", method="weighted", criteria=criteria)
    streets = things(made)["Streets, litter, upkeep"]
    form = {"side": "resident", f"{streets}|How many it touches": "5", f"{streets}|Can we change it": "2"}
    assert as_role("community_rep").post(reverse("session-vote", args=[made.pk]), form).status_code == 302
    step(as_role("communities_officer"), made, "stage", to="counted")
    assert "4.0 of 5" in text(as_role("clerk"), "session", made)  # (2 x 5 + 1 x 2) / 3
    page = text(as_role("clerk"), "session-screen", made)
    assert "4.0 of 5" in page


def test_a_session_of_west_is_not_there_for_east(as_role, partnership, board):
    partnership.add("locality_leader", place=partnership.west, key="leader_west")
    made = changes.call(
        by=partnership.actor("leader_west"),
        on=TODAY,
        place=partnership.west,
        name="West chooses",
        held_on=TODAY,
        method="dots",
    )
    for name in ("session", "session-vote", "session-screen"):
        assert as_role("locality_leader").get(reverse(name, args=[made.pk])).status_code == 404
    assert reads.sessions(partnership.actor("locality_leader"), partnership.west, on=TODAY) == []
