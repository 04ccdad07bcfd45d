"""A partnership lays voice, data and strategy side by side, chooses, and writes down where it left the order."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from hereabouts.core.evidence.findings import Finding
from hereabouts.records.ledger import reads as ledger
from hereabouts.records.plans import changes as plans
from hereabouts.records.priorities import access, changes, reads
from tests.heard import heard, measured
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
SICK = Finding(
    indicator="stays", label="Emergency stays", topic="T06", polarity="high_bad", unit="per 1,000", value=30, se=1.0, reference=20,
    reference_name="Larkhaven", sigma_ref=4, comparators=12, period="2025", source="Health board extract",
)  # fmt: skip


def aim(partnership, topic, ref="1", **more):
    facts = {"level": "city", "document": "City plan", "text": "More of it", "weight": 3} | more
    return changes.record_aim(by=partnership.actor("locality_leader"), on=TODAY, ref=ref, topic=topic, **facts)


@pytest.fixture
def board(partnership, monkeypatch):
    """Forty people: litter first, then money; health is measured and wanted, and two people raised it."""
    heard(monkeypatch, T13=24, T01=14, T06=2)
    measured(monkeypatch, SICK)
    for ref in "123":
        aim(partnership, "T01", ref)
        aim(partnership, "T06", ref)
    return changes.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east)


def text(client, name, thing, **query):
    answer = client.get(reverse(name, args=[thing.pk]), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def post(client, name, thing, **form):
    return client.post(reverse(name, args=[thing.pk]), form)


@pytest.mark.requirement("S-30", "D-104", "D-105")
def test_a_silent_need_is_found_owned_and_followed(as_role, partnership, board):
    page = text(as_role("community_rep"), "board", partnership.east)
    assert "This orders the discussion. People decide." in page
    assert "Silent need" in page
    assert "2 of 40 people" in page
    assert "9 of 9 points" in page
    assert "None of those has an owner yet." in page
    officer = as_role("communities_officer")
    address = reverse("board-topic", args=[partnership.east.pk]) + "?code=T06"
    step = {
        "own-owner_name": "Isla Renwick",
        "own-next_step": "Hold three listening sessions",
        "own-due_on": "2027-01-15",
        "own": "1",
    }
    assert officer.post(address, {**step, "own-next_step": ""}).status_code == 422
    assert officer.post(address, step).status_code == 302
    page = text(as_role("elected_member"), "board", partnership.east)
    assert "Hold three listening sessions" in page
    assert "Due 15 January 2027" in page
    assert "has an owner" in page
    done = {"move-state": "done", "move-told": "", "move": "1"}
    assert as_role("communities_officer").post(address, done).status_code == 422  # done says what came of it
    as_role("communities_officer").post(address, {**done, "move-told": "Chest clinic moves to the library"})
    assert "Chest clinic moves to the library" in text(as_role("community_rep"), "board", partnership.east)


@pytest.mark.requirement("S-30")
def test_each_score_leads_to_its_evidence(as_role, partnership, board):
    client = as_role("community_rep")
    page = client.get(reverse("board-topic", args=[partnership.east.pk]), {"code": "T06"}).content.decode()
    assert "Emergency stays" in page
    assert "Health board extract" in page
    assert "City plan" in page
    read = list(
        csv.DictReader(io.StringIO(client.get(reverse("board-csv", args=[partnership.east.pk])).content.decode()))
    )
    health = next(row for row in read if row["topic"] == "Physical health")
    assert (health["class"], health["people"], health["people heard"], health["disagreement"]) == (
        "silent need",
        "2",
        "40",
        "yes",
    )
    digital = next(row for row in read if row["topic"] == "Digital access")
    assert (digital["rank"], digital["data"]) == ("", "no data")


def test_a_frozen_board_does_not_move(partnership, board):
    aim(partnership, "T13")
    frozen = access.runs(partnership.actor("analyst"), on=TODAY).get()
    assert reads.worked_out(frozen.inputs, frozen.weights, frozen.seed) == (frozen.result, frozen.hash)
    again = changes.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east)
    assert (again.pk != frozen.pk, again.hash != frozen.hash) == (True, True)
    assert (
        changes.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east) == again
    )  # nothing new


def test_the_weights_are_the_meetings_to_try(as_role, partnership, board):
    client = as_role("analyst")
    assert post(client, "board", partnership.east, voice="1", data="0", strategy="0").status_code == 302
    page = text(client, "board", partnership.east)
    assert "Weights: voice 100%, data 0%, strategy 0%." in page
    assert post(client, "board", partnership.east, voice="0", data="0", strategy="0").status_code == 422


ADOPTED = {
    "statement": "Families keep more of their money",
    "topic": "T01",
    "rationale": "Voice and city agree",
    "minute": "LCPP, item 4",
    "without": "The figures come in spring",
}


@pytest.mark.requirement("S-29", "S-30")
def test_anybody_raises_an_issue_and_the_session_decides_with_its_dissent(as_role, partnership, board):
    post(
        as_role("community_rep"),
        "priority-raise",
        partnership.east,
        statement="Bins are emptied",
        topic="T13",
        rationale="Ask anybody",
    )
    client = as_role("locality_leader")
    assert "Bins are emptied" in text(client, "priorities", partnership.east)
    raised = access.visible(partnership.actor("locality_leader"), on=TODAY).get()
    address = reverse("priority-adopt", args=[partnership.east.pk]) + f"?priority={raised.pk}"
    form = {"statement": "Bins are emptied", "topic": "T13", "rationale": "Most people raised it", "minute": "LCPP, item 4",
            "dissent": "Rosa Bell: Money should come first"}  # fmt: skip
    refused = client.post(address, form)
    assert refused.status_code == 422  # health and money stand above it
    assert "This departs from the order of the board" in refused.content.decode()
    assert "Most people raised it" in refused.content.decode()  # what was written is kept
    assert (
        client.post(
            address, {**form, "departure": "It is what people see every day", "without": "Nobody counts bags"}
        ).status_code
        == 302
    )
    page = text(as_role("elected_member"), "board", partnership.east)
    for words in [
        "After the session",
        "Bins are emptied",
        "It is what people see every day",
        "Rosa Bell did not agree: Money should come first",
    ]:
        assert words in page


def test_adopting_in_order_needs_no_excuse_and_happens_once(partnership, board):
    given = {"by": partnership.actor("locality_leader"), "on": TODAY, "place": partnership.east}
    changes.not_choose(**given, topic="T06", reason="The board hears first", review_on=date(2027, 6, 1))
    made = changes.adopt(**given, **ADOPTED)
    assert (made.ref, made.departure, made.people_heard, made.origin) == ("EA-2026-P001", "", 14, "city")
    assert changes.adopt(**given, **ADOPTED, priority=made).pk == made.pk


@pytest.mark.requirement("L-38")
def test_a_priority_nobody_was_heard_on_is_called_an_assumption(as_role, partnership, board):
    client = as_role("locality_leader")
    form = {
        "statement": "Everybody gets online",
        "topic": "T19",
        "rationale": "We think so",
        "minute": "Item 5",
        "departure": "A grant ends",
        "without": "Nobody measures it yet",
    }
    refused = post(client, "priority-adopt", partnership.east, **form)
    assert refused.status_code == 422
    assert "it rests on an assumption" in refused.content.decode()
    post(client, "priority-adopt", partnership.east, **form, test="Ask at the library in May")
    post(client, "priority-adopt", partnership.east, **ADOPTED, departure="Winter is near")
    page = text(as_role("clerk"), "priorities", partnership.east)
    assert "1 rests on an assumption" in page
    listed = page.partition("Assumptions to test")[2]
    assert "Ask at the library in May" in listed
    assert "Families keep more" not in listed  # somebody was heard on that one


@pytest.mark.requirement("S-04")
def test_each_priority_says_whether_it_comes_from_the_city_the_community_or_both(as_role, partnership, monkeypatch):
    heard(monkeypatch, T13=20, T01=18)
    for ref in "123":
        aim(partnership, "T01", ref)
        aim(partnership, "T02", ref)
    changes.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east)
    given = {
        "by": partnership.actor("locality_leader"),
        "on": TODAY,
        "place": partnership.east,
        "rationale": "Yes",
        "minute": "4",
        "departure": "Yes",
        "test": "Ask",
        "without": "Yes",
    }
    for topic in ("T01", "T13", "T02"):
        changes.adopt(**given, statement=f"About {topic}", topic=topic)
    page = text(as_role("clerk"), "priorities", partnership.east)
    assert "City and community: 1. Community: 1. City: 1." in page


def test_what_was_not_chosen_is_owed_an_answer(as_role, partnership, board):
    client = as_role("locality_leader")
    form = {"topic": "T06", "reason": "Wait for the health board", "review_on": "2000-01-01", "answers": "Isla Renwick"}
    assert post(client, "not-chosen", partnership.east, **form).status_code == 422  # looked at again in the past
    assert post(client, "not-chosen", partnership.east, **{**form, "review_on": "2031-06-01"}).status_code == 302
    page = text(as_role("community_rep"), "not-chosen", partnership.east)
    assert "Wait for the health board" in page
    assert "Isla Renwick" in page
    assert "Looked at again 1 June 2031" in text(as_role("community_rep"), "board", partnership.east)


def test_dropping_says_why_wherever_it_stood(as_role, partnership, board):
    made = changes.propose(
        by=partnership.actor("locality_leader"), on=TODAY, place=partnership.east, statement="Night buses", topic="T15"
    )
    client = as_role("locality_leader")
    assert post(client, "priority", made, state="dropped", reason="").status_code == 422
    assert post(client, "priority", made, state="dropped", reason="The operator withdrew").status_code == 302
    assert "The operator withdrew" in text(as_role("clerk"), "priorities", partnership.east)
    gone = post(as_role("locality_leader"), "priority", made, state="active", reason="")
    assert gone.status_code == 422  # dropped is the end


def test_what_is_only_proposed_can_be_dropped_and_takes_no_action(as_role, partnership, board):
    leader = partnership.actor("locality_leader")
    raised = changes.propose(by=leader, on=TODAY, place=partnership.east, statement="Night buses", topic="T15")
    client = as_role("locality_leader")
    page = text(client, "priority", raised)
    assert "Dropped</option>" in page
    assert "Achieved</option>" not in page
    with pytest.raises(changes.CannotBe, match="A session adopts it first"):
        changes.move(by=leader, on=TODAY, priority=raised, state="achieved", reason="Done")
    plan = plans.draft_plan(by=leader, on=TODAY, place=partnership.east, title="East")
    assert "Night buses" not in text(client, "action-add", plan)
    address = reverse("priority-adopt", args=[partnership.east.pk]) + f"?priority={raised.pk}"
    form = {"statement": "Night buses", "topic": "T15", "rationale": "Asked", "minute": "LCPP, item 3", "departure": "Cheap",
            "test": "Ask", "without": "Seen at the stop"}  # fmt: skip
    assert client.post(address, {**form, "adopted_on": "2099-01-01"}).status_code == 422
    assert client.post(address, {**form, "adopted_on": "2026-11-02"}).status_code == 302
    page = text(client, "priority", raised)
    assert "In the session of 2 November 2026." in page
    assert "That does not say that everybody agreed" in page
    assert "Night buses" in text(client, "action-add", plan)


def test_what_happens_in_west_stays_in_west(as_role, partnership, board):
    partnership.add("locality_leader", place=partnership.west, key="leader_west")
    west = partnership.actor("leader_west")
    changes.triangulate(by=west, on=TODAY, place=partnership.west)
    changes.propose(by=west, on=TODAY, place=partnership.west, statement="Mend the pier", topic="T14")
    client = as_role("locality_leader")
    assert "None has been worked out for this place yet" in text(client, "board", partnership.west)
    assert "Mend the pier" not in text(client, "priorities", partnership.west)
    elsewhere = access.runs(west, on=TODAY).get()
    assert f"{elsewhere.pk}" not in text(client, "board", partnership.east, run=elsewhere.pk)


@pytest.mark.requirement("S-19")
def test_the_national_outcomes_are_a_library_and_loading_them_twice_changes_nothing(as_role, partnership):
    client = as_role("analyst")
    for _ in range(2):
        assert client.post(reverse("aims"), {"load": "1", "name": "scotland"}).status_code == 302
    page = as_role("elected_member").get(reverse("aims")).content.decode()
    assert page.count("Poverty is fought by sharing wealth, power and chances more evenly.") == 1
    rows = access.aims(partnership.actor("analyst"), on=TODAY)
    assert len({aim.ref for aim in rows if aim.document == "National outcomes for Scotland"}) == 10


def test_running_the_board_is_written_down_and_so_is_a_refusal(partnership, board):
    from hereabouts.records.ledger.changes import NotAllowed

    with pytest.raises(NotAllowed):
        changes.triangulate(by=partnership.actor("clerk"), on=TODAY, place=partnership.east)
    told = [(line.what, line.outcome, line.who) for line in ledger.lines()[:2]]
    assert told == [("board.run", "refused", "Test Clerk"), ("board.run", "done", "Test Analyst")]


@pytest.mark.requirement("D-104")
def test_topics_where_nothing_stands_out_are_folded_and_what_is_open_is_not(as_role, partnership, monkeypatch):
    heard(monkeypatch, T13=20, T06=5, T01=10)
    measured(monkeypatch, SICK)
    aim(partnership, "T13")
    aim(partnership, "T06", "2", weight=1)
    aim(partnership, "T01", "3")
    changes.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east)
    page = text(as_role("community_rep"), "board", partnership.east)
    before, _, folded = page.partition('<details class="plain tri-folded"')
    folded = folded.partition("</details>")[0]
    assert "1 topic where no source is high and nothing is open" in folded
    assert 'id="T01"' in folded
    assert 'id="T01"' not in before
    assert 'id="T13"' in before  # voice is high
    changes.own_disagreement(
        by=partnership.actor("communities_officer"), on=TODAY, place=partnership.east, topic="T01",
        owner_name="Isla Renwick", next_step="Ask again", due_on=TODAY,
    )  # fmt: skip
    page = text(as_role("community_rep"), "board", partnership.east)
    assert "tri-folded" not in page  # somebody has to settle it: it stands with the others
