"""A silent need is found, named, given an owner, and travels to outreach: somebody goes to listen before anything is chosen."""

import io

import docx
import pytest
from django.urls import reverse

from hereabouts.records.priorities import access, changes, reads
from hereabouts.records.priorities.models import Expectation
from hereabouts.records.voice import access as voices
from hereabouts.records.voice import changes as voice
from tests.heard import heard, measured
from tests.journeys.test_priorities import SICK, aim, text
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
LISTEN = {
    "listen-name": "Coffee at the surgery", "listen-method": "drop-in", "listen-held_on": "2027-01-15", "listen-venue": "The surgery",
    "listen-owner_name": "Isla Renwick", "listen-purpose": "What troubles people about their health", "listen": "1",
}  # fmt: skip


@pytest.fixture
def board(partnership, monkeypatch):
    """Forty people: litter first, then money; health is measured and wanted, and two people raised it."""
    heard(monkeypatch, T13=24, T01=14, T06=2)
    measured(monkeypatch, SICK)
    for ref in "123":
        aim(partnership, "T06", ref)
    return changes.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east)


def topic(place, code="T06"):
    return reverse("board-topic", args=[place.pk]) + f"?code={code}"


@pytest.mark.requirement("D-104", "D-105")
def test_it_is_found_named_owned_and_travels_to_outreach_and_not_to_a_priority(as_role, partnership, board, client):
    quiet = voice.record(
        by=partnership.actor("communities_officer"), on=TODAY, place=partnership.east, words="My chest.", heard_on=TODAY
    )
    voice.code(by=partnership.actor("communities_officer"), on=TODAY, contribution=quiet, accept={"T06": "problem"})
    page = text(as_role("community_rep"), "board", partnership.east)
    silent = page.partition("Silent need</h2>")[2].partition("</section>")[0]
    assert "Physical health" in silent
    assert "2 of 40 people raised it." in silent
    assert "Nobody goes to listen yet." in silent
    assert "Streets" not in silent
    form = {"statement": "Better chests", "topic": "T06", "rationale": "The numbers say so", "minute": "Item 4",
            "departure": "", "without": ""}  # fmt: skip
    refused = as_role("locality_leader").post(reverse("priority-adopt", args=[partnership.east.pk]), form)
    assert refused.status_code == 422
    assert "This is a silent need: few people raised it." in refused.content.decode()
    officer = as_role("communities_officer")
    assert officer.post(topic(partnership.east), LISTEN | {"listen-owner_name": ""}).status_code == 422
    assert officer.post(topic(partnership.east), LISTEN).status_code == 302
    programme = text(as_role("community_rep"), "programme", partnership.east)
    assert "Coffee at the surgery" in programme  # it stands in the programme of listening
    page = text(as_role("elected_member"), "board", partnership.east)
    silent = page.partition("Silent need</h2>")[2].partition("</section>")[0]
    assert "Coffee at the surgery, 15 January 2027: listen first, propose nothing yet." in silent
    assert "Isla Renwick" in silent
    assert not access.visible(
        partnership.actor("locality_leader"), on=TODAY
    ).exists()  # nothing was chosen over their heads
    client.logout()
    followed = client.get(reverse("follow"), {"ref": quiet.participant.key}).content.decode()
    assert "So we come to listen: Coffee at the surgery" in followed


def test_the_silent_need_comes_before_everything_and_the_picture_names_all_marks(as_role, partnership, board):
    page = text(as_role("community_rep"), "board", partnership.east)
    assert page.index('id="h-silent"') < page.index('id="h-glance"') < page.index('id="h-board"')
    picture = page.partition('id="h-glance"')[2].partition("</section>")[0]
    assert '<title id="T06-g">Physical health: voice 8; data' in picture
    assert "Nothing measures it here." in picture  # streets: two marks, and why there is no third
    assert '<li class="silent"><a href="#T06">' in picture


def test_planning_the_same_listening_twice_makes_no_second_activity(as_role, partnership, board):
    officer = as_role("communities_officer")
    for _ in range(2):
        assert officer.post(topic(partnership.east), LISTEN).status_code == 302
    assert (
        voices.activities(partnership.actor("communities_officer"), on=TODAY)
        .filter(name="Coffee at the surgery")
        .count()
        == 1
    )


def test_after_the_listening_is_planned_the_group_may_choose_it(as_role, partnership, board):
    as_role("communities_officer").post(topic(partnership.east), LISTEN)
    form = {
        "statement": "Better chests",
        "topic": "T06",
        "rationale": "We listened",
        "minute": "Item 4",
        "departure": "Winter",
    }
    assert (
        as_role("locality_leader").post(reverse("priority-adopt", args=[partnership.east.pk]), form).status_code == 302
    )


def test_a_priority_stands_on_three_legs_or_says_why_not(as_role, partnership, board):
    form = {
        "statement": "Cleaner streets",
        "topic": "T13",
        "rationale": "Most raised it",
        "minute": "Item 4",
        "departure": "Seen daily",
    }
    address = reverse("priority-adopt", args=[partnership.east.pk])
    refused = as_role("locality_leader").post(address, form)
    assert refused.status_code == 422
    assert "Say why it is chosen without all three." in refused.content.decode()
    assert (
        as_role("locality_leader").post(address, form | {"without": "Nobody counts bags; we will."}).status_code == 302
    )
    found = access.visible(partnership.actor("clerk"), on=TODAY).get()
    page = text(as_role("clerk"), "priority", found)
    assert "Not on all three." in page
    assert "Nothing measures it here. No plan asks for it." in page
    assert "Nobody counts bags; we will." in page


@pytest.mark.requirement("D-75")
def test_a_topic_opens_the_very_words_numbers_and_aims(as_role, partnership, board):
    by = {"by": partnership.actor("communities_officer"), "on": TODAY}
    for words, consents in [("My chest is bad.", ("taking part", "quote")), ("Only between us.", ("taking part",))]:
        made = voice.record(**by, place=partnership.east, words=words, heard_on=TODAY, consents=consents)
        voice.code(**by, contribution=made, accept={"T06": "problem"})
    page = as_role("community_rep").get(topic(partnership.east)).content.decode()
    for there in ("My chest is bad.", "Emergency stays", "Health board extract", "City plan"):
        assert there in page
    assert "Only between us." not in page
    assert "My chest is bad." not in as_role("analyst").get(topic(partnership.east)).content.decode()
    quoted = voices.visible(by["by"], on=TODAY).get(words="My chest is bad.")
    voice.withdraw_consent(**by, contribution=quoted, kind="quote")
    assert "My chest is bad." not in as_role("community_rep").get(topic(partnership.east)).content.decode()


@pytest.mark.requirement("L-38")
def test_what_officers_expect_is_written_down_before_they_see_the_board(as_role, partnership, monkeypatch, client):
    heard(monkeypatch, T13=24, T01=14, T06=2)
    aim(partnership, "T13")
    form = {"voice": "1", "data": "1", "strategy": "1", "ask_first": "on"}
    assert as_role("analyst").post(reverse("board", args=[partnership.east.pk]), form).status_code == 302
    officer = as_role("communities_officer")
    pages = ("board", "board-csv", "pack", "pack-docx")
    asked = reverse("board-expect", args=[partnership.east.pk])
    for name in pages:
        answer = officer.get(reverse(name, args=[partnership.east.pk]))
        assert (answer.status_code, answer["location"]) == (302, asked), name
    assert officer.get(topic(partnership.east, "T13"))["location"] == asked
    assert "24 of 40" not in officer.get(asked).content.decode()
    assert officer.post(asked, {"topic1": "T06", "topic2": "T06"}).status_code == 422
    assert officer.post(asked, {"topic1": "T06", "topic2": "T01"}).status_code == 302
    page = text(officer, "board", partnership.east)
    told = page.partition('id="expected"')[2].partition("</section>")[0]
    assert "1 person who works here wrote down what they expected before they saw this board." in told
    assert "<b>Nobody expected:</b> Streets, litter, upkeep." in told
    assert "You expected: Physical health, Money and cost of living." in told
    assert officer.post(asked, {"topic1": "T13"}).status_code == 422  # the board would move it
    assert "24 of 40 people" in text(
        as_role("community_rep"), "board", partnership.east
    )  # residents' own are asked nothing


@pytest.mark.requirement("L-38")
def test_who_looked_first_is_said_to_have_looked_and_is_compared_with_nothing(as_role, partnership, monkeypatch):
    heard(monkeypatch, T13=24, T01=14)
    by = partnership.actor("analyst")
    changes.triangulate(by=by, on=TODAY, place=partnership.east)
    text(as_role("communities_officer"), "board", partnership.east)  # an earlier one, seen
    changes.triangulate(by=by, on=TODAY, place=partnership.east, seed=2, ask_first=True)
    asked = reverse("board-expect", args=[partnership.east.pk])
    assert as_role("locality_leader").post(asked, {"show": "1"}).status_code == 302
    assert as_role("locality_leader").get(reverse("board", args=[partnership.east.pk])).status_code == 200
    as_role("locality_leader").post(asked, {"topic1": "T13"})
    as_role("communities_officer").post(asked, {"topic1": "T01"})
    assert set(Expectation.objects.values_list("by_name", "had_seen")) == {
        ("Test Locality Leader", "this"), ("Test Communities Officer", "an earlier"),
    }  # fmt: skip
    page = text(as_role("analyst"), "board-expect", partnership.east)
    assert as_role("analyst").post(asked, {"show": "1"}).status_code == 302
    page = text(as_role("analyst"), "board", partnership.east)
    assert "1 of them had seen an earlier one." in page
    assert "1 wrote it down after they had seen it, and is not compared." in page
    assert "1 of 1" in page.partition('id="expected"')[2]


@pytest.mark.requirement("I-24", "I-32")
def test_residents_order_stands_beside_that_of_professionals_and_is_never_added(
    as_role, partnership, board, monkeypatch
):
    monkeypatch.undo()  # these people are heard, and counted by nobody but the voice room
    by = {"by": partnership.actor("communities_officer"), "on": TODAY}
    for voice_, code, n in [("resident", "T13", 3), ("worker", "T06", 2), ("resident", "T06", 1)]:
        for _ in range(n):
            made = voice.record(**by, place=partnership.east, words="x", heard_on=TODAY, voice=voice_)
            voice.code(**by, contribution=made, accept={code: "problem"})
    changes.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east, seed=3)
    page = text(as_role("community_rep"), "board", partnership.east)
    told = page.partition('id="rankings"')[2].partition("</section>")[0]
    assert "4 residents and 2 people who work here." in told
    health = told.partition("Physical health</th>")[2].partition("</tr>")[0]
    assert "<b>2</b>" in health
    assert "<b>1</b>" in health
    sides = reads.newest(partnership.actor("analyst"), partnership.east, on=TODAY).sides
    assert (sides["resident"]["topics"]["T06"], sides["professional"]["topics"]["T06"]) == (1, 2)


def test_the_board_says_in_one_sentence_how_firm_its_order_is(as_role, partnership, board):
    page = text(as_role("community_rep"), "board", partnership.east)
    assert "However the three are weighed, " in page
    assert "stay among the first five (36 ways tried)." in page


@pytest.mark.requirement("L-12", "D-75")
def test_the_pack_holds_numbers_and_narrative_together_with_sources(as_role, partnership, board):
    by = {"by": partnership.actor("communities_officer"), "on": TODAY}
    made = voice.record(
        **by, place=partnership.east, words="My chest is bad.", heard_on=TODAY, consents=("taking part", "quote")
    )
    voice.code(**by, contribution=made, accept={"T06": "problem"})
    voice.accept_theme(
        **by, place=partnership.east, statement="Winter is hard on lungs", topic="T06", contributions=[made]
    )
    page = text(as_role("locality_leader"), "pack", partnership.east)
    there = (
        "Emergency stays",
        "Health board extract",
        "My chest is bad.",
        "Winter is hard on lungs",
        "City plan",
        "Silent need",
    )
    for words in there:
        assert words in page, words
    file = as_role("locality_leader").get(reverse("pack-docx", args=[partnership.east.pk]))
    document = docx.Document(io.BytesIO(file.content))
    written = "\n".join(p.text for p in document.paragraphs) + "\n".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
    for words in there[:-1]:
        assert words in written, words
    counted = text(as_role("analyst"), "pack", partnership.east)
    assert "My chest is bad." not in counted  # who only counts reads no words
    assert "Emergency stays" in counted


@pytest.mark.slow
def test_the_pack_as_pdf(as_role, partnership, board):
    file = as_role("locality_leader").get(reverse("pack-pdf", args=[partnership.east.pk]))
    assert file.content.startswith(b"%PDF")


def test_strategy_has_four_levels_as_documents(as_role, partnership):
    client = as_role("locality_leader")
    for level in ("national", "regional", "city", "partner"):
        form = {
            "level": level,
            "document": f"The {level} plan",
            "ref": "1",
            "text": "More of it",
            "topic": "T01",
            "weight": "2",
        }
        assert client.post(reverse("aims"), form).status_code == 302
    page = as_role("elected_member").get(reverse("aims")).content.decode()
    for level in ("National", "Regional", "City", "Partner"):
        assert level in page
